#pragma once

#include "lib/learners/map_propagation/network.hpp"

namespace rlrun::learners::map_propagation {

/// Sets the errors of all hidden layers from that of the output, e_l = phi'(z_l) * (W_{l+1}^T e_{l+1}), at the values
/// and slopes as they are: h_l = phi(z_l) + noise has the derivative phi'(z_l), whatever the noise (reparametrisation,
/// Kingma and Welling 2014).
template <class Scalar>
void backpropagate(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters, Columns columns,
                   Activity<Scalar>& activity);

/// Overwrites the output's errors with the derivative of the entropy of its softmax with respect to z.
template <class Scalar>
void compute_entropy_error(const StochasticNetwork& network, Columns columns, Activity<Scalar>& activity);

}  // namespace rlrun::learners::map_propagation
