#include "lib/nn/loss.hpp"

#include <array>

namespace rlrun::nn {
namespace {

template <class Scalar>
constexpr Scalar smallest_logarithm = Scalar(-100);
/// PyTorch keeps it as a float, in double computations too: it is 9.99999996e-13 then.
template <class Scalar>
constexpr Scalar smallest_denominator = Scalar(1e-12F);

}  // namespace

std::span<const std::pair<std::string_view, Loss>> loss_names() {
  static constexpr std::array<std::pair<std::string_view, Loss>, 2> names = {{{"mse", Loss::mse}, {"bce", Loss::bce}}};
  return names;
}

template <class Scalar>
Scalar loss_sum(Loss kind, const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target) {
  const auto p = prediction.array();
  const auto t = target.array();
  switch (kind) {
    case Loss::mse:
      return (p - t).square().sum();
    case Loss::bce:
      return ((t - Scalar(1)) * (Scalar(1) - p).log().max(smallest_logarithm<Scalar>) -
              t * p.log().max(smallest_logarithm<Scalar>))
          .sum();
  }
  return Scalar(0);
}

template <class Scalar>
Scalar loss_mean(Loss kind, const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target) {
  return loss_sum<Scalar>(kind, prediction, target) / static_cast<Scalar>(prediction.size());
}

template <class Scalar>
void loss_gradient(Loss kind, const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target, Scalar scale,
                   MutableMatrixView<Scalar> d_prediction) {
  const auto p = prediction.array();
  const auto t = target.array();
  switch (kind) {
    case Loss::mse:  // (p - t)^2
      d_prediction.array() = (Scalar(2) * scale) * (p - t);
      break;
    case Loss::bce:  // -(t log p + (1 - t) log(1 - p))
      d_prediction.array() = scale * (p - t) / (p * (Scalar(1) - p)).max(smallest_denominator<Scalar>);
      break;
  }
}

#define RLRUN_INSTANTIATE(Scalar)                                                                         \
  template Scalar loss_sum<Scalar>(Loss, const MatrixView<Scalar>&, const MatrixView<Scalar>&);           \
  template Scalar loss_mean<Scalar>(Loss, const MatrixView<Scalar>&, const MatrixView<Scalar>&);          \
  template void loss_gradient<Scalar>(Loss, const MatrixView<Scalar>&, const MatrixView<Scalar>&, Scalar, \
                                      MutableMatrixView<Scalar>)
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
