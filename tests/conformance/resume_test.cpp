// A run of any learner that is stopped, saved and loaded into new objects goes on as if nothing had happened.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "apps/rlrun/builtins.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/number_text.hpp"
#include "tests/conformance/learner_life.hpp"
#include "tests/conformance/parameter_names.hpp"

namespace rlrun::conformance {
namespace {

using experiment::EpisodeLoop;
using experiment::ExperimentConfig;
using experiment::number_text;

/// Everything reported that does not come from a clock, a line each.
class Log final : public experiment::Reporter {
 public:
  void episode(const experiment::EpisodeRecord& record) override {
    text += "episode " + number_text(record.episode) + " " + number_text(record.step) + " " +
            number_text(record.episode_return) + " " + number_text(record.episode_length) + "\n";
  }
  void diagnostics(const experiment::DiagnosticsRecord& record) override {
    for (const double value : record.values) text += "diagnostics " + number_text(value) + "\n";
  }
  void evaluation(const experiment::EvaluationRecord& record) override {
    text += "evaluation " + number_text(record.step) + " " + number_text(record.episode_return) + "\n";
  }

  std::string text;
};

/// A run up to its end, or to safe point number `last` (from 1). `state`: where it begins, and what it leaves; empty:
/// at the start. `pauses`: work that takes long is asked to pause wherever it can. Returns the number of safe points
/// that it passed.
long run(const ExperimentConfig& config, long last, std::string& state, Log& log, bool pauses = false) {
  const RngKey root(11);
  const auto learner = config.make_learner(root.derive("learner"));
  experiment::StopFlag stop;
  EpisodeLoop loop(config, *learner, root, log, stop);
  if (!state.empty()) {
    StateReader reader(state);
    loop.load(reader);
    EXPECT_TRUE(reader.at_end());
  }
  long passed = 0;
  loop.at_safe_points(
      [&] {
        if (++passed == last) stop.request(1);
      },
      [pauses] { return pauses; });
  loop.run();
  StateWriter writer;
  loop.save(writer);
  state = writer.bytes();
  return passed;
}

constexpr long never = -1;
const std::filesystem::path smoke_folder = RLRUN_SOURCE_DIR "/configs/smoke";

std::vector<std::string> smoke_configs() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(smoke_folder)) names.push_back(entry.path().stem());
  std::ranges::sort(names);
  return names;
}

class ResumeConformance : public testing::TestWithParam<std::string> {
 protected:
  ResumeConformance() { config.run.evaluation = {.episodes = 2, .num_envs = 1, .every = 2}; }

  ExperimentConfig config = small_config(GetParam());
};

TEST_P(ResumeConformance, AtEveryStep) {
  Log unbroken;
  std::string end;
  const long points = run(config, never, end, unbroken);
  ASSERT_GT(points, 10);
  for (long point = 1; point <= points; ++point) {
    Log broken;
    std::string state;
    run(config, point, state, broken);
    run(config, never, state, broken);
    ASSERT_EQ(broken.text, unbroken.text) << "stopped at safe point " << point << " of " << points;
  }
}

TEST_P(ResumeConformance, AgainAndAgain) {
  Log unbroken;
  std::string end;
  const long points = run(config, never, end, unbroken);
  Log broken;
  std::string state;
  for (long point = 0; point < points; ++point) run(config, 1, state, broken);
  run(config, never, state, broken);
  EXPECT_EQ(broken.text, unbroken.text);
}

TEST_P(ResumeConformance, RefusesTheStateOfAnotherShape) {
  Log log;
  std::string state;
  run(config, 3, state, log);
  ExperimentConfig wider = config;
  wider.run.num_envs = config.run.num_envs + 1;
  EXPECT_THROW(run(wider, never, state, log), StateError);
}

/// Learning that is broken off, saved and loaded goes on as if nothing had happened.
class PauseConformance : public testing::TestWithParam<std::string> {};

TEST_P(PauseConformance, WithinLearning) {
  ExperimentConfig config = experiment::load_experiment(
      RLRUN_SOURCE_DIR "/tests/conformance/pauses/" + GetParam() + ".yaml", {}, app::builtins(), 2);
  Log unbroken;
  std::string end;
  const long steps = run(config, never, end, unbroken);
  Log paused;
  std::string paused_end;
  const long points = run(config, never, paused_end, paused, true);
  EXPECT_GT(points, steps + 20) << "learning has no safe points";
  EXPECT_EQ(paused.text, unbroken.text);
  for (long point = 1; point <= points; point += 1 + points / 60) {
    Log broken;
    std::string state;
    run(config, point, state, broken, true);
    run(config, never, state, broken, true);
    ASSERT_EQ(broken.text, unbroken.text) << "stopped at safe point " << point << " of " << points;
  }
}

INSTANTIATE_TEST_SUITE_P(Rgrl, PauseConformance, testing::Values("phases", "elastic", "online", "mid_episode"),
                         parameter_name);

/// The shipped configs in their short form. RLRUN_RESUME_POINTS sets at how many random safe points they are stopped.
class SmokeResume : public testing::TestWithParam<std::string> {};

TEST_P(SmokeResume, AtRandomSteps) {
  const ExperimentConfig config =
      experiment::load_experiment(smoke_folder / (GetParam() + ".yaml"), {}, app::builtins(), 1);
  Log unbroken;
  std::string end;
  const long points = run(config, never, end, unbroken);
  const char* count = std::getenv("RLRUN_RESUME_POINTS");
  Rng rng(RngKey().derive(GetParam()));
  for (long i = 0; i < (count == nullptr ? 2 : std::stol(count)); ++i) {
    const long point = 1 + static_cast<long>(rng.below(static_cast<std::uint64_t>(points)));
    Log broken;
    std::string state;
    run(config, point, state, broken);
    run(config, never, state, broken);
    ASSERT_EQ(broken.text, unbroken.text) << "stopped at safe point " << point << " of " << points;
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, SmokeResume, testing::ValuesIn(smoke_configs()), parameter_name);

INSTANTIATE_TEST_SUITE_P(Registered, ResumeConformance, testing::ValuesIn(app::builtins().learners.names()),
                         parameter_name);

}  // namespace
}  // namespace rlrun::conformance
