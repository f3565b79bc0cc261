#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "lib/core/types.hpp"

namespace rlrun::learners::map_propagation {

/// phi of the hidden units: how the mean of a unit follows from its pre-activation.
enum class HiddenUnit { softplus, relu };

/// Every kind with its name in configs.
std::span<const std::pair<std::string_view, HiddenUnit>> hidden_unit_names();

/// mean = phi(z) and slope = phi'(z) of the pre-activations z, entry by entry. All have the same size and no common
/// memory.
/// The slope of softplus is exactly 0 or 1 from |z| = 20 on (code of Chung 2020).
template <class Scalar>
void hidden_means(HiddenUnit kind, const VectorView<Scalar>& pre_activations, MutableVectorView<Scalar> means,
                  MutableVectorView<Scalar> slopes);

}  // namespace rlrun::learners::map_propagation
