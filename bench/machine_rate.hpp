#pragma once

#include <benchmark/benchmark.h>

#include "lib/core/types.hpp"

namespace rlrun::bench {

/// Size of the square product that stands for what the machine can do.
constexpr Index reference_size = 1024;

/// GFLOP/s of one thread in a float matrix product of reference_size, the best of several, measured at the first call.
/// It rests on CPU time, as all rates of the benchmarks do, so that other programs on the machine disturb them less.
double machine_rate();

/// Counters that every benchmark has, so that all fit into one CSV; Google Benchmark prints rates with `/s`.
/// seconds_per_item: one iteration does `items` items, such as environment steps
/// GFLOP (a second) and of_machine_rate, their share of machine_rate(): `flop` floating-point operations an iteration,
/// where only those of matrix products count
void report(benchmark::State& state, double items, double flop);

/// Entries between 0 and 1.
Matrix<float> filled_matrix(Index rows, Index cols);

}  // namespace rlrun::bench
