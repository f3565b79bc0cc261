#include "lib/nn/activation.hpp"

#include <array>
#include <cmath>

namespace rlrun::nn {
namespace {

template <class Scalar>
constexpr Scalar leaky_slope = Scalar(0.01);
template <class Scalar>
constexpr Scalar softplus_threshold = Scalar(20);

/// The largest entry is subtracted first, so that no exponential overflows.
template <class Scalar>
void softmax_forward(const MatrixView<Scalar>& x, MutableMatrixView<Scalar>& y) {
  for (Index column = 0; column < x.cols(); ++column) {
    const Scalar largest = x.col(column).maxCoeff();
    y.col(column).array() = (x.col(column).array() - largest).exp();
    y.col(column) /= y.col(column).sum();
  }
}

template <class Scalar>
void log_softmax_forward(const MatrixView<Scalar>& x, MutableMatrixView<Scalar>& y) {
  for (Index column = 0; column < x.cols(); ++column) {
    const Scalar largest = x.col(column).maxCoeff();
    const Scalar log_sum = std::log((x.col(column).array() - largest).exp().sum());
    y.col(column).array() = (x.col(column).array() - largest) - log_sum;
  }
}

template <class Scalar>
void softmax_backward(const MatrixView<Scalar>& y, const MatrixView<Scalar>& d_y, MutableMatrixView<Scalar>& d_x) {
  for (Index column = 0; column < y.cols(); ++column) {
    // y_i = exp(x_i) / sum_j exp(x_j), d y_i / d x_j = y_i * ((i == j) - y_j)
    const Scalar mean = y.col(column).dot(d_y.col(column));
    d_x.col(column).array() = y.col(column).array() * (d_y.col(column).array() - mean);
  }
}

template <class Scalar>
void log_softmax_backward(const MatrixView<Scalar>& y, const MatrixView<Scalar>& d_y, MutableMatrixView<Scalar>& d_x) {
  for (Index column = 0; column < y.cols(); ++column) {
    // y_i = x_i - log(sum_j exp(x_j)), d y_i / d x_j = (i == j) - exp(y_j)
    const Scalar sum = d_y.col(column).sum();
    d_x.col(column).array() = d_y.col(column).array() - y.col(column).array().exp() * sum;
  }
}

}  // namespace

std::span<const std::pair<std::string_view, Activation>> activation_names() {
  static constexpr std::array<std::pair<std::string_view, Activation>, 9> names = {{
      {"identity", Activation::identity},
      {"tanh", Activation::tanh},
      {"sigmoid", Activation::sigmoid},
      {"relu", Activation::relu},
      {"leaky_relu", Activation::leaky_relu},
      {"softplus", Activation::softplus},
      {"softmax", Activation::softmax},
      {"log_softmax", Activation::log_softmax},
      {"elu", Activation::elu},
  }};
  return names;
}

template <class Scalar>
void activation_forward(Activation kind, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  const auto in = x.array();
  auto out = y.array();
  switch (kind) {
    case Activation::identity:
      out = in;
      break;
    case Activation::tanh:
      out = in.tanh();
      break;
    case Activation::sigmoid:
      out = in.logistic();
      break;
    case Activation::relu:
      out = (in > Scalar(0)).select(in, Scalar(0));
      break;
    case Activation::leaky_relu:
      out = (in > Scalar(0)).select(in, leaky_slope<Scalar> * in);
      break;
    case Activation::softplus:
      out = (in > softplus_threshold<Scalar>).select(in, in.exp().log1p());
      break;
    case Activation::softmax:
      softmax_forward<Scalar>(x, y);
      break;
    case Activation::log_softmax:
      log_softmax_forward<Scalar>(x, y);
      break;
    case Activation::elu:
      out = (in > Scalar(0)).select(in, in.expm1());
      break;
  }
}

template <class Scalar>
void activation_backward(Activation kind, const MatrixView<Scalar>& x, const MatrixView<Scalar>& y,
                         const MatrixView<Scalar>& d_y, MutableMatrixView<Scalar> d_x) {
  const auto in = x.array();
  const auto out = y.array();
  const auto d_out = d_y.array();
  auto d_in = d_x.array();
  switch (kind) {
    case Activation::identity:  // y = x
      d_in = d_out;
      break;
    case Activation::tanh:  // y = tanh(x)
      d_in = d_out * (Scalar(1) - out.square());
      break;
    case Activation::sigmoid:  // y = 1 / (1 + exp(-x))
      d_in = d_out * out * (Scalar(1) - out);
      break;
    case Activation::relu:  // y = x > 0 ? x : 0, so that y > 0 where x > 0
      d_in = (out > Scalar(0)).select(d_out, Scalar(0));
      break;
    case Activation::leaky_relu:  // y = x > 0 ? x : slope * x
      d_in = (out > Scalar(0)).select(d_out, leaky_slope<Scalar> * d_out);
      break;
    case Activation::softplus:  // y = x > threshold ? x : log(1 + exp(x))
      d_in = (in > softplus_threshold<Scalar>).select(d_out, d_out * in.logistic());
      break;
    case Activation::softmax:
      softmax_backward<Scalar>(y, d_y, d_x);
      break;
    case Activation::log_softmax:
      log_softmax_backward<Scalar>(y, d_y, d_x);
      break;
    case Activation::elu:  // y = x > 0 ? x : exp(x) - 1
      d_in = (in > Scalar(0)).select(d_out, d_out * in.exp());
      break;
  }
}

#define RLRUN_INSTANTIATE(Scalar)                                                                             \
  template void activation_forward<Scalar>(Activation, const MatrixView<Scalar>&, MutableMatrixView<Scalar>); \
  template void activation_backward<Scalar>(Activation, const MatrixView<Scalar>&, const MatrixView<Scalar>&, \
                                            const MatrixView<Scalar>&, MutableMatrixView<Scalar>)
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
