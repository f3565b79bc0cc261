// Which mean of a predicted number the rule takes: one step of each learner beside the same step put together by hand.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "lib/learners/map_propagation/actor_critic_learner.hpp"
#include "lib/learners/map_propagation/assign_credit.hpp"
#include "lib/learners/map_propagation/monte_carlo_learner.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::learners::map_propagation {
namespace {

constexpr auto both = {PredictionMean::before_settling, PredictionMean::after_settling};
const Vector<double> first{{0.4, -0.7}};
const Vector<double> second{{-0.2, 0.9}};

NetworkOptions small() {
  return {.hidden_sizes = {3},
          .variances = {0.1, 0.2},
          .learning_rates = {.first = {0.01, 0.01}, .last = {0.01, 0.01}},
          .trace_decay = 0.5};
}

/// Real actions that are taken as they are, and a known wanted one.
std::shared_ptr<StochasticSetup> setup_with(PredictionMean mean, Algorithm algorithm) {
  EnvironmentSpec environment;
  environment.observation_space = {.low = Vector<double>::Constant(2, -1.0), .high = Vector<double>::Constant(2, 1.0)};
  environment.action_space = BoxSpace{.low = Vector<double>{{-9.0}}, .high = Vector<double>{{9.0}}};
  environment.wanted_action = [](const VectorView<double>&) { return 1.5; };
  StochasticOptions options;
  options.algorithm = algorithm;
  options.signal = algorithm == Algorithm::monte_carlo ? Signal::target : Signal::reward;
  options.action_scaling = ActionScaling::raw;
  options.actor = options.critic = small();
  options.settling.steps = 4;
  options.mean = mean;
  const OutputCodec codec(environment.action_space, options.action_scaling);
  return std::make_shared<StochasticSetup>(StochasticSetup{options, environment, codec, 1, 1});
}

/// The first matrix of parameters that a learner saves is its actor's.
Vector<double> parameters_of(StateReader& reader) { return reader.read_matrix<double>("parameters").reshaped(); }

double output(const std::vector<Matrix<double>>& layers) { return layers.back()(0, 0); }

Vector<double> monte_carlo_by_hand(const StochasticSetup& setup, RngKey key) {
  const StochasticOptions& options = setup.options;
  Team<double> team("actor", StochasticNetwork(actor_shape(options, 2, setup.codec)), actor_team(options),
                    key.derive("actor"), 1, 0);
  team.sample(first, {.first = 0, .count = 1});
  const double drawn_mean = output(team.activity().means);
  assign_credit<double>(team, nullptr, 1, true, 1);
  const double settled_mean = output(team.activity().means);
  EXPECT_GT(std::abs(drawn_mean - settled_mean), 1e-3) << "the two must be told apart";
  const double mean = options.mean == PredictionMean::before_settling ? drawn_mean : settled_mean;
  const double signal = (1.5 - mean) * (output(team.activity().values) - mean);  // Chung 2020, equation (12)
  team.add_errors({.first = 0, .count = 1}, std::array{signal});
  team.update(1);
  return team.parameters().flat();
}

TEST(MapPropagationMean, OfATargetIsAsDrawnOrAsSettled) {
  for (const PredictionMean mean : both) {
    const auto setup = setup_with(mean, Algorithm::monte_carlo);
    MonteCarloLearner<double> learner(setup, RngKey(3), 1);
    learner.begin_episode(0, 0, first);
    const Vector<double> action = act(learner, first, 1);
    observe(learner, {.observation = first, .action = action, .next_observation = first, .terminated = true});
    learner.end_group();
    const std::string state = saved(learner);
    StateReader reader(state);
    EXPECT_LT((parameters_of(reader) - monte_carlo_by_hand(*setup, RngKey(3))).cwiseAbs().maxCoeff(), 1e-12);
  }
}

/// The critic's parameters after one step.
Vector<double> critic_by_hand(const StochasticSetup& setup, RngKey key, double reward) {
  const StochasticOptions& options = setup.options;
  constexpr Columns column{.first = 0, .count = 1};
  Team<double> team("critic", StochasticNetwork(critic_shape(options, 2)), critic_team(options), key.derive("critic"),
                    1, 1);
  team.sample(first, column);
  const double drawn_mean = output(team.activity().means);
  assign_credit<double>(team, nullptr, 1, true, 1);
  const double mean = options.mean == PredictionMean::before_settling ? drawn_mean : output(team.activity().means);
  const std::array<Index, 1> slots = {0};
  const std::array factor = {output(team.activity().values) - mean};  // Chung 2020, equation (13)
  team.accumulate(slots, factor, 0.0);
  team.sample(second, column);
  team.add_trace(0, reward + options.discount * output(team.activity().means) - drawn_mean);
  team.update(1);
  return team.parameters().flat();
}

TEST(MapPropagationMean, OfTheCriticIsAsDrawnOrAsSettled) {
  for (const PredictionMean mean : both) {
    const auto setup = setup_with(mean, Algorithm::actor_critic);
    ActorCriticLearner<double> learner(setup, RngKey(3), 1);
    learner.begin_episode(0, 0, first);
    const Vector<double> action = act(learner, first, 1);
    observe(learner, {.observation = first, .action = action, .reward = 0.75, .next_observation = second});
    // The actor's state comes first: what is saved of the critic ends the same way.
    const Team<double> actor("actor", StochasticNetwork(actor_shape(setup->options, 2, setup->codec)),
                             actor_team(setup->options), RngKey(3).derive("actor"), 1, 1);
    const std::string state = saved(learner).substr(saved(actor).size());
    StateReader reader(state);
    EXPECT_LT((parameters_of(reader) - critic_by_hand(*setup, RngKey(3), 0.75)).cwiseAbs().maxCoeff(), 1e-12);
  }
}

}  // namespace
}  // namespace rlrun::learners::map_propagation
