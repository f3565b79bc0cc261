// Do neurons follow the gradient of the return? Lets the neuron-local learner of a config learn in double, with a
// global critic that watches it (watch.on), and prints after every so many episodes, for every neuron, the cosine
// between the gradient that it follows by its own critic and
//   - the one that backpropagation from the global critic gives (cosine_critic), and
//   - that of the return itself (cosine_return): central differences by every weight of the mean discounted return of
//     episodes with exploration, which makes it smooth, all with the same random numbers.
// Source of the question: Guss et al., slides of 2016, experiment 1, item 2.
#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>

#include "apps/rlrun/builtins.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/seed_list.hpp"
#include "lib/learners/neuron_local/learner.hpp"

namespace rlrun::app {
namespace {

using learners::neuron_local::GradientAgreement;
using NeuronLocal = learners::neuron_local::NeuronLocalLearner<double>;

struct Settings {
  std::string config;
  std::vector<std::string> overrides;
  std::string seeds = "0";
  long every = 10;           ///< episodes between two comparisons
  long rollouts = 64;        ///< episodes of a mean return
  double difference = 0.05;  ///< by which a weight is moved to either side
};

/// Numbers of the episodes of rollouts, and so their noise, begin here: none of them was learned from.
constexpr long first_rollout = 1L << 32;

/// The episodes of a policy that explores and does not learn.
class Rollouts {
 public:
  Rollouts(const experiment::ExperimentConfig& config, const Settings& settings, RngKey key)
      : config_(config), settings_(settings), key_(key), environment_(config.make_environment()) {}

  /// The mean discounted return; what was observed goes to `visited`, one vector a step, where that is not nullptr.
  double mean_return(NeuronLocal& policy, std::vector<Vector<double>>* visited) {
    double sum = 0.0;
    for (long i = 0; i < settings_.rollouts; ++i) sum += episode_return(policy, first_rollout + i, visited);
    return sum / static_cast<double>(settings_.rollouts);
  }

 private:
  double episode_return(NeuronLocal& policy, long episode, std::vector<Vector<double>>* visited) {
    const std::vector<Index> slots = {0};
    Rng rng(key_.derive(static_cast<std::uint64_t>(episode)));
    Vector<double> observation(config_.environment.observation_size());
    Vector<double> action(action_rows(config_.environment.action_space));
    environment_->reset(rng, observation);
    policy.begin_episode(0, episode, observation);
    double sum = 0.0;
    double weight = 1.0;
    for (long t = 0; t < config_.time_limit; ++t) {
      if (visited != nullptr) visited->push_back(observation);
      policy.act(observation, slots, action);
      const StepOutcome outcome = environment_->step(action, rng, observation);
      sum += weight * outcome.reward;
      weight *= policy.setup().options.discount;
      if (outcome.terminated) break;
    }
    return sum;
  }

  const experiment::ExperimentConfig& config_;
  const Settings& settings_;
  RngKey key_;
  std::unique_ptr<Environment> environment_;
};

/// A copy of the learner that may be changed.
std::unique_ptr<Learner> copy_of(const NeuronLocal& learner, const experiment::ExperimentConfig& config, RngKey root) {
  StateWriter writer;
  learner.save(writer);
  StateReader reader(writer.bytes());
  auto copy = config.make_learner(root.derive("learner"));
  copy->load(reader);
  return copy;
}

NeuronLocal& as_neurons(Learner& learner) {
  auto* neurons = dynamic_cast<NeuronLocal*>(&learner);
  if (neurons == nullptr) throw UsageError("the config's learner must be neuron_local");
  return *neurons;
}

/// After every so many episodes prints a row for every neuron.
class Comparison final : public experiment::Reporter {
 public:
  Comparison(const experiment::ExperimentConfig& config, const Settings& settings, long seed, RngKey root,
             NeuronLocal& learner)
      : config_(config),
        settings_(settings),
        seed_(seed),
        root_(root),
        learner_(learner),
        agreement_(learner.setup(), learner.setup().options.watch.batch_size) {}

  void episode(const experiment::EpisodeRecord& record) override {
    const long episodes = record.episode + 1;
    if (episodes % settings_.every == 0) compare(episodes);
  }

 private:
  /// Of situations that the policy comes to, drawn from all of them.
  void compute_local_gradients(NeuronLocal& policy, const std::vector<Vector<double>>& visited, Rng rng) {
    learners::neuron_local::ObservationEncoder encoder = policy.setup().encoder;
    Matrix<double> seen(encoder.size(), policy.setup().options.watch.batch_size);
    for (Index i = 0; i < seen.cols(); ++i) encoder.encode<double>(visited[rng.below(visited.size())], seen.col(i));
    agreement_.act(policy.network(), seen);
  }

  void compare(long episodes) {
    const RngKey key = root_.derive("comparison").derive(static_cast<std::uint64_t>(episodes));
    const auto copy = copy_of(learner_, config_, root_);
    NeuronLocal& policy = as_neurons(*copy);
    Rollouts rollouts(config_, settings_, key.derive("rollouts"));
    std::vector<Vector<double>> visited;
    rollouts.mean_return(policy, &visited);
    compute_local_gradients(policy, visited, Rng(key.derive("situations")));
    Index neuron = 0;
    for (std::size_t l = 0; l < policy.network().layers().size(); ++l) {
      const Matrix<double>& local = agreement_.local_gradients()[l];
      for (Index n = 0; n < local.cols(); ++n, ++neuron) {
        const Vector<double> global = return_gradient(policy, rollouts, l, n);
        std::cout << seed_ << ',' << episodes << ',' << l << ',' << n << ',' << learner_.cosines()[neuron] << ','
                  << learners::neuron_local::cosine<double>(local.col(n), global) << '\n';
      }
    }
  }

  /// By the incoming weights of a neuron.
  Vector<double> return_gradient(NeuronLocal& policy, Rollouts& rollouts, std::size_t layer, Index neuron) {
    auto& weights = policy.network().layers()[layer].weights();
    const Matrix<double> before = weights.now();
    const auto moved_return = [&](Index weight, double difference) {
      Matrix<double> moved = before;
      moved(weight, neuron) += difference;
      weights.set(moved);
      return rollouts.mean_return(policy, nullptr);
    };
    Vector<double> gradient(before.rows());
    for (Index i = 0; i < gradient.size(); ++i) {
      const double rise = moved_return(i, settings_.difference) - moved_return(i, -settings_.difference);
      gradient[i] = rise / (2.0 * settings_.difference);
    }
    weights.set(before);
    return gradient;
  }

  const experiment::ExperimentConfig& config_;
  const Settings& settings_;
  long seed_;
  RngKey root_;
  NeuronLocal& learner_;
  GradientAgreement<double> agreement_;
};

void run(Settings settings) {
  settings.overrides.insert(settings.overrides.end(), {"precision=double", "learner.watch.on=true"});
  const auto config = experiment::load_experiment(settings.config, settings.overrides, builtins(), 1);
  if (config.run.num_envs > 1) throw UsageError("run.num_envs must be 1");
  std::cout << "seed,episode,layer,neuron,cosine_critic,cosine_return\n";
  for (const long seed : experiment::parse_seed_list(settings.seeds)) {
    const RngKey root(static_cast<std::uint64_t>(seed));
    const auto learner = config.make_learner(root.derive("learner"));
    NeuronLocal& neurons = as_neurons(*learner);
    Comparison comparison(config, settings, seed, root, neurons);
    const experiment::StopFlag never;
    experiment::EpisodeLoop(config, neurons, root, comparison, never).run();
  }
}

}  // namespace
}  // namespace rlrun::app

int main(int argc, char** argv) {
  rlrun::app::Settings settings;
  CLI::App app("Do neurons follow the gradient of the return? Prints cosines as CSV.");
  app.add_option("config", settings.config, "a config of the learner neuron_local")->required();
  app.add_option("--set", settings.overrides, "a.b=c, may be repeated")->allow_extra_args(false);
  app.add_option("--seeds", settings.seeds, "such as 0..9 or 0,3,7")->capture_default_str();
  app.add_option("--every", settings.every, "episodes between two comparisons")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--rollouts", settings.rollouts, "episodes of a mean return")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--difference", settings.difference, "by which a weight is moved to either side")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  try {
    app.parse(argc, argv);
    rlrun::app::run(settings);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const rlrun::UsageError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  } catch (const rlrun::DivergenceError& error) {
    std::cerr << error.what() << '\n';
    return 3;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
