#include <gmock/gmock.h>

#include "lib/experiment/file.hpp"
#include "lib/experiment/report/page.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Page page() {
  return {Heading{1, "A < B"},        Paragraph{"text"},    Table{{{"a", "b"}, {"1", "x|y"}}},
          List{{"one < two", "two"}}, Listing{"run 'a&b'"}, Illustration{"p.svg", "lines"}};
}

TEST(MarkdownTextTest, WritesEveryBlock) {
  EXPECT_EQ(markdown_text(page()),
            "# A < B\n\ntext\n\n| a | b |\n|---|---|\n| 1 | x\\|y |\n\n- one < two\n- two\n\n```\nrun "
            "'a&b'\n```\n\n![lines](p.svg)\n");
}

TEST(MarkdownTextTest, PassesNoTagsOn) {
  const std::string tag = "<script>x</script>";
  EXPECT_EQ(markdown_text({Heading{1, tag}}), "# \\<script>x\\</script>\n");
  EXPECT_THAT(markdown_text({Paragraph{tag}, Table{{{tag}, {"a\nb"}}}, Illustration{"p.svg", tag}}),
              AllOf(Not(testing::ContainsRegex("[^\\\\]<")), HasSubstr("| a b |")));
  EXPECT_EQ(markdown_text({Paragraph{"`a<b>`"}}), "`a<b>`\n");
}

TEST(HtmlTextTest, HoldsThePicturesAndEscapesText) {
  const TemporaryFolder folder;
  write_atomically(folder.path() / "p.svg", "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"></svg>\n");
  const std::string text = html_text(page(), folder.path());
  EXPECT_THAT(
      text, AllOf(StartsWith("<!DOCTYPE html>\n"), HasSubstr("<title>A &lt; B</title>"), HasSubstr("<h1>A &lt; B</h1>"),
                  HasSubstr("<p>text</p>"), HasSubstr("<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>x|y</td></tr>"),
                  HasSubstr("<ul>\n<li>one &lt; two</li>\n<li>two</li>\n</ul>"), HasSubstr("<pre>run 'a&amp;b'</pre>"),
                  HasSubstr("<figure>\n<svg viewBox"), HasSubstr("<figcaption>lines</figcaption>")));
  EXPECT_THAT(text, AllOf(Not(HasSubstr("<?xml")), Not(HasSubstr("p.svg"))));
}

TEST(HtmlTextTest, RefusesWhatIsNoPicture) {
  const TemporaryFolder folder;
  EXPECT_THROW(html_text(page(), folder.path()), std::runtime_error);
  write_atomically(folder.path() / "p.svg", "nothing");
  EXPECT_THROW(html_text(page(), folder.path()), std::runtime_error);
}

}  // namespace
}  // namespace rlrun::experiment::test
