#include "lib/learners/rgrl/weight_products.hpp"

#include "lib/nn/few_columns_product.hpp"
#include "lib/nn/product.hpp"

namespace rlrun::learners::rgrl {

template <class Scalar>
void LiveWeights<Scalar>::multiply(Index weight, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const {
  nn::few_columns_product<Scalar>(this->parameters()[weight], x, y);
}

template <class Scalar>
void LiveWeights<Scalar>::multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                                              MutableMatrixView<Scalar> d_x) const {
  nn::few_columns_transposed_product<Scalar>(this->parameters()[weight], d_y, d_x);
}

template <class Scalar>
void LiveWeights<Scalar>::add_multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                                                  MutableMatrixView<Scalar> d_x) const {
  nn::add_transposed_product<Scalar>(this->parameters()[weight], d_y, d_x);
}

template <class Scalar>
FrozenWeights<Scalar>::FrozenWeights(const nn::Parameters<Scalar>& parameters) : WeightProducts<Scalar>(parameters) {
  const auto tensors = static_cast<Index>(parameters.tensors().size());
  for (Index id = 0; id < tensors; ++id) {
    packed_.emplace_back(parameters[id]);
    packed_transposed_.emplace_back(Matrix<Scalar>(parameters[id].transpose()));
  }
}

template <class Scalar>
void FrozenWeights<Scalar>::multiply(Index weight, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const {
  packed_[static_cast<std::size_t>(weight)].multiply(x, y);
}

template <class Scalar>
void FrozenWeights<Scalar>::multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                                                MutableMatrixView<Scalar> d_x) const {
  packed_transposed_[static_cast<std::size_t>(weight)].multiply(d_y, d_x);
}

template <class Scalar>
void FrozenWeights<Scalar>::add_multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                                                    MutableMatrixView<Scalar> d_x) const {
  packed_transposed_[static_cast<std::size_t>(weight)].multiply_add(d_y, d_x);
}

template class LiveWeights<float>;
template class LiveWeights<double>;
template class FrozenWeights<float>;
template class FrozenWeights<double>;

}  // namespace rlrun::learners::rgrl
