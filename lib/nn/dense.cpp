#include "lib/nn/dense.hpp"

#include "lib/nn/product.hpp"

namespace rlrun::nn {

Dense Dense::declare(ParameterLayout& layout, const std::string& prefix, Index input_size, Index output_size,
                     bool has_bias) {
  Dense dense{.input_size = input_size, .output_size = output_size};
  dense.weight = layout.add(prefix + "weight", output_size, input_size);
  if (has_bias) dense.bias = layout.add(prefix + "bias", output_size, 1);
  return dense;
}

template <class Scalar>
void Dense::forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x,
                    MutableMatrixView<Scalar> y) const {
  product<Scalar>(parameters[weight], x, y);
  if (bias >= 0) y.colwise() += parameters[bias].col(0);
}

template <class Scalar>
void Dense::backward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x, const MatrixView<Scalar>& d_y,
                     Parameters<Scalar>& d_parameters, MutableMatrixView<Scalar>* d_x) const {
  add_parameter_gradient<Scalar>(x, d_y, d_parameters);
  if (d_x != nullptr) input_gradient<Scalar>(parameters, d_y, *d_x);
}

template <class Scalar>
void Dense::add_parameter_gradient(const MatrixView<Scalar>& x, const MatrixView<Scalar>& d_y,
                                   Parameters<Scalar>& d_parameters) const {
  // y = W x + b
  add_outer_products<Scalar>(d_y, x, d_parameters[weight]);
  if (bias >= 0) d_parameters[bias].col(0) += d_y.rowwise().sum();
}

template <class Scalar>
void Dense::input_gradient(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_y,
                           MutableMatrixView<Scalar> d_x) const {
  // y = W x + b
  transposed_product<Scalar>(parameters[weight], d_y, d_x);
}

#define RLRUN_INSTANTIATE(Scalar)                                                                                   \
  template void Dense::forward<Scalar>(const Parameters<Scalar>&, const MatrixView<Scalar>&,                        \
                                       MutableMatrixView<Scalar>) const;                                            \
  template void Dense::backward<Scalar>(const Parameters<Scalar>&, const MatrixView<Scalar>&,                       \
                                        const MatrixView<Scalar>&, Parameters<Scalar>&, MutableMatrixView<Scalar>*) \
      const;                                                                                                        \
  template void Dense::add_parameter_gradient<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&,         \
                                                      Parameters<Scalar>&) const;                                   \
  template void Dense::input_gradient<Scalar>(const Parameters<Scalar>&, const MatrixView<Scalar>&,                 \
                                              MutableMatrixView<Scalar>) const
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
