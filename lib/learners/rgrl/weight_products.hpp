#pragma once

#include <vector>

#include "lib/core/types.hpp"
#include "lib/nn/packed_matrix.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::learners::rgrl {

/// Products with the weight matrices of one world model, which may be stored in more than one way.
template <class Scalar>
class WeightProducts {
 public:
  explicit WeightProducts(const nn::Parameters<Scalar>& parameters) : parameters_(&parameters) {}
  virtual ~WeightProducts() = default;

  /// y = W x
  virtual void multiply(Index weight, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const = 0;
  /// d_x = W^T d_y
  virtual void multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                                   MutableMatrixView<Scalar> d_x) const = 0;
  /// d_x += W^T d_y
  virtual void add_multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                                       MutableMatrixView<Scalar> d_x) const = 0;

  [[nodiscard]] const nn::Parameters<Scalar>& parameters() const { return *parameters_; }

 private:
  const nn::Parameters<Scalar>* parameters_;
};

/// For weights that change from one update to the next.
template <class Scalar>
class LiveWeights final : public WeightProducts<Scalar> {
 public:
  using WeightProducts<Scalar>::WeightProducts;
  void multiply(Index weight, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const override;
  void multiply_transposed(Index weight, const MatrixView<Scalar>& d_y, MutableMatrixView<Scalar> d_x) const override;
  void add_multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                               MutableMatrixView<Scalar> d_x) const override;
};

/// For weights that are frozen while acting: each is packed once, in both orientations, for hundreds of products.
/// The parameters must outlive this and stay as they are.
template <class Scalar>
class FrozenWeights final : public WeightProducts<Scalar> {
 public:
  explicit FrozenWeights(const nn::Parameters<Scalar>& parameters);
  void multiply(Index weight, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const override;
  void multiply_transposed(Index weight, const MatrixView<Scalar>& d_y, MutableMatrixView<Scalar> d_x) const override;
  void add_multiply_transposed(Index weight, const MatrixView<Scalar>& d_y,
                               MutableMatrixView<Scalar> d_x) const override;

 private:
  std::vector<nn::PackedMatrix<Scalar>> packed_;
  std::vector<nn::PackedMatrix<Scalar>> packed_transposed_;
};

}  // namespace rlrun::learners::rgrl
