#include "lib/experiment/picture.hpp"

#include <gmock/gmock.h>

#include "lib/experiment/curve_picture.hpp"
#include "lib/experiment/heat_map_picture.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(GnuplotTextTest, NothingInItIsExpanded) {
  EXPECT_EQ(gnuplot_text("a_b \"$x\" `ls`"), "'a_b \"$x\" `ls`'");
  EXPECT_EQ(gnuplot_text("it's\n"), "'it''s '");
}

TEST(ShortenedTest, KeepsBothEndsOfWhatIsTooLong) {
  EXPECT_EQ(shortened("abcdefg", 7), "abcdefg");
  EXPECT_EQ(shortened("abcdefgh", 7), "abc…fgh");
  EXPECT_EQ(shortened("abcdefgh", 6), "ab…fgh");
}

TEST(ShortenedTest, CountsCharactersNotBytes) {
  EXPECT_EQ(shortened("äöüß", 4), "äöüß");
  EXPECT_EQ(shortened("äöüßÄÖ", 5), "äö…ÄÖ");
  EXPECT_EQ(character_count("äöü"), 3U);
}

CurvePicture curves(std::size_t lines) {
  CurvePicture picture = {.frame = {.title = "title", .subtitle = "small"}, .x_label = "episode", .y_label = "return"};
  for (std::size_t i = 0; i < lines; ++i) picture.lines.push_back({.label = "g" + std::to_string(i), .rows = 10});
  return picture;
}

TEST(CurveScriptTest, EachLineHasItsRowsAndLiesOnAllBands) {
  const std::string script = curve_script(curves(2));
  EXPECT_THAT(script, StartsWith(std::string(script_mark)));
  EXPECT_THAT(script, AllOf(HasSubstr("'title'"), HasSubstr("'small'"), HasSubstr("set xlabel 'episode' . \"\\n\"\n")));
  EXPECT_THAT(script, AllOf(HasSubstr("data every ::0::9 using \"x\":\"value\""),
                            HasSubstr("data every ::10::19 using \"x\":\"value\""),
                            HasSubstr("data every ::10::19 using \"x\":\"low\":\"high\" with filledcurves")));
  EXPECT_LT(script.rfind("filledcurves"), script.find("with lines"));
}

TEST(CurveScriptTest, StylesTellLinesApartWhereColoursAreUsedUp) {
  const std::string script = curve_script(curves(8));
  EXPECT_THAT(script, AllOf(HasSubstr("dashtype solid linecolor rgb \"#0072B2\" title 'g0'"),
                            HasSubstr("dashtype (8, 3) linecolor rgb \"#0072B2\" title 'g7'")));
}

TEST(CurveScriptTest, PublishedValuesAreLinesOfTheirOwn) {
  CurvePicture picture = curves(1);
  EXPECT_THAT(curve_script(picture), Not(HasSubstr("(12, 6)")));
  picture.published = {{.value = -110.25, .label = "theirs"}};
  EXPECT_THAT(curve_script(picture), HasSubstr("     -110.25 with lines linewidth 1.5 dashtype (12, 6)"));
  EXPECT_THAT(curve_script(picture), HasSubstr("title 'theirs: -110.25'"));
}

TEST(CurveScriptTest, PointsLieInTheColourOfTheirLineWithoutABand) {
  CurvePicture picture = curves(2);
  picture.lines.insert(picture.lines.begin() + 1, {.label = "published", .rows = 4, .points = true});
  const std::string script = curve_script(picture);
  EXPECT_THAT(script, HasSubstr("with points pointtype 6 pointsize 0.7 linecolor rgb \"#0072B2\" title 'published'"));
  EXPECT_THAT(script, HasSubstr("linecolor rgb \"#D55E00\"")) << "the second line has the second colour";
  const auto bands = [](const std::string& text) {
    std::size_t count = 0;
    for (auto at = text.find("filledcurves"); at != std::string::npos; at = text.find("filledcurves", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(bands(script), 2U);
}

TEST(CurveScriptTest, LongLegendsMakeThePictureHigher) {
  CurvePicture picture = curves(8);
  EXPECT_THAT(curve_script(picture), HasSubstr("set terminal svg size 900, 540 "));
  for (CurveLine& line : picture.lines) line.label = std::string(500, 'x');
  EXPECT_THAT(curve_script(picture), AllOf(HasSubstr("set terminal svg size 900, 680 "), HasSubstr("maxcols 1\n")));
  EXPECT_THAT(curve_script(picture), Not(HasSubstr(std::string(100, 'x'))));
  picture.frame.format = PictureFormat::png;
  EXPECT_THAT(curve_script(picture), HasSubstr("set terminal pngcairo size 1800, 1360 "));
}

TEST(HeatMapScriptTest, NamesTheValuesOfBothKeys) {
  const HeatMap map = {.columns = {"0.5", "10"}, .rows = {"gru"}, .cells = {}};
  const std::string script = heat_map_script({.frame = {}, .x_label = "rate", .y_label = "cell", .map = &map});
  EXPECT_THAT(script, AllOf(HasSubstr("set xtics noenhanced ('0.5' 0, '10' 1)\nset xrange [-0.5 : 1.5]\n"),
                            HasSubstr("set ytics noenhanced ('gru' 0)\nset yrange [-0.5 : 0.5]\n"),
                            HasSubstr("set xlabel 'rate'"), HasSubstr("set ylabel 'cell'")));
}

TEST(HeatMapScriptTest, ManyValuesMakeRoom) {
  HeatMap map = {.columns = {"0.5", "10"}, .rows = {"gru"}, .cells = {}};
  const auto script = [&] { return heat_map_script({.frame = {}, .x_label = "", .y_label = "", .map = &map}); };
  EXPECT_THAT(script(), AllOf(HasSubstr("font \",14\""), Not(HasSubstr("rotate"))));
  map.columns.assign(15, "0.00123");
  EXPECT_THAT(script(), AllOf(HasSubstr("font \",10\""), HasSubstr("set xtics rotate")));
  map.columns.assign(100, "1");
  map.rows.assign(50, "x");
  EXPECT_THAT(script(), AllOf(HasSubstr("font \",7\""), HasSubstr("svg size 900, 1350 ")));
}

TEST(CurveScriptTest, ASinglePointIsSeen) {
  CurvePicture picture = curves(1);
  picture.lines[0].rows = 1;
  EXPECT_THAT(curve_script(picture), HasSubstr("data every ::0::0 using \"x\":\"value\" with linespoints"));
}

}  // namespace
}  // namespace rlrun::experiment::test
