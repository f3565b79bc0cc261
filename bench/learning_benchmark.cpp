// What a learning phase is made of: updates of one member, and computing the priorities of all windows.
#include <algorithm>
#include <numeric>

#include "bench/machine_rate.hpp"
#include "bench/rgrl_size.hpp"
#include "lib/learners/rgrl/member.hpp"

namespace rlrun::bench {
namespace {

using namespace learners::rgrl;

/// One of two actions a step, as entries that are 0 and 1.
Matrix<float> discrete_actions(Index steps) {
  Matrix<float> actions = filled_matrix(2, steps);
  actions.row(0) = (actions.row(0).array() < 0.5F).cast<float>();
  actions.row(1).array() = 1.0F - actions.row(0).array();
  return actions;
}

/// One episode with exactly `windows` windows.
Experience<float> make_experience(const RgrlSize& size, Index windows) {
  const WorldModelShape shape = size.shape();
  const Index length = windows + size.options.learning.chunk - 1;
  Experience<float> experience(size.options.learning.chunk);
  experience.add({filled_matrix(shape.state_size, length + 1), discrete_actions(length),
                  filled_matrix(shape.reward_size, length)});
  return experience;
}

/// state.range(0): windows an update
void update_member(benchmark::State& state) {
  const RgrlSize size = reduced_size();
  const WorldModel model(size.shape());
  RgrlOptions options = size.options;
  options.learning.batch_size = static_cast<int>(state.range(0));
  Member<float> member(model, options, RngKey(1));
  const Experience<float> experience = make_experience(size, 1000);
  std::vector<Index> windows(static_cast<std::size_t>(state.range(0)));
  std::iota(windows.begin(), windows.end(), 0);
  Rng dropout_rng;
  for ([[maybe_unused]] auto iteration : state) member.update(experience, windows, dropout_rng);
  // forward, to the inputs, to the parameters
  const double weights =
      recurrent_weights(model.shape) + state_head_weights(model.shape) + reward_head_weights(model.shape);
  const double steps = options.learning.chunk * static_cast<double>(state.range(0));
  report(state, static_cast<double>(state.range(0)), 3 * 2 * steps * weights);
}
BENCHMARK(update_member)->Name("learning/update_gru_100")->Arg(1)->Arg(16)->Unit(benchmark::kMicrosecond);

void scan_priorities(benchmark::State& state) {
  const RgrlSize size = reduced_size();
  const WorldModel model(size.shape());
  constexpr Index width = 64;  // as Member scans
  const Experience<float> experience = make_experience(size, 1000);
  WindowPass<float> pass(model, size.options.learning.chunk, width, size.options.dropout);
  nn::Parameters<float> parameters(model.layout);
  Rng rng(RngKey(1));
  initialise(model, size.options.head_initialiser, rng, parameters);
  const LiveWeights<float> weights(parameters);
  std::vector<Index> windows(static_cast<std::size_t>(experience.size()));
  std::iota(windows.begin(), windows.end(), 0);
  double sum = 0.0;
  for ([[maybe_unused]] auto iteration : state) {
    for (std::size_t begin = 0; begin < windows.size(); begin += width) {
      const auto batch = std::span(windows).subspan(begin, std::min<std::size_t>(width, windows.size() - begin));
      pass.predict(weights, experience, batch, false, rng);
      for (std::size_t i = 0; i < batch.size(); ++i) {
        sum += pass.priority_error(static_cast<Index>(i), PriorityError::absolute);
      }
    }
  }
  benchmark::DoNotOptimize(sum);
  // What the actions decide is computed once for each of the two.
  const double steps = size.options.learning.chunk;
  const double per_window = steps * (hidden_weights(model.shape) + reward_head_weights(model.shape)) +
                            (steps - 1) * state_head_weights(model.shape);
  report(state, 1, 1000 * 2 * per_window);
}
BENCHMARK(scan_priorities)->Name("learning/priorities_of_1000_windows")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rlrun::bench
