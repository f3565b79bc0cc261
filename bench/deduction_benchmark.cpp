// Seconds that the choice of an action takes, for one environment and for ten in lockstep, on one thread.
#include <memory>
#include <numeric>

#include "bench/machine_rate.hpp"
#include "bench/rgrl_size.hpp"
#include "lib/learners/rgrl/policy.hpp"

namespace rlrun::bench {
namespace {

using namespace learners::rgrl;

std::shared_ptr<const RgrlSetup> make_setup(const RgrlSize& size) {
  const auto encoder =
      std::make_shared<ThermometerStateEncoder>(size.bins, std::vector<double>(4, -1.0), std::vector<double>(4, 1.0));
  const ActionCodec codec(DiscreteSpace{2});
  const MemberKinds kinds(size.options, encoder->size(), codec.size(), size.reward_size);
  return std::make_shared<const RgrlSetup>(RgrlSetup{size.options, kinds, encoder, codec, 1});
}

Ensemble<float> make_ensemble(const RgrlSetup& setup) {
  Rng rng(RngKey(1));
  Ensemble<float> ensemble;
  for (int i = 0; i < setup.options.ensemble_size; ++i) {
    const WorldModel& model = setup.kinds.of(i).model;
    initialise(model, setup.options.head_initialiser, rng, ensemble.emplace_back(model.layout));
  }
  return ensemble;
}

/// Floating-point operations of the matrix products of one column's plan: a multiplication and an addition for every
/// weight, forward and backward. The last step needs no state and the first no gradient of its state.
double plan_flop(const RgrlSize& size) {
  const WorldModelShape shape = size.shape();
  const double steps = size.options.deduction.horizon;
  const double recurrent = static_cast<double>(nn::gate_count(shape.cell)) * state_head_weights(shape);
  const double reward_steps = size.options.deduction.desired_rewards == DesiredRewards::last ? 1.0 : steps;
  const double weights = 2.0 * steps * recurrent_weights(shape) - recurrent +
                         2.0 * (steps - 1.0) * state_head_weights(shape) +
                         2.0 * reward_steps * reward_head_weights(shape);
  const bool sweep = size.options.deduction.member_selection == MemberSelection::sweep;
  const double descents = size.options.deduction.iterations * (sweep ? size.options.ensemble_size : 1);
  return 2.0 * descents * weights;
}

/// state.range(0): columns
void deduce(benchmark::State& state, const RgrlSize& size) {
  const Index columns = state.range(0);
  const auto setup = make_setup(size);
  RgrlPolicy<float> policy(setup, make_ensemble(*setup), RngKey(2), columns);
  std::vector<Index> slots(static_cast<std::size_t>(columns));
  std::iota(slots.begin(), slots.end(), 0);
  const Matrix<double> observations = 2.0 * filled_matrix(4, columns).cast<double>().array() - 1.0;
  for (const Index slot : slots) policy.begin_episode(slot, slot, observations.col(slot));
  Matrix<double> actions(1, columns);
  for ([[maybe_unused]] auto iteration : state) policy.act(observations, slots, actions);
  const auto count = static_cast<double>(columns);
  report(state, count, count * plan_flop(size));
}

BENCHMARK_CAPTURE(deduce, gru_400, paper_size(nn::CellKind::gru))
    ->Name("deduction/gru_400")
    ->Arg(1)
    ->Arg(10)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deduce, lstm_400, paper_size(nn::CellKind::lstm))
    ->Name("deduction/lstm_400")
    ->Arg(1)
    ->Arg(10)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deduce, gru_100, reduced_size())
    ->Name("deduction/gru_100")
    ->Arg(1)
    ->Arg(10)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rlrun::bench
