#include "lib/learners/neuron_local/readout.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::learners::neuron_local {
namespace {

/// The part of [-1, 1], cut into `parts` equal ones, that the output lies in or is nearest to.
template <class Scalar>
double part_of_range(Scalar output, int parts) {
  const double share = 0.5 * (static_cast<double>(output) + 1.0);
  return std::clamp(std::floor(share * parts), 0.0, static_cast<double>(parts - 1));
}

}  // namespace

Readout::Readout(const ReadoutOptions& options, const ActionSpace& space) : options_(options) {
  if (const auto* box = std::get_if<BoxSpace>(&space)) {
    box_.emplace(*box);
    size_ = box_->size();
    return;
  }
  actions_ = std::get<DiscreteSpace>(space).count;
  size_ = options.discretisation == Discretisation::softmax ? actions_ : 1;
  weights_.resize(static_cast<std::size_t>(actions_));
}

template <class Scalar>
void Readout::write(const VectorView<Scalar>& outputs, Rng& rng, MutableVectorView<double> action) {
  if (box_.has_value() || options_.discretisation == Discretisation::sign) {
    write_best<Scalar>(outputs, action);
    return;
  }
  const auto largest = static_cast<double>(outputs.maxCoeff());
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    weights_[i] = std::exp((static_cast<double>(outputs[static_cast<Index>(i)]) - largest) / options_.temperature);
  }
  action[0] = static_cast<double>(rng.categorical(weights_));
}

template <class Scalar>
void Readout::write_best(const VectorView<Scalar>& outputs, MutableVectorView<double> action) const {
  if (box_.has_value()) {
    box_->from_unit<Scalar>(outputs, action);
    return;
  }
  if (options_.discretisation == Discretisation::sign) {
    action[0] = part_of_range(outputs[0], actions_);
    return;
  }
  Index best = 0;
  outputs.maxCoeff(&best);
  action[0] = static_cast<double>(best);
}

template void Readout::write<float>(const VectorView<float>&, Rng&, MutableVectorView<double>);
template void Readout::write<double>(const VectorView<double>&, Rng&, MutableVectorView<double>);
template void Readout::write_best<float>(const VectorView<float>&, MutableVectorView<double>) const;
template void Readout::write_best<double>(const VectorView<double>&, MutableVectorView<double>) const;

}  // namespace rlrun::learners::neuron_local
