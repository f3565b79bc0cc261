#include "envs/regression/target_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>

#include "tests/temporary_folder.hpp"

namespace rlrun::envs::regression {
namespace {

using testing::HasSubstr;

config::Parsed<TargetNetwork> read(const std::string& text) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "target.yaml";
  std::ofstream(path) << text;
  return read_target_file(path);
}

std::string problem(const std::string& text) {
  const auto parsed = read(text);
  return std::holds_alternative<config::Problem>(parsed) ? std::get<config::Problem>(parsed).what : "";
}

void expect_small_network(const config::Parsed<TargetNetwork>& parsed) {
  const auto* const network = std::get_if<TargetNetwork>(&parsed);
  ASSERT_NE(network, nullptr) << std::get<config::Problem>(parsed).what;
  EXPECT_EQ(network->hidden_weights, (Matrix<double>{{0.5, -1.0, 2.0}, {1.5, 0.0, -0.25}}));
  EXPECT_EQ(network->output_weights, (Vector<double>{{1.0, -2.0, 0.5}}));
}

TEST(RegressionTargetFile, IsReadAsYaml) {
  expect_small_network(read("A: [[0.5, -1.0, 2.0], [1.5, 0.0, -0.25]]   # 2 x 3\nc: [[1.0], [-2.0], [0.5]]\n"));
}

TEST(RegressionTargetFile, IsReadAsJsonWithSizesInTheKeysAndARemark) {
  expect_small_network(
      read("{\n\"what\": \"weights\",\n\"A_2x3\": [\n[0.5,\n-1.0, 2], [1.5, 0, -25e-2]\n],\n"
           "\"c_3x1\": [[1],\n[-2], [0.5]]\n}"));
}

TEST(RegressionTargetFile, SaysWhatIsWrongAndWhere) {
  for (const auto& [text, what] : {std::pair<const char*, const char*>("", ":1:1: the file holds nothing"),
                                   {"[1, 2]", "holds a list; allowed: a mapping"},
                                   {"A: [[1]", ":1:"},
                                   {"c: [[1]]", ":1:1: A: the key must be given"},
                                   {"A: [[1]]", ":1:1: c: the key must be given"},
                                   {"A: 5\nc: [[1]]", ":1:4: A: the value is no list of rows"},
                                   {"A: []\nc: [[1]]", ":1:4: A: the value is no list of rows"},
                                   {"A: [1, 2]\nc: [[1]]", ":1:4: A: the value is no list of rows"},
                                   {"A: [[]]\nc: [[1]]", ":1:4: A: the value is no list of rows"},
                                   {"A: [[1, 2], [3]]\nc: [[1], [2]]", ":1:13: A: the row is not as long as the first"},
                                   {"A: [[1, 2], 3]\nc: [[1], [2]]", ":1:13: A: the row is not as long as the first"},
                                   {"A: [[1, two]]\nc: [[1], [2]]", ":1:9: A: "},
                                   {"A: [[1, .nan]]\nc: [[1], [2]]", ":1:9: A: "},
                                   {"A: [[1, 2]]\nc: [[1], ['2']]", ":2:11: c: "},
                                   {"A: [[1, 2]]\nc: [[1, 2]]", "c: the matrix is 1 by 2; allowed: 2 by 1"},
                                   {"A: [[1, 2]]\nc: [[1], [2], [3]]", "c: the matrix is 3 by 1; allowed: 2 by 1"},
                                   {"A: [[1]]\nA: [[2]]\nc: [[1]]", ":2:1: A: "}}) {
    EXPECT_THAT(problem(text), HasSubstr(what)) << text;
    EXPECT_THAT(problem(text), HasSubstr("target.yaml:")) << text;
  }
}

TEST(RegressionTargetFile, LayersHaveALargestSize) {
  const auto ones = [](int count) {
    std::string list = "[1";
    for (int i = 1; i < count; ++i) list += ", 1";
    return list + "]";
  };
  std::string column = "[[1]";
  for (int i = 1; i < largest_layer; ++i) column += ", [1]";
  EXPECT_EQ(problem("A: [" + ones(largest_layer) + "]\nc: " + column + "]"), "");
  EXPECT_THAT(problem("A: [" + ones(largest_layer + 1) + "]\nc: " + column + ", [1]]"), HasSubstr("too many numbers"));
}

TEST(RegressionTargetFile, AFolderOrNothingCannotBeRead) {
  const TemporaryFolder folder;
  for (const std::filesystem::path& path : {folder.path(), folder.path() / "no" / "file"}) {
    const auto parsed = read_target_file(path);
    ASSERT_TRUE(std::holds_alternative<config::Problem>(parsed));
    EXPECT_THAT(std::get<config::Problem>(parsed).what, HasSubstr("cannot be read"));
  }
}

}  // namespace
}  // namespace rlrun::envs::regression
