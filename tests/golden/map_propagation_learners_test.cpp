// The learners of MAP propagation themselves, driven as the episode loop drives them, against recorded loops.
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>

#include "lib/learners/map_propagation/actor_critic_learner.hpp"
#include "lib/learners/map_propagation/monte_carlo_learner.hpp"
#include "tests/golden/map_propagation_data.hpp"
#include "tests/golden/recorded_draws.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::golden::map_propagation {
namespace {

double tolerance_of(CriticFactor kind) { return kind == CriticFactor::reciprocal ? 1e-8 : 1e-10; }

/// Options of a network of the file; its learning rates and the decay of its traces are still to be set.
NetworkOptions network_options(const Json& net) {
  const NetworkShape shape = network(net).shape();
  return {.hidden_sizes = shape.hidden_sizes, .variances = shape.variances, .temperature = shape.temperature};
}

/// What all recorded loops have in common.
StochasticOptions common_options(const Json& actor) {
  StochasticOptions options;
  options.settling = {.steps = 20, .step_size = actor.at("update_adj")};
  options.optimiser = {.kind = nn::OptimiserKind::adam, .epsilon = 1e-9, .bias_correction_steps = 1000};
  options.actor = network_options(actor);
  return options;
}

EnvironmentSpec environment(const Json& net, ActionSpace actions) {
  EnvironmentSpec spec;
  const Vector<double> ones = Vector<double>::Ones(net.at("sizes").at(0).get<Index>());
  spec.observation_space = {.low = -ones, .high = ones};
  spec.action_space = std::move(actions);
  return spec;
}

std::shared_ptr<const StochasticSetup> make_setup(const StochasticOptions& options, const EnvironmentSpec& environment,
                                                  long time_limit) {
  const OutputCodec codec(environment.action_space, options.action_scaling);
  return std::make_shared<const StochasticSetup>(StochasticSetup{options, environment, codec, time_limit});
}

std::vector<Index> slots(Index count) {
  std::vector<Index> all;
  for (Index slot = 0; slot < count; ++slot) all.push_back(slot);
  return all;
}

/// The draws that make `network` with these parameters take `values`, one matrix (units x B) a layer, the input first.
void record(const StochasticNetwork& network, const nn::Parameters<double>& parameters,
            const std::vector<Matrix<double>>& values, RecordedDraws& draws) {
  const Columns all{.first = 0, .count = values.front().cols()};
  auto activity = network.make_activity<double>(all.count);
  activity.values = values;
  for (std::size_t layer = 0; layer < network.layers(); ++layer) {
    network.compute_means(parameters, layer, all, activity);
    if (layer + 1 < network.layers() || network.shape().output_unit == OutputUnit::gaussian) {
      const Matrix<double> deviations = values[layer + 1] - activity.means[layer];
      draws.noise.emplace_back(deviations.reshaped() / std::sqrt(network.variance(layer)));
      continue;
    }
    for (Index column = 0; column < all.count; ++column) {
      Index choice = 0;
      values.back().col(column).maxCoeff(&choice);
      draws.choices.push_back(static_cast<std::size_t>(choice));
    }
  }
}

/// The learning rates as the recorded loop counts updates: iterations that do not learn count too. `skipped`: how many
/// of them there have been, which a learner in the clean order has not counted.
LearningRates recorded_rates(const Json& file, const std::string& team, long skipped) {
  const double updates = file.at("lr_end_t");
  LearningRates rates{.first = file.at(team + "_lr_start").get<std::vector<double>>(),
                      .last = file.at(team + "_lr_end").get<std::vector<double>>(),
                      .updates = updates - static_cast<double>(skipped)};
  const double share = static_cast<double>(skipped) / updates;
  for (std::size_t layer = 0; layer < rates.first.size(); ++layer) {
    rates.first[layer] += share * (rates.last[layer] - rates.first[layer]);
  }
  return rates;
}

StochasticOptions actor_critic_options(const Json& file, long skipped) {
  StochasticOptions options = common_options(file.at("actor"));
  options.order = file.at("clean") ? Order::clean : Order::reference;
  options.discount = file.at("gamma");
  options.time_limit = TimeLimit::drop;
  options.critic = network_options(file.at("critic"));
  options.actor.learning_rates = recorded_rates(file, "actor", skipped);
  options.critic.learning_rates = recorded_rates(file, "critic", skipped);
  options.actor.trace_decay = file.at("lambda_actor");
  options.critic.trace_decay = file.at("lambda_critic");
  options.critic_factor = {.kind = factor(file.at("critic_gate")), .guard = 0.0};
  return options;
}

/// One vector a layer as one matrix a layer, of one column each, beneath them the state.
std::vector<Matrix<double>> drawn_values(const Json& step, const std::string& team) {
  std::vector<Matrix<double>> values = {batch(step.at("state")).transpose()};
  for (const Json& layer : step.at(team + "_sampled")) values.push_back(batch(layer).transpose());
  return values;
}

/// The ActorCriticLearner of a file, with both of its teams as its saved state shows them.
class ActorCritic {
 public:
  explicit ActorCritic(const Json& file)
      : file_(file),
        environment_(environment(file.at("actor"), DiscreteSpace{2})),
        actor_(team(file.at("actor"), file.at("actor_initial"), {.first = {0, 0, 0}, .last = {}}, "adam")),
        critic_(team(file.at("critic"), file.at("critic_initial"), {.first = {0, 0, 0}, .last = {}}, "adam")),
        learner_(make_learner()) {
    const std::size_t teams = learners::saved(actor_).size() + learners::saved(critic_).size();
    const std::string rest = learners::saved(*learner_).substr(teams);
    learners::load(*learner_, learners::saved(actor_) + learners::saved(critic_) + rest);
  }

  [[nodiscard]] const Team<double>& actor() const { return actor_; }
  [[nodiscard]] const Team<double>& critic() const { return critic_; }

  void begin_episode(const Json& step) {
    record(step);
    const Vector<double> state = drawn_values(step, "actor").front();
    learner_->begin_episode(0, episodes_++, state);
    act(state);
    look();
  }

  /// The transition from `before` to `step`.
  void observe(const Json& before, const Json& step) {
    record(step);
    const Vector<double> state = drawn_values(before, "actor").front();
    const bool truncated = step.at("truncated");
    learners::observe(*learner_, {.observation = state,
                                  .action = act(state),
                                  .reward = step.at("reward_in"),
                                  .next_observation = drawn_values(step, "actor").front(),
                                  .terminated = step.at("is_end") && !truncated,
                                  .truncated = truncated});
    look();
  }

  /// An iteration of the recorded loop was not learned from: it counts in its schedule of learning rates nevertheless.
  void skip() {
    ++skipped_;
    const std::string state = learners::saved(*learner_);
    learner_ = make_learner();
    learners::load(*learner_, state);
  }

  [[nodiscard]] bool has_drawn_all() const { return draws_.empty(); }

 private:
  [[nodiscard]] std::unique_ptr<Learner> make_learner() const {
    const auto setup = make_setup(actor_critic_options(file_, skipped_), environment_, 500);
    return std::make_unique<ActorCriticLearner<double>>(setup, RngKey(1), 1);
  }

  Vector<double> act(const Vector<double>& state) { return learners::act(*learner_, state, 1); }

  /// What the learner draws when it sees the state of this step.
  void record(const Json& step) {
    map_propagation::record(actor_.network(), actor_.parameters(), drawn_values(step, "actor"), draws_);
    map_propagation::record(critic_.network(), critic_.parameters(), drawn_values(step, "critic"), draws_);
  }

  void look() {
    const std::string state = learners::saved(*learner_);
    StateReader reader(state);
    actor_.load(reader);
    critic_.load(reader);
  }

  const Json& file_;
  EnvironmentSpec environment_;
  Team<double> actor_;
  Team<double> critic_;
  RecordedDraws draws_;
  long skipped_ = 0;
  long episodes_ = 0;
  std::unique_ptr<Learner> learner_;
};

void expect_trace_norms(const Team<double>& team, const Json& norms, double tolerance) {
  for (std::size_t layer = 0; layer < team.network().layers(); ++layer) {
    const double expected = norms.at(layer);
    EXPECT_NEAR(team.trace(0)[team.network().dense(layer).weight].norm(), expected, tolerance * expected) << layer;
  }
}

/// What the file has of an iteration: the weights after it.
void expect_weights(const ActorCritic& learner, const Json& step, double tolerance) {
  EXPECT_NEAR(learner.critic().activity().means.back()(0, 0), step.at("value_mean"), 10.0 * tolerance);
  expect_parameters(learner.critic().parameters(), learner.critic().network(), step.at("critic_weights"), tolerance);
  expect_parameters(learner.actor().parameters(), learner.actor().network(), step.at("actor_weights"), tolerance);
}

TEST(GoldenMapPropagationLearners, ActorCritic) {
  for (const auto& path : files("map_propagation", "actor_critic_loop")) {
    SCOPED_TRACE(path.string());
    const Json file = read_json(path);
    const double tolerance = tolerance_of(factor(file.at("critic_gate")));
    const Json& steps = file.at("iterations");
    ActorCritic learner(file);
    learner.begin_episode(steps.at(0));
    for (std::size_t i = 1; i < steps.size(); ++i) {
      SCOPED_TRACE(i);
      const Json& step = steps.at(i);
      const Json& before = steps.at(i - 1);
      if (step.at("prev_end")) {
        learner.begin_episode(step);
      } else {
        learner.observe(before, step);
        expect_trace_norms(learner.critic(), before.at("critic_trace_l2"), tolerance);
        expect_trace_norms(learner.actor(), before.at("actor_trace_l2"), tolerance);
      }
      expect_weights(learner, step, tolerance);
      const bool learned = !step.at("prev_end") && !step.at("truncated");
      if (file.at("clean") && !learned) learner.skip();
    }
    EXPECT_TRUE(learner.has_drawn_all());
  }
}

/// The MonteCarloLearner of a file, with its team as its saved state shows it. Multiplexer: it learns from the reward;
/// regression: it makes the signal itself, from the wanted action.
class MonteCarlo {
 public:
  explicit MonteCarlo(const Json& file)
      : slots_(slots(file.at("net").at("batch"))),
        is_regression_(file.at("kind") == "regression"),
        options_(options(file)),
        environment_(environment(file.at("net"), actions())),
        actor_("actor", network(file.at("net")), actor_team(options_), RngKey(1), count(), 0) {
    environment_.wanted_action = [this](const VectorView<double>& observation) { return wanted(observation); };
    learner_ = std::make_unique<MonteCarloLearner<double>>(make_setup(options_, environment_, 1), RngKey(1), count());
    actor_.set_parameters(parameters(actor_.network(), file.at("initial_weights")));
    const std::string team = learners::saved(actor_);
    learners::load(*learner_, team + learners::saved(*learner_).substr(team.size()));
  }

  [[nodiscard]] const Team<double>& actor() const { return actor_; }
  [[nodiscard]] double tolerance() const { return is_regression_ ? 1e-8 : 1e-10; }

  /// A batch of episodes, one step each, and what is learned from them.
  void live(const Json& step) {
    const std::vector<Matrix<double>> values = with_input(step.at("input"), step.at("sampled_values"));
    RecordedDraws draws;
    record(actor_.network(), actor_.parameters(), values, draws);
    inputs_ = values.front();
    targets_ = step.at("target");
    for (const Index slot : slots_) learner_->begin_episode(slot, episodes_++, inputs_.col(slot));
    Matrix<double> actions = Matrix<double>::Zero(1, count());
    learner_->act(inputs_, slots_, actions);
    EXPECT_TRUE(draws.empty());
    const std::vector<char> ends(slots_.size(), 1);
    const std::vector<char> cuts(slots_.size(), 0);
    learner_->observe({slots_, inputs_, actions, batch(step.at("signal")).transpose(), inputs_, ends, cuts});
    learner_->end_group();
    learners::load(actor_, learners::saved(*learner_));
  }

 private:
  [[nodiscard]] Index count() const { return static_cast<Index>(slots_.size()); }

  [[nodiscard]] StochasticOptions options(const Json& file) const {
    StochasticOptions options = common_options(file.at("net"));
    options.algorithm = Algorithm::monte_carlo;
    options.signal = is_regression_ ? Signal::target : Signal::reward;
    options.action_scaling = ActionScaling::raw;
    options.critic_factor = {.kind = CriticFactor::reciprocal, .guard = 0.0};
    options.actor.learning_rates = {.first = file.at("lr_per_layer").get<std::vector<double>>(), .last = {}};
    return options;
  }

  [[nodiscard]] ActionSpace actions() const {
    if (!is_regression_) return DiscreteSpace{2};
    return BoxSpace{.low = Vector<double>::Constant(1, -9.0), .high = Vector<double>::Constant(1, 9.0)};
  }

  [[nodiscard]] double wanted(const VectorView<double>& observation) const {
    for (const Index slot : slots_) {
      if (inputs_.col(slot) == observation) return targets_.at(static_cast<std::size_t>(slot));
    }
    throw std::runtime_error("no such observation was recorded");
  }

  std::vector<Index> slots_;
  bool is_regression_;
  StochasticOptions options_;
  EnvironmentSpec environment_;
  Team<double> actor_;
  std::unique_ptr<Learner> learner_;
  Matrix<double> inputs_;  ///< of the latest batch
  Json targets_;
  long episodes_ = 0;
};

TEST(GoldenMapPropagationLearners, MonteCarlo) {
  for (const auto& path : files("map_propagation", "batch_")) {
    SCOPED_TRACE(path.string());
    const Json file = read_json(path);
    MonteCarlo learner(file);
    const Team<double>& actor = learner.actor();
    for (const Json& step : file.at("batches")) {
      SCOPED_TRACE(step.at("t").dump());
      learner.live(step);
      expect_parameters(actor.parameters(), actor.network(), step.at("weights_after"), learner.tolerance());
      const std::vector<Matrix<double>> settled = layers(step.at("settled_hidden"));
      for (std::size_t i = 0; i < settled.size(); ++i) {
        EXPECT_TRUE(close_to_largest(actor.activity().values[i + 1], settled[i], 1e-10)) << i;
      }
    }
  }
}

}  // namespace
}  // namespace rlrun::golden::map_propagation
