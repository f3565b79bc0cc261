#include "lib/experiment/csv_table.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/temporary_folder.hpp"

namespace rlrun::experiment {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

class CsvTableTest : public testing::Test {
 protected:
  CsvTable table(const std::string& content) const {
    const std::filesystem::path path = folder_.path() / "csv_table_test.csv";
    std::ofstream(path) << content;
    return CsvTable(path);
  }

  TemporaryFolder folder_;
};

TEST_F(CsvTableTest, ReadsColumnsByName) {
  const CsvTable read = table("a,name\n1,x\n-2.5e3,y\n");
  EXPECT_THAT(read.header(), ElementsAre("a", "name"));
  EXPECT_EQ(read.rows(), 2U);
  EXPECT_THAT(read.numbers("a"), ElementsAre(1.0, -2500.0));
  EXPECT_THAT(read.texts("name"), ElementsAre("x", "y"));
  EXPECT_THAT(table("a,b\n-3,x\n9223372036854775807,y\n").integers("a"), ElementsAre(-3, 9223372036854775807));
  EXPECT_TRUE(read.has("a"));
  EXPECT_FALSE(read.has("A"));
}

TEST_F(CsvTableTest, TakesLineEndsOfWindowsAndALastLineWithoutOne) {
  EXPECT_THAT(table("a,b\r\n1,2\r\n3,4").numbers("b"), ElementsAre(2.0, 4.0));
}

TEST_F(CsvTableTest, NamesFileAndLineOfWhatIsWrong) {
  EXPECT_THAT([&] { (void)table(""); }, ThrowsMessage<std::runtime_error>(HasSubstr("csv_table_test.csv:1: is empty")));
  EXPECT_THAT([&] { (void)table("a,b\n1,2\n3\n"); },
              ThrowsMessage<std::runtime_error>(HasSubstr(":3: 1 cells below a header of 2")));
  EXPECT_THAT([&] { (void)table("a\n1\nx\n").numbers("a"); },
              ThrowsMessage<std::runtime_error>(HasSubstr(":3: \"x\" in column \"a\" is no number")));
  for (const char* cell : {"1.5", "1e3", "nan", "9223372036854775808"}) {
    EXPECT_THAT([&] { (void)table("a\n" + std::string(cell) + "\n").integers("a"); },
                ThrowsMessage<std::runtime_error>(HasSubstr("in column \"a\" is no whole number")));
  }
  EXPECT_THAT([&] { (void)table("a\n1\n").numbers("b"); },
              ThrowsMessage<std::runtime_error>(HasSubstr(":1: there is no column \"b\"")));
}

}  // namespace
}  // namespace rlrun::experiment
