// The gate of `rlrun compare` on curves of our own: recorded ones, and those of builds with a planted fault. The rates
// stand in the file of --gtest_output=json.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "lib/core/rng.hpp"
#include "lib/experiment/curve_gate.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun {
namespace {

namespace fs = std::filesystem;
using experiment::GateVerdict;
using experiment::GroupFigures;

constexpr std::size_t candidate_seeds = 40;

std::vector<fs::path> files_in(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

fs::path reference(const std::string& name) { return RLRUN_SOURCE_DIR "/results/reference/smoke/" + name + ".csv"; }

/// How often candidates of as many seeds as both stages take, drawn with replacement from `source`, fail.
double failure_rate(const GroupFigures& baseline, const GroupFigures& source, int resamples) {
  int failures = 0;
  for (int sample = 0; sample < resamples; ++sample) {
    Rng rng(RngKey().derive("gate").derive(static_cast<std::uint64_t>(sample)));
    GroupFigures candidate;
    for (std::size_t seed = 0; seed < candidate_seeds; ++seed) {
      candidate.push_back(source[rng.below(source.size())]);
      candidate.back().seed = static_cast<long>(seed);
      candidate.back().curve_sha256 = "drawn";
    }
    failures += compare_groups(baseline, candidate).verdict == GateVerdict::regression ? 1 : 0;
  }
  return static_cast<double>(failures) / resamples;
}

TEST(CurveGate, HardlyEverRaisesAFalseAlarm) {
  const auto tables = files_in(reference("any").parent_path(), ".csv");
  ASSERT_FALSE(tables.empty());
  for (const fs::path& table : tables) {
    const GroupFigures recorded = experiment::read_figures_table(table);
    const double rate = failure_rate(recorded, recorded, 2000);
    EXPECT_LE(rate, 0.005) << table;
    RecordProperty(table.stem().string(), std::to_string(rate));
  }
}

const fs::path smoke_folder = RLRUN_SOURCE_DIR "/configs/smoke";
const fs::path fault_folder = RLRUN_SOURCE_DIR "/tests/data/faults";

/// tests/data/faults/<config>/<fault>.csv: the runs of a build with the fault that <fault>.patch beside it plants.
TEST(CurveGate, FindsPlantedFaultsOfEverySmokeConfig) {
  std::vector<double> found;
  for (const fs::path& config : files_in(smoke_folder, ".yaml")) {
    const std::string name = config.stem();
    ASSERT_TRUE(fs::exists(fault_folder / name)) << name << " has no planted fault";
    const GroupFigures recorded = experiment::read_figures_table(reference(name));
    const std::vector<fs::path> faults = files_in(fault_folder / name, ".patch");
    EXPECT_FALSE(faults.empty()) << name << " has no planted fault";
    for (fs::path fault : faults) {
      const GroupFigures faulty = experiment::read_figures_table(fault.replace_extension(".csv"));
      found.push_back(failure_rate(recorded, faulty, 400));
      EXPECT_GE(found.back(), 0.9) << fault;
      RecordProperty(name + "." + fault.stem().string(), std::to_string(found.back()));
    }
  }
  EXPECT_GE(experiment::mean(found), 0.95);
}

TEST(CurveGate, PlantedFaultsFitTheSources) {
  for (const auto& entry : fs::recursive_directory_iterator(fault_folder)) {
    if (entry.path().extension() != ".patch") continue;
    const std::string check = "cd " RLRUN_SOURCE_DIR " && git apply --check " + entry.path().string();
    EXPECT_EQ(std::system(check.c_str()), 0) << entry.path();
  }
}

}  // namespace
}  // namespace rlrun
