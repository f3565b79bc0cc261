#include "tests/golden/env_transitions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "tests/golden/csv_table.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::golden {

namespace fs = std::filesystem;

std::vector<fs::path> transition_files(std::string_view prefix) {
  std::vector<fs::path> with_states;
  std::ranges::copy_if(files("envs", prefix, ".csv"), std::back_inserter(with_states),
                       [](const fs::path& file) { return !CsvTable(file).names_before("_next").empty(); });
  return with_states;
}

std::size_t expect_transitions(Environment& environment, const fs::path& file, double tolerance) {
  const CsvTable table(file);
  const std::vector<std::string> names = table.names_before("_next");
  const auto size = static_cast<Index>(names.size());
  Rng rng;
  Vector<double> state(size);
  Vector<double> action(1);
  Vector<double> observation(environment.spec().observation_size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (Index i = 0; i < size; ++i) state(i) = table.at(row, names[static_cast<std::size_t>(i)]);
    environment.set_state(state);
    action(0) = table.at(row, "action");
    const StepOutcome outcome = environment.step(action, rng, observation);
    const Vector<double> next = environment.state();
    const std::string place = file.filename().string() + ", row " + std::to_string(row);
    for (Index i = 0; i < size; ++i) {
      const std::string& name = names[static_cast<std::size_t>(i)];
      EXPECT_NEAR(next(i), table.at(row, name + "_next"), tolerance) << place << ", " << name;
    }
    EXPECT_EQ(outcome.reward, table.at(row, "reward")) << place;
    EXPECT_EQ(outcome.terminated, table.at(row, "terminated") != 0.0) << place;
  }
  return table.rows();
}

}  // namespace rlrun::golden
