#include "lib/core/lockstep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "lib/core/error.hpp"

namespace rlrun {
namespace {

/// A random walk: state += action + noise; ends beyond 5. Its reward is NaN where the action is -99.
class NoisyWalk final : public Environment {
 public:
  NoisyWalk() {
    spec_.name = "NoisyWalk";
    spec_.observation_space = {.low = Vector<double>::Constant(1, -10.0), .high = Vector<double>::Constant(1, 10.0)};
    spec_.action_space = spec_.observation_space;
  }

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override { return Vector<double>::Constant(1, position_); }

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override { observation(0) = position_ = rng.uniform(); }
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override {
    position_ += action(0) + 0.1 * rng.normal();
    observation(0) = position_;
    const double reward = action(0) == -99.0 ? std::numeric_limits<double>::quiet_NaN() : position_;
    return {.reward = reward, .terminated = position_ > 5.0};
  }
  void restore(const VectorView<double>& state) override { position_ = state(0); }

  EnvironmentSpec spec_;
  double position_ = 0.0;
};

Lockstep make_walks(Index num_envs) {
  return Lockstep([] { return std::make_unique<NoisyWalk>(); }, num_envs);
}

/// Resets slot s with key s and returns the first observations.
Matrix<double> reset_all(Lockstep& walks) {
  Matrix<double> observations(1, walks.num_envs());
  for (Index slot = 0; slot < walks.num_envs(); ++slot) {
    walks.reset(slot, RngKey(static_cast<std::uint64_t>(slot)), observations.col(slot));
  }
  return observations;
}

/// Steps the slots with action 0.1 each and returns the observations.
Matrix<double> step(Lockstep& walks, const std::vector<Index>& slots) {
  const auto columns = static_cast<Index>(slots.size());
  Matrix<double> observations(1, columns);
  std::vector<StepOutcome> outcomes(slots.size());
  walks.step(slots, Matrix<double>::Constant(1, columns, 0.1), observations, outcomes);
  for (Index i = 0; i < columns; ++i) {
    EXPECT_EQ(outcomes[static_cast<std::size_t>(i)].reward, observations(0, i));
    EXPECT_EQ(outcomes[static_cast<std::size_t>(i)].terminated, observations(0, i) > 5.0);
  }
  return observations;
}

TEST(Lockstep, KnowsItsSizeAndSpec) {
  const Lockstep walks = make_walks(3);
  EXPECT_EQ(walks.num_envs(), 3);
  EXPECT_EQ(walks.spec().name, "NoisyWalk");
}

TEST(Lockstep, ASlotDoesNotDependOnTheOthers) {
  Lockstep together = make_walks(4);
  reset_all(together);
  std::vector<double> path_together;
  for (int i = 0; i < 20; ++i) path_together.push_back(step(together, {0, 1, 2, 3})(0, 2));

  Lockstep sparse = make_walks(3);
  reset_all(sparse);
  for (int i = 0; i < 20; ++i) {
    const std::vector<Index> slots = i % 2 == 0 ? std::vector<Index>{2} : std::vector<Index>{2, 0};
    EXPECT_EQ(step(sparse, slots)(0, 0), path_together[static_cast<std::size_t>(i)]) << "step " << i;
  }
}

TEST(Lockstep, ColumnsBelongToTheGivenSlots) {
  Lockstep one_order = make_walks(3);
  Lockstep other_order = make_walks(3);
  reset_all(one_order);
  reset_all(other_order);
  const Matrix<double> forward = step(one_order, {0, 1, 2});
  const Matrix<double> backward = step(other_order, {2, 1, 0});
  EXPECT_EQ(forward, backward.rowwise().reverse());
}

TEST(Lockstep, TheKeyAloneDecidesAnEpisode) {
  Lockstep walks = make_walks(2);
  reset_all(walks);
  const double first = step(walks, {1})(0, 0);
  step(walks, {1});
  Vector<double> observation(1);
  walks.reset(1, RngKey(1), observation);
  EXPECT_EQ(step(walks, {1})(0, 0), first);
  walks.reset(1, RngKey(2), observation);
  EXPECT_NE(step(walks, {1})(0, 0), first);
}

TEST(Lockstep, ANumberThatIsNotFiniteNamesItsSlot) {
  Lockstep walks = make_walks(3);
  reset_all(walks);
  const std::vector<Index> slots = {0, 2};
  Matrix<double> actions = Matrix<double>::Zero(1, 2);
  Matrix<double> observations(1, 2);
  std::vector<StepOutcome> outcomes(2);
  const auto act = [&] { walks.step(slots, actions, observations, outcomes); };
  actions(0, 1) = -99.0;
  EXPECT_THAT(act, testing::ThrowsMessage<DivergenceError>(testing::HasSubstr("reward of environment slot 2")));
  actions(0, 1) = std::numeric_limits<double>::infinity();
  EXPECT_THAT(act, testing::ThrowsMessage<DivergenceError>(testing::HasSubstr("observation of environment slot 2")));
}

TEST(Lockstep, SavedStateGoesOnIdentically) {
  Lockstep original = make_walks(2);
  reset_all(original);
  step(original, {0, 1});
  StateWriter writer;
  original.save(writer);

  Lockstep loaded = make_walks(2);
  StateReader reader(writer.bytes());
  loaded.load(reader);
  EXPECT_TRUE(reader.at_end());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(step(loaded, {0, 1}), step(original, {0, 1}));
}

TEST(Lockstep, RefusesTheStateOfAnotherNumberOfSlots) {
  StateWriter writer;
  make_walks(2).save(writer);
  StateReader reader(writer.bytes());
  Lockstep walks = make_walks(3);
  EXPECT_THROW(walks.load(reader), StateError);
}

TEST(Lockstep, RefusesTheStateOfAnotherEnvironment) {
  StateWriter writer;
  writer.write("num_envs", std::int64_t{1});
  writer.write_matrix<double>("environment_0", Matrix<double>::Zero(4, 1));
  StateReader reader(writer.bytes());
  Lockstep walks = make_walks(1);
  EXPECT_THROW(walks.load(reader), StateError);
}

}  // namespace
}  // namespace rlrun
