// What the machine itself can do: the yardsticks of the other benchmarks.
#include "bench/machine_rate.hpp"
#include "lib/nn/packed_matrix.hpp"

namespace rlrun::bench {
namespace {

void square_product(benchmark::State& state) {
  const Matrix<float> a = filled_matrix(reference_size, reference_size);
  Matrix<float> product(reference_size, reference_size);
  for ([[maybe_unused]] auto iteration : state) {
    product.noalias() = a * a;
    benchmark::DoNotOptimize(product.data());
  }
  constexpr auto size = static_cast<double>(reference_size);
  report(state, 1, 2 * size * size * size);
}
BENCHMARK(square_product)->Name("machine/square_product")->Unit(benchmark::kMillisecond);

/// The recurrent weights of a GRU of 400 hidden units, times 1 and 10 columns.
constexpr Index rows = 1200;
constexpr Index depth = 400;

void product_by_eigen(benchmark::State& state) {
  const Matrix<float> w = filled_matrix(rows, depth);
  const Matrix<float> x = filled_matrix(depth, state.range(0));
  Matrix<float> y(rows, x.cols());
  for ([[maybe_unused]] auto iteration : state) {
    if (x.cols() == 1) {
      y.col(0).noalias() = w * x.col(0);  // a vector by its type, so that Eigen takes its matrix-vector product
    } else {
      y.noalias() = w * x;
    }
    benchmark::DoNotOptimize(y.data());
  }
  report(state, static_cast<double>(x.cols()), 2.0 * static_cast<double>(rows * depth * x.cols()));
}
BENCHMARK(product_by_eigen)->Name("product_1200x400/eigen")->Arg(1)->Arg(10)->Unit(benchmark::kMicrosecond);

void product_by_packed_matrix(benchmark::State& state) {
  const nn::PackedMatrix<float> w(filled_matrix(rows, depth));
  const Matrix<float> x = filled_matrix(depth, state.range(0));
  Matrix<float> y(rows, x.cols());
  for ([[maybe_unused]] auto iteration : state) {
    w.multiply(x, y);
    benchmark::DoNotOptimize(y.data());
  }
  report(state, static_cast<double>(x.cols()), 2.0 * static_cast<double>(rows * depth * x.cols()));
}
BENCHMARK(product_by_packed_matrix)->Name("product_1200x400/packed")->Arg(1)->Arg(10)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace rlrun::bench
