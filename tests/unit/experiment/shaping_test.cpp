#include "lib/experiment/shaping.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "lib/config/config.hpp"
#include "lib/core/rng.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "tests/conformance/allocations.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::HasSubstr;

/// Some function of the observation and, unlike a potential, of the reward and the flag.
double some_grade(const StepResult& step) {
  if (step.terminated) return 0.25;
  return 0.5 + 0.4 * std::sin(step.next_observation.sum()) + 0.001 * step.reward;
}

/// One step in two slots.
struct Steps {
  std::vector<Index> slots = {0, 1};
  Matrix<double> before, after;
  Matrix<double> actions = Matrix<double>::Zero(1, 2);
  Vector<double> rewards = Vector<double>{{3.0, -2.0}};
  std::vector<char> terminated = {0, 0};
  std::vector<char> truncated = {0, 0};

  [[nodiscard]] TransitionBatch batch() const {
    return {slots, before, actions, rewards, after, terminated, truncated};
  }
};

Matrix<double> drawn_observations(Rng& rng) {
  Matrix<double> observations(3, 2);
  for (double& entry : observations.reshaped()) entry = rng.normal();
  return observations;
}

/// The discounted sum of what is paid beside the rewards in an episode of ten steps in each of two slots.
Vector<double> paid(ShapingOptions options, bool terminated, Matrix<double>& first, Matrix<double>& last) {
  Rng rng(RngKey(3));
  const double discount = options.discount;
  Shaping shaping(std::move(options), 2);
  Steps steps;
  steps.after = first = drawn_observations(rng);
  Vector<double> sum = Vector<double>::Zero(2);
  double factor = 1.0;
  for (int t = 0; t < 10; ++t, factor *= discount) {
    steps.before = steps.after;
    steps.after = last = drawn_observations(rng);
    if (t == 9) std::ranges::fill(terminated ? steps.terminated : steps.truncated, 1);
    sum += factor * (shaping.shape(steps.batch()).rewards - steps.rewards);
  }
  return sum;
}

double potential(const Vector<double>& observation) { return some_grade({.next_observation = observation}); }

TEST(Shaping, PotentialsTelescope) {
  for (const double discount : {1.0, 0.9}) {
    for (const bool terminated : {false, true}) {
      Matrix<double> first;
      Matrix<double> last;
      const Vector<double> sum =
          paid({.grade = some_grade, .weight = 2.0, .discount = discount}, terminated, first, last);
      for (Index slot = 0; slot < 2; ++slot) {
        const double end = terminated ? 0.0 : std::pow(discount, 10) * potential(last.col(slot));
        EXPECT_NEAR(sum[slot], 2.0 * (end - potential(first.col(slot))), 1e-12);
      }
    }
  }
}

TEST(Shaping, AddPaysTheGradeOfEveryStep) {
  Rng rng(RngKey(5));
  Steps steps;
  steps.before = drawn_observations(rng);
  steps.after = drawn_observations(rng);
  steps.terminated[1] = 1;
  Shaping shaping({.grade = some_grade, .weight = -3.0, .kind = ShapingKind::add}, 2);
  const TransitionBatch shaped = shaping.shape(steps.batch());
  EXPECT_NEAR(shaped.rewards[0], 3.0 - 3.0 * (potential(steps.after.col(0)) + 0.003), 1e-12);
  EXPECT_NEAR(shaped.rewards[1], -2.0 - 3.0 * 0.25, 1e-12);
  EXPECT_EQ(shaped.next_observations, steps.after);
}

TEST(Shaping, WithoutAGradeNothingChanges) {
  Steps steps;
  steps.before = steps.after = Matrix<double>::Zero(3, 2);
  EXPECT_EQ(Shaping({}, 2).shape(steps.batch()).rewards, steps.rewards);
}

TEST(Shaping, AllocatesNothing) {
  Steps steps;
  steps.before = steps.after = Matrix<double>::Zero(3, 2);
  for (const ShapingKind kind : {ShapingKind::add, ShapingKind::potential}) {
    Shaping shaping({.grade = some_grade, .kind = kind}, 2);
    const long before = conformance::allocations();
    shaping.shape(steps.batch());
    EXPECT_EQ(conformance::allocations(), before);
  }
}

/// Sums up what it is paid.
class Earner final : public Learner {
 public:
  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& /*observations*/, std::span<const Index> /*slots*/,
           MutableMatrixView<double> actions) override {
    actions.setZero();
  }
  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void observe(const TransitionBatch& transitions) override { earned += transitions.rewards.sum(); }
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey /*key*/, Index /*num_envs*/) const override {
    return std::make_unique<Idle>();
  }
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {}; }
  std::vector<double> take_diagnostics() override { return {}; }
  void save(StateWriter& /*writer*/) const override {}
  void load(StateReader& /*reader*/) override {}

  double earned = 0.0;
};

TEST(Shaping, OnlyTheLearnerIsPaid) {
  const RunOptions run = {.episodes = 20, .num_envs = 3, .evaluation = {.episodes = 5, .num_envs = 2}};
  ExperimentConfig config = countdown_config(9, run);
  config.shaping = {.grade = [](const StepResult&) { return 0.5; }, .weight = 100.0, .kind = ShapingKind::add};
  Archive archive;
  Earner learner;
  const StopFlag stop;
  EpisodeLoop loop(config, learner, RngKey(7), archive, stop);
  loop.run();
  double returns = 0.0;
  for (const EpisodeRecord& episode : archive.episodes) {
    EXPECT_EQ(episode.episode_return, static_cast<double>(episode.episode_length)) << "a step is worth 1";
    returns += episode.episode_return;
  }
  ASSERT_EQ(archive.evaluations.size(), 5U);
  for (const EvaluationRecord& episode : archive.evaluations) {
    EXPECT_EQ(episode.episode_return, static_cast<double>(episode.episode_length));
  }
  EXPECT_EQ(learner.earned, 51.0 * returns);
}

/// What the keys of an environment with the grade "height" come to; findings after a line break.
std::string read(const std::string& text, ShapingOptions& options) {
  const auto read_height = [](config::Reader& reader) -> Grade {
    double top = 2.0;
    reader.read("top", top, config::Range::above(0), {"Where the grade is 1."});
    return [top](const StepResult&) { return 1.0 / top; };
  };
  config::Config document = config::Config::parse("shaping: " + text, "test.yaml");
  options = read_shaping(document.root(), {{"height", {"how high it is", read_height}}});
  return document.findings().text();
}

TEST(Shaping, IsReadFromTheKeysOfTheEnvironment) {
  ShapingOptions options;
  EXPECT_EQ(read("{grade: none}", options), "");
  EXPECT_FALSE(options.grade);
  EXPECT_EQ(read("{grade: height, top: 4, weight: -2, kind: potential, discount: 0.5}", options), "");
  EXPECT_EQ(options.grade({.next_observation = Vector<double>::Zero(1)}), 0.25);
  EXPECT_EQ(options.weight, -2.0);
  EXPECT_EQ(options.kind, ShapingKind::potential);
  EXPECT_EQ(options.discount, 0.5);
  EXPECT_EQ(read("{grade: height, kind: add}", options), "");
  EXPECT_EQ(options.kind, ShapingKind::add);
}

TEST(Shaping, BadKeysAreFound) {
  ShapingOptions options;
  EXPECT_THAT(read("{grade: heigth}", options), HasSubstr("shaping.grade: "));
  EXPECT_THAT(read("{grade: heigth}", options), HasSubstr("did you mean \"height\""));
  EXPECT_THAT(read("{grade: height, top: 0}", options), HasSubstr("shaping.top: "));
  EXPECT_THAT(read("{grade: height, kind: add, discount: 0.5}", options), HasSubstr("shaping.discount: "));
  EXPECT_THAT(read("{weight: 2}", options), HasSubstr("shaping.weight: ")) << "there is nothing to weigh";
}

}  // namespace
}  // namespace rlrun::experiment::test
