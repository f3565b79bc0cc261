#include "lib/learners/rgrl/policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

const RngKey key(5);
constexpr Index num_envs = 12;

template <class Scalar>
Ensemble<Scalar> random_ensemble(const RgrlSetup& setup) {
  Ensemble<Scalar> ensemble;
  Rng rng(RngKey(6));
  for (int i = 0; i < setup.options.ensemble_size; ++i) {
    const WorldModel& model = setup.kinds.of(i).model;
    ensemble.emplace_back(model.layout);
    initialise(model, setup.options.head_initialiser, rng, ensemble.back());
  }
  return ensemble;
}

template <class Scalar = double>
RgrlPolicy<Scalar> make_policy(const std::shared_ptr<const RgrlSetup>& setup) {
  return {setup, random_ensemble<Scalar>(*setup), key, num_envs};
}

/// Observations of all slots; the first columns serve fewer slots.
Matrix<double> observations() {
  Rng rng(RngKey(7));
  return random_matrix(4, num_envs, rng);
}

template <class Scalar>
Matrix<double> act(RgrlPolicy<Scalar>& policy, std::span<const Index> slots, Index rows = 2) {
  const Matrix<double> all = observations();
  const auto columns = static_cast<Index>(slots.size());
  Matrix<double> actions(rows, columns);
  policy.act(all.leftCols(columns), slots, actions);
  return actions;
}

std::vector<Index> first_slots(Index count) {
  std::vector<Index> slots(static_cast<std::size_t>(count));
  std::iota(slots.begin(), slots.end(), 0);
  return slots;
}

/// Begins episode number `slot` in every slot and acts twice.
template <class RgrlPolicy>
Matrix<double> act_twice(RgrlPolicy&& policy, Index columns) {
  const std::vector<Index> slots = first_slots(columns);
  for (const Index slot : slots) policy.begin_episode(slot, slot, Vector<double>::Zero(4));
  Matrix<double> actions(2, 2 * columns);
  actions << act(policy, slots), act(policy, slots);
  return actions;
}

/// With all aids of planning.
RgrlOptions aided_options() {
  RgrlOptions options = small_options();
  options.deduction.warm_start = true;
  options.deduction.starts = 3;
  return options;
}

/// With plans that are drawn.
RgrlOptions search_options(DeductionMethod method) {
  RgrlOptions options = small_options();
  options.deduction.method = method;
  options.deduction.samples = 7;
  options.deduction.rounds = method == DeductionMethod::cross_entropy ? 3 : 1;
  options.deduction.elites = 2;
  return options;
}

TEST(RgrlPolicy, ThreadsDoNotChangeWhatASearchFinds) {
  for (const DeductionMethod method : {DeductionMethod::random_shooting, DeductionMethod::cross_entropy}) {
    const RgrlOptions options = search_options(method);
    for (Index columns = 1; columns <= num_envs; ++columns) {
      const Matrix<double> one = act_twice(make_policy<float>(small_setup(options, small_box(), 1)), columns);
      const Matrix<double> two = act_twice(make_policy<float>(small_setup(options, small_box(), 2)), columns);
      EXPECT_EQ(one, two) << columns << " columns";
    }
  }
}

TEST(RgrlPolicy, ASearchOfAColumnIsThatOfItAlone) {
  for (const DeductionMethod method : {DeductionMethod::random_shooting, DeductionMethod::cross_entropy}) {
    const auto setup = small_setup(search_options(method), small_box());
    const Matrix<double> all = act_twice(make_policy(setup), num_envs);
    const Matrix<double> some = act_twice(make_policy(setup), 3);
    EXPECT_TRUE(some.leftCols(3).isApprox(all.leftCols(3), 1e-12));
    EXPECT_TRUE(some.rightCols(3).isApprox(all.middleCols(num_envs, 3), 1e-12));
  }
}

TEST(RgrlPolicy, ThreadsDoNotChangeTheActionsOfAnyNumberOfColumns) {
  RgrlOptions options = aided_options();
  options.dropout = 0.2;
  for (Index columns = 1; columns <= num_envs; ++columns) {
    const Matrix<double> one = act_twice(make_policy<float>(small_setup(options, small_box(), 1)), columns);
    const Matrix<double> two = act_twice(make_policy<float>(small_setup(options, small_box(), 2)), columns);
    EXPECT_EQ(one, two) << columns << " columns";
  }
}

TEST(RgrlPolicy, AColumnActsAsItDoesAlone) {
  const auto setup = small_setup(aided_options(), small_box());
  const Matrix<double> all = act_twice(make_policy(setup), num_envs);
  for (Index columns = 1; columns <= num_envs; ++columns) {
    const Matrix<double> some = act_twice(make_policy(setup), columns);
    EXPECT_TRUE(some.leftCols(columns).isApprox(all.leftCols(columns), 1e-12)) << columns << " columns";
    EXPECT_TRUE(some.rightCols(columns).isApprox(all.middleCols(num_envs, columns), 1e-12)) << columns << " columns";
  }
}

/// Actions of four columns, whose slots run the given episodes.
Matrix<double> act_in_episodes(const std::shared_ptr<const RgrlSetup>& setup, const std::vector<long>& episodes,
                               const std::vector<Index>& slots) {
  RgrlPolicy<double> policy = make_policy(setup);
  for (std::size_t i = 0; i < slots.size(); ++i) policy.begin_episode(slots[i], episodes[i], Vector<double>::Zero(4));
  return act(policy, slots);
}

TEST(RgrlPolicy, NoiseComesFromTheEpisodeAndFromNoOtherColumn) {
  RgrlOptions options = small_options();
  options.dropout = 0.2;
  const auto setup = small_setup(options, small_box());
  const Matrix<double> actions = act_in_episodes(setup, {0, 1, 2, 3}, {0, 1, 2, 3});
  const Matrix<double> other_neighbours = act_in_episodes(setup, {9, 1, 8, 3}, {0, 1, 2, 3});
  EXPECT_EQ(other_neighbours.col(1), actions.col(1));
  EXPECT_EQ(other_neighbours.col(3), actions.col(3));
  EXPECT_NE(other_neighbours.col(0), actions.col(0));
  EXPECT_NE(other_neighbours.col(2), actions.col(2));
  EXPECT_EQ(act_in_episodes(setup, {0, 1, 2, 3}, {7, 5, 11, 2}), actions) << "the number of a slot must not matter";
}

TEST(RgrlPolicy, EveryStepHasFreshNoise) {
  RgrlOptions options = small_options();
  options.ensemble_size = 1;
  for (const double noise : {0.0, 0.5}) {
    options.deduction.noise = noise;
    const Matrix<double> actions = act_twice(make_policy(small_setup(options, small_box())), 1);
    EXPECT_EQ(actions.col(0) == actions.col(1), noise == 0.0);
  }
}

/// One environment with an ensemble of which a single member is drawn for the descent, step by step.
class PlansByHand {
 public:
  explicit PlansByHand(const std::shared_ptr<const RgrlSetup>& setup)
      : setup_(setup),
        ensemble_(random_ensemble<double>(*setup)),
        noise_rng_(key.derive("noise").derive(0)),
        member_rng_(key.derive("members")),
        state_(4, 1) {
    for (int member = 0; member < setup->options.ensemble_size; ++member) {
      const auto& [traits, model] = setup->kinds.of(member);
      deductions_.emplace_back(model, setup->options.deduction, traits.dropout, traits.desired_reward, 1);
    }
    Vector<double> state(4);
    setup->state_encoder->encode(observations().col(0), state);
    state_ = state;
  }

  /// Noise around `mean` (A x T), then descent with `members`.
  Matrix<double> deduce(const Matrix<double>& mean, std::span<const int> members) {
    Matrix<double> plan = mean;
    for (double& entry : plan.reshaped()) entry += setup_->options.deduction.noise * noise_rng_.normal();
    Rng unused;
    for (const int member : members) at(member).descend(weights(member), state_, plan, unused);
    return plan;
  }

  /// The order of the members at the next step.
  std::vector<int> draw_members() {
    std::vector<int> members;
    rgrl::draw_members(setup_->options.deduction, setup_->options.ensemble_size, member_rng_, members);
    return members;
  }

  /// Summed over all members.
  double error(const Matrix<double>& plan) {
    Vector<double> sum = Vector<double>::Zero(1);
    for (int member = 0; member < setup_->options.ensemble_size; ++member) {
      at(member).add_errors(weights(member), state_, plan, sum);
    }
    return sum[0];
  }

  [[nodiscard]] Vector<double> action(const Matrix<double>& plan) const {
    Vector<double> result(2);
    setup_->action_codec.decode<double>(plan.col(0), result);
    return result;
  }

 private:
  Deduction<double>& at(int member) { return deductions_[static_cast<std::size_t>(member)]; }

  [[nodiscard]] FrozenWeights<double> weights(int member) const {
    return FrozenWeights<double>(ensemble_[static_cast<std::size_t>(member)]);
  }

  std::shared_ptr<const RgrlSetup> setup_;
  Ensemble<double> ensemble_;
  std::vector<Deduction<double>> deductions_;
  Rng noise_rng_;
  Rng member_rng_;
  Matrix<double> state_;
};

/// The plans of all rounds of a search in slot 0, by hand, and of the last round the one that is expected to be best.
Matrix<double> best_by_hand(PlansByHand& by_hand, PlanDistribution<double>& distribution, Rng& rng,
                            const DeductionOptions& options, const ActionCodec& codec) {
  Matrix<double> plans(codec.size(), options.horizon * options.samples);
  Vector<double> errors(options.samples);
  distribution.reset();
  for (int round = 0; round < options.rounds; ++round) {
    if (round > 0) distribution.refit(plans, errors);
    distribution.draw(rng, plans);
    for (Index i = 0; i < options.samples; ++i) {
      Matrix<double> taken = plans.middleCols(i * options.horizon, options.horizon);
      for (Index t = 0; t < options.horizon; ++t) codec.take<double>(taken.col(t).eval(), taken.col(t));
      errors[i] = by_hand.error(taken);
    }
  }
  Index best = 0;
  errors.minCoeff(&best);
  return plans.middleCols(best * options.horizon, options.horizon);
}

TEST(RgrlPolicy, ASearchExecutesThePlanThatTheWholeEnsembleExpectsMostOf) {
  for (const DeductionMethod method : {DeductionMethod::random_shooting, DeductionMethod::cross_entropy}) {
    const RgrlOptions options = search_options(method);
    const auto setup = small_setup(options, small_box());
    PlansByHand by_hand(setup);
    PlanDistribution<double> distribution(options.deduction, 2);
    Rng rng(key.derive("noise").derive(0));
    const Matrix<double> actions = act_twice(make_policy(setup), 1);
    for (Index step = 0; step < 2; ++step) {
      const Matrix<double> plan = best_by_hand(by_hand, distribution, rng, options.deduction, setup->action_codec);
      EXPECT_TRUE(actions.col(step).isApprox(by_hand.action(plan), 1e-12)) << "step " << step;
    }
  }
}

TEST(RgrlPolicy, ASearchAmongDiscreteActionsComparesThoseThatAreTaken) {
  const RgrlOptions options = search_options(DeductionMethod::random_shooting);
  const auto setup = small_setup(options, DiscreteSpace{3});
  PlansByHand by_hand(setup);
  PlanDistribution<double> distribution(options.deduction, 3);
  Rng rng(key.derive("noise").derive(0));
  RgrlPolicy<double> policy = make_policy(setup);
  policy.begin_episode(0, 0, Vector<double>::Zero(4));
  for (int step = 0; step < 20; ++step) {
    const Matrix<double> plan = best_by_hand(by_hand, distribution, rng, options.deduction, setup->action_codec);
    EXPECT_EQ(act(policy, first_slots(1), 1)(0, 0), by_hand.action(plan)[0]) << "step " << step;
  }
}

/// The plan that goes on where this one stands after a step; its last step is zero.
Matrix<double> shifted(const Matrix<double>& plan) {
  Matrix<double> result = Matrix<double>::Zero(plan.rows(), plan.cols());
  result.leftCols(plan.cols() - 1) = plan.rightCols(plan.cols() - 1);
  return result;
}

TEST(RgrlPolicy, AWarmStartBeginsWithTheShiftedPlanOfTheStepBeforePlusNoise) {
  RgrlOptions options = small_options();
  options.deduction.step_size = 5.0;
  options.deduction.warm_start = true;
  const auto setup = small_setup(options, small_box());
  PlansByHand by_hand(setup);
  const Matrix<double> actions = act_twice(make_policy(setup), 1);
  const Matrix<double> first = by_hand.deduce(Matrix<double>::Zero(2, 3), by_hand.draw_members());
  const Matrix<double> second = by_hand.deduce(shifted(first), by_hand.draw_members());
  EXPECT_TRUE(actions.col(0).isApprox(by_hand.action(first), 1e-12));
  EXPECT_TRUE(actions.col(1).isApprox(by_hand.action(second), 1e-12));
}

TEST(RgrlPolicy, AOneHotStartBeginsWhereActionsSumToOne) {
  RgrlOptions options = small_options();
  options.deduction.one_hot_start = true;
  options.deduction.noise = 1e-3;
  options.deduction.iterations = 30;
  options.deduction.step_size = 50.0;
  const auto setup = small_setup(options, DiscreteSpace{3});
  PlansByHand by_hand(setup);
  PlansByHand from_halves(setup);
  RgrlPolicy<double> policy = make_policy(setup);
  policy.begin_episode(0, 0, Vector<double>::Zero(4));
  const Matrix<double> thirds = Matrix<double>::Constant(3, 3, -std::log(2.0));
  int others = 0;
  for (int step = 0; step < 50; ++step) {
    const double action = act(policy, first_slots(1), 1)(0, 0);
    EXPECT_EQ(action, by_hand.action(by_hand.deduce(thirds, by_hand.draw_members()))[0]);
    const auto halves = from_halves.deduce(Matrix<double>::Zero(3, 3), from_halves.draw_members());
    others += action != from_halves.action(halves)[0] ? 1 : 0;
  }
  EXPECT_GT(others, 0);
}

TEST(RgrlPolicy, AnEpisodeDoesNotBeginWithThePlanOfTheOneBefore) {
  RgrlOptions options = aided_options();
  options.ensemble_size = 1;
  const auto setup = small_setup(options, small_box());
  RgrlPolicy<double> policy = make_policy(setup);
  const Matrix<double> first = act_twice(policy, 3);
  EXPECT_EQ(act_twice(policy, 3), first);
}

TEST(RgrlPolicy, OfSeveralStartsTheOneThatTheWholeEnsembleExpectsMostOfIsExecuted) {
  RgrlOptions options = small_options();
  options.deduction.starts = 4;
  options.deduction.noise = 3.0;
  options.deduction.warm_start = true;
  const auto setup = small_setup(options, small_box());
  PlansByHand by_hand(setup);
  RgrlPolicy<double> policy = make_policy(setup);
  const std::vector<Index> slots = first_slots(1);
  policy.begin_episode(0, 0, Vector<double>::Zero(4));
  Matrix<double> mean = Matrix<double>::Zero(2, 3);
  int executed_first = 0;
  constexpr int steps = 10;
  for (int step = 0; step < steps; ++step) {
    const std::vector<int> members = by_hand.draw_members();
    std::vector<Matrix<double>> plans;
    std::vector<double> errors;
    for (int start = 0; start < options.deduction.starts; ++start) {
      plans.push_back(by_hand.deduce(mean, members));
      errors.push_back(by_hand.error(plans.back()));
    }
    const auto best = std::ranges::min_element(errors) - errors.begin();
    const Matrix<double>& plan = plans[static_cast<std::size_t>(best)];
    EXPECT_TRUE(act(policy, slots).isApprox(by_hand.action(plan), 1e-9)) << "step " << step;
    mean = shifted(plan);
    executed_first += best == 0 ? 1 : 0;
  }
  EXPECT_LT(executed_first, steps) << "the choice must have mattered";
}

/// Members of three cells with sizes and desired rewards of their own.
RgrlOptions mixed_options() {
  RgrlOptions options = aided_options();
  options.ensemble_size = 4;
  options.members.lstm = 1;
  options.members.rnn = 1;
  options.members.first_layer_size = {0.0, 3.0, 7.0, 7.0};
  options.members.desired_reward = {1.0, 0.7, 1.0, 0.4};
  return options;
}

TEST(RgrlPolicy, EveryMemberOfAMixedEnsemblePlansWithItsOwnNetworkAndDesiredReward) {
  const auto setup = small_setup(mixed_options(), small_box());
  ASSERT_EQ(setup->kinds.kinds().size(), 4U);
  PlansByHand by_hand(setup);
  RgrlPolicy<double> policy = make_policy(setup);
  policy.begin_episode(0, 0, Vector<double>::Zero(4));
  const std::vector<int> members = by_hand.draw_members();
  std::vector<Matrix<double>> plans;
  std::vector<double> errors;
  for (int start = 0; start < setup->options.deduction.starts; ++start) {
    plans.push_back(by_hand.deduce(Matrix<double>::Zero(2, 3), members));
    errors.push_back(by_hand.error(plans.back()));
  }
  const auto best = std::ranges::min_element(errors) - errors.begin();
  EXPECT_TRUE(act(policy, first_slots(1)).isApprox(by_hand.action(plans[static_cast<std::size_t>(best)]), 1e-9));
}

TEST(RgrlPolicy, ActsWithTheNoiseItWasGivenLast) {
  RgrlOptions options = small_options();
  RgrlPolicy<double> quiet = make_policy(small_setup(options, small_box()));
  EXPECT_EQ(quiet.noise(), options.deduction.noise);
  quiet.set_noise(0.0);
  options.deduction.noise = 0.0;
  const Matrix<double> expected = act_twice(make_policy(small_setup(options, small_box())), 3);
  EXPECT_EQ(act_twice(quiet, 3), expected);
}

/// Weights of zero give no gradient and, without noise, plans of zero.
template <class Space>
Matrix<double> act_without_preference(const Space& space, Index rows) {
  RgrlOptions options = small_options();
  options.deduction.noise = 0.0;
  const auto setup = small_setup(options, space);
  const nn::Parameters<double> zero(setup->kinds.of(0).model.layout);
  RgrlPolicy<double> policy(setup, {zero, zero}, key, 3);
  return act(policy, first_slots(3), rows);
}

TEST(RgrlPolicy, TheFirstOfEqualActionsWins) {
  EXPECT_EQ(act_without_preference(DiscreteSpace{4}, 1), (Matrix<double>::Zero(1, 3)));
}

TEST(RgrlPolicy, ContinuousActionsAreMappedToTheBox) {
  const BoxSpace box = small_box();
  const Vector<double> middle = (box.low + box.high) / 2.0;
  EXPECT_TRUE(act_without_preference(box, 2).isApprox(middle.replicate(1, 3)));

  RgrlOptions options = small_options();
  options.deduction.noise = 100.0;  // far out on both sides of the sigmoid
  const Matrix<double> actions = act_twice(make_policy(small_setup(options, box)), num_envs);
  EXPECT_TRUE((actions.rowwise().minCoeff() - box.low).isZero(1e-6));
  EXPECT_TRUE((actions.rowwise().maxCoeff() - box.high).isZero(1e-6));
}

TEST(RgrlPolicy, DiscreteActionsAreIndices) {
  RgrlOptions options = small_options();
  options.deduction.noise = 1.0;
  RgrlPolicy<float> policy = make_policy<float>(small_setup(options, DiscreteSpace{3}));
  const std::vector<Index> slots = first_slots(num_envs);
  for (const Index slot : slots) policy.begin_episode(slot, slot, Vector<double>::Zero(4));
  Vector<double> seen = Vector<double>::Zero(3);
  for (int step = 0; step < 10; ++step) {
    const Matrix<double> actions = act(policy, slots, 1);
    for (const double action : actions.reshaped()) {
      ASSERT_TRUE(action == 0.0 || action == 1.0 || action == 2.0) << action;
      seen(static_cast<Index>(action)) += 1.0;
    }
  }
  EXPECT_GT(seen.minCoeff(), 0.0) << seen.transpose();
}

TEST(RgrlPolicy, ActsWithTheEnsembleItWasGivenLast) {
  const auto setup = small_setup(small_options(), small_box());
  RgrlPolicy<double> policy = make_policy(setup);
  const Matrix<double> before = act_twice(policy, 2);
  Ensemble<double> other = random_ensemble<double>(*setup);
  for (auto& parameters : other) parameters.flat() *= -1.0;
  policy.set_ensemble(other);
  EXPECT_NE(act_twice(policy, 2), before);
}

TEST(RgrlPolicy, GoesOnAfterLoadingAsBeforeSaving) {
  for (RgrlOptions options : {aided_options(), search_options(DeductionMethod::cross_entropy)}) {
    options.dropout = 0.2;
    const auto setup = small_setup(options, small_box());
    RgrlPolicy<double> policy = make_policy(setup);
    policy.set_noise(0.25);
    const std::vector<Index> slots = {0, 1, 4};
    for (const Index slot : slots) policy.begin_episode(slot, slot, Vector<double>::Zero(4));
    act(policy, slots);
    RgrlPolicy<double> loaded = make_policy(setup);
    load(loaded, saved(policy));
    EXPECT_EQ(act(loaded, slots), act(policy, slots));
    EXPECT_EQ(saved(loaded), saved(policy));
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
