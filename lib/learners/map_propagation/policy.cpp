#include "lib/learners/map_propagation/policy.hpp"

#include <utility>

namespace rlrun::learners::map_propagation {

template <class Scalar>
StochasticPolicy<Scalar>::StochasticPolicy(StochasticNetwork network, nn::Parameters<Scalar> parameters,
                                           OutputCodec codec, RngKey key, Index num_envs)
    : network_(std::move(network)),
      parameters_(std::move(parameters)),
      codec_(std::move(codec)),
      activity_(network_.make_activity<Scalar>(num_envs)),
      rng_(key) {}

template <class Scalar>
void StochasticPolicy<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> /*slots*/,
                                   MutableMatrixView<double> actions) {
  const Columns columns{.first = 0, .count = observations.cols()};
  view(activity_.values.front(), columns) = observations.cast<Scalar>();
  network_.sample(parameters_, columns, rng_, activity_);
  for (Index column = 0; column < columns.count; ++column) {
    codec_.decode<Scalar>(activity_.values.back().col(column), actions.col(column));
  }
}

template class StochasticPolicy<float>;
template class StochasticPolicy<double>;

}  // namespace rlrun::learners::map_propagation
