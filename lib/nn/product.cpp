#include "lib/nn/product.hpp"

namespace rlrun::nn {

template <class Scalar>
void product(const MatrixView<Scalar>& a, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  y.noalias() = a * x;
}

template <class Scalar>
void transposed_product(const MatrixView<Scalar>& a, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  y.noalias() = a.transpose() * x;
}

template <class Scalar>
void add_transposed_product(const MatrixView<Scalar>& a, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  y.noalias() += a.transpose() * x;
}

template <class Scalar>
void add_outer_products(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> sum) {
  sum.noalias() += d * x.transpose();
}

#define RLRUN_INSTANTIATE(Scalar)                                                                                 \
  template void product<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&, MutableMatrixView<Scalar>); \
  template void transposed_product<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&,                  \
                                           MutableMatrixView<Scalar>);                                            \
  template void add_transposed_product<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&,              \
                                               MutableMatrixView<Scalar>);                                        \
  template void add_outer_products<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&,                  \
                                           MutableMatrixView<Scalar>)

RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
