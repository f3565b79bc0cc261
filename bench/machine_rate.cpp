#include "bench/machine_rate.hpp"

#include <algorithm>
#include <ctime>
#include <limits>

namespace rlrun::bench {
namespace {

double measure_rate() {
  const Matrix<float> a = filled_matrix(reference_size, reference_size);
  const Matrix<float> b = a.transpose();
  Matrix<float> product(reference_size, reference_size);
  double best = std::numeric_limits<double>::infinity();
  for (int repetition = 0; repetition < 20; ++repetition) {
    const std::clock_t begin = std::clock();
    product.noalias() = a * b;
    benchmark::DoNotOptimize(product.data());
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  constexpr auto size = static_cast<double>(reference_size);
  return 2e-9 * size * size * size / best;
}

}  // namespace

double machine_rate() {
  static const double rate = measure_rate();
  return rate;
}

void report(benchmark::State& state, double items, double flop) {
  using benchmark::Counter;
  state.counters["seconds_per_item"] = Counter(items, Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.counters["GFLOP"] = Counter(1e-9 * flop, Counter::kIsIterationInvariantRate);
  state.counters["of_machine_rate"] = Counter(1e-9 * flop / machine_rate(), Counter::kIsIterationInvariantRate);
}

Matrix<float> filled_matrix(Index rows, Index cols) {
  return Matrix<float>::NullaryExpr(
      rows, cols, [](Index row, Index col) { return static_cast<float>((7 * row + 3 * col) % 11) / 11.0F; });
}

}  // namespace rlrun::bench
