#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "lib/learners/baselines/table/options.hpp"
#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::table {
namespace {

using testing::HasSubstr;

CellTable small_table(int bins = 4) {
  return CellTable({.bins = bins,
                    .range = {.low = Vector<double>{{0.0, -1.0}}, .high = Vector<double>{{1.0, 1.0}}},
                    .learning_rate = 0.5,
                    .initial_score = 0.25,
                    .desired_output = {.reward_step = 1.0, .ceiling = 0.75}},
                   2);
}

Vector<double> scores_at(CellTable& table, double x, double y) {
  Matrix<double> scores(2, 1);
  table.score(Matrix<double>{{x}, {y}}, scores);
  return scores.col(0);
}

void reward(CellTable& table, double x, double y, Index action = 0) {
  table.learn(Matrix<double>{{x}, {y}}, std::array<Index, 1>{action}, std::array<double, 1>{1.0});
}

TEST(CellTable, ACellLearnsAsAWholeAndAlone) {
  CellTable table = small_table();
  reward(table, 0.3, 0.2);
  const double expected = 0.25 + 0.5 * (0.75 - 0.25);
  EXPECT_EQ(scores_at(table, 0.26, 0.01)[0], expected);
  EXPECT_EQ(scores_at(table, 0.49, 0.49)[0], expected);
  for (const auto& [x, y] : {std::pair(0.24, 0.2), std::pair(0.51, 0.2), std::pair(0.3, -0.01), std::pair(0.3, 0.51)}) {
    EXPECT_EQ(scores_at(table, x, y), Vector<double>::Constant(2, 0.25));
  }
}

TEST(CellTable, InputsBeyondTheRangeCountIntoTheLastBin) {
  CellTable table = small_table();
  reward(table, 0.99, -0.99);
  EXPECT_GT(scores_at(table, 1.0, -7.0)[0], 0.25);
  EXPECT_GT(scores_at(table, 1e9, -1e300)[0], 0.25);
}

TEST(CellTable, TakesMemoryForWhatItHasLearned) {
  CellTable table = small_table();
  EXPECT_EQ(table.memory(), 0);
  reward(table, 0.1, 0.1);
  reward(table, 0.1, 0.1);
  reward(table, 0.9, 0.1);
  EXPECT_EQ(table.memory(), 4);
  EXPECT_EQ(table.diagnostics().front(), 2.0);
}

TEST(CellTable, ALoadedTableIsTheSame) {
  CellTable table = small_table();
  reward(table, 0.9, 0.9);
  reward(table, 0.1, -0.9, 1);
  StateWriter writer;
  table.save(writer);
  CellTable loaded = small_table();
  reward(loaded, 0.5, 0.5);
  StateReader reader(writer.bytes());
  loaded.load(reader);
  EXPECT_EQ(loaded.memory(), table.memory());
  for (const double x : {0.1, 0.5, 0.9}) {
    for (const double y : {-0.9, 0.5, 0.9}) EXPECT_EQ(scores_at(loaded, x, y), scores_at(table, x, y));
  }
}

TEST(CellTable, RefusesCellsThatAreNone) {
  for (const Vector<double>& cells : {Vector<double>{{16.0, 0.0}}, Vector<double>{{-1.0, 0.0}},
                                      Vector<double>{{3.0, 3.0}}, Vector<double>{{std::nan(""), 0.0}}}) {
    StateWriter writer;
    writer.write_matrix<double>("cells", cells);
    writer.write_matrix<double>("scores", Vector<double>::Constant(4, 0.5));
    StateReader reader(writer.bytes());
    CellTable table = small_table();
    EXPECT_THROW(table.load(reader), StateError);
  }
}

auto read(const std::string& text, const EnvironmentSpec& environment = small_environment()) {
  const config::LearnerContext context = {.environment = environment, .time_limit = 10};
  return read_text(text, [&](config::Reader& reader) { return read_options(reader, context); });
}

TEST(TableOptions, EveryKeyOfTheCellsIsRead) {
  const auto [options, findings] =
      read("cells: {bins: 5, low: [0, -2], high: [1, 2], learning_rate: 0.25, initial_score: 0.75}");
  EXPECT_EQ(findings, "");
  EXPECT_EQ(options.actions, 2);
  EXPECT_EQ(options.cells.bins, 5);
  EXPECT_EQ(options.cells.range.low, (Vector<double>{{0.0, -2.0}}));
  EXPECT_EQ(options.cells.range.high, (Vector<double>{{1.0, 2.0}}));
  EXPECT_EQ(options.cells.learning_rate, 0.25);
  EXPECT_EQ(options.cells.initial_score, 0.75);
}

TEST(TableOptions, TheRangeIsTheEnvironmentsWhereItIsFinite) {
  EXPECT_EQ(read("{}").value.cells.range.high, Vector<double>::Ones(2));
  EnvironmentSpec environment = small_environment();
  environment.observation_space.high[1] = std::numeric_limits<double>::infinity();
  EXPECT_THAT(read("{}", environment).findings, HasSubstr("cells.high"));
}

TEST(TableOptions, WhatIsWrongIsSaidAtItsKey) {
  for (const auto& [text, what] :
       {std::pair<const char*, const char*>("cells: {bins: 0}", "cells.bins"),
        {"cells: {bins: 2.5}", "cells.bins"},
        {"cells: {low: [0]}", "cells.low: has 1 numbers; allowed: one for each of the 2 inputs"},
        {"cells: {low: [0, 1]}", "cells.low: is not below high in every input"},
        {"cells: {learning_rate: 0}", "cells.learning_rate"},
        {"cells: {initial_score: 2}", "cells.initial_score"},
        {"network: {hidden_units: 3}", "unknown key"}}) {
    EXPECT_THAT(read(text).findings, HasSubstr(what)) << text;
  }
  EnvironmentSpec wide = small_environment();
  wide.observation_space = {.low = Vector<double>::Constant(12, -1.0), .high = Vector<double>::Constant(12, 1.0)};
  EXPECT_EQ(read("cells: {bins: 16}", wide).findings, "");
  EXPECT_THAT(read("cells: {bins: 32}", wide).findings, HasSubstr("cells.bins: makes more than 2^53 cells"));
}

}  // namespace
}  // namespace rlrun::learners::table
