#include "lib/learners/map_propagation/backpropagation.hpp"

namespace rlrun::learners::map_propagation {

template <class Scalar>
void backpropagate(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters, Columns columns,
                   Activity<Scalar>& activity) {
  for (std::size_t layer = network.layers() - 1; layer > 0; --layer) {
    network.dense(layer).input_gradient<Scalar>(parameters, view(activity.errors[layer], columns),
                                                view(activity.errors[layer - 1], columns));
    flat(activity.errors[layer - 1], columns).array() *= flat(activity.slopes[layer - 1], columns).array();
  }
}

template <class Scalar>
void compute_entropy_error(const StochasticNetwork& network, Columns columns, Activity<Scalar>& activity) {
  const auto temperature = static_cast<Scalar>(network.shape().temperature);
  for (Index column = columns.first; column < columns.first + columns.count; ++column) {
    // H = -sum_i p_i log p_i with p = softmax(z / T): dH / dz_i = -p_i * (log p_i + H) / T
    const auto p = activity.means.back().col(column).array();
    const Scalar entropy = -(p * p.log()).sum();
    activity.errors.back().col(column).array() = -p * (p.log() + entropy) / temperature;
  }
}

template void backpropagate<float>(const StochasticNetwork&, const nn::Parameters<float>&, Columns, Activity<float>&);
template void backpropagate<double>(const StochasticNetwork&, const nn::Parameters<double>&, Columns,
                                    Activity<double>&);
template void compute_entropy_error<float>(const StochasticNetwork&, Columns, Activity<float>&);
template void compute_entropy_error<double>(const StochasticNetwork&, Columns, Activity<double>&);

}  // namespace rlrun::learners::map_propagation
