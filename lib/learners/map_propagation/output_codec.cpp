#include "lib/learners/map_propagation/output_codec.hpp"

namespace rlrun::learners::map_propagation {

OutputCodec::OutputCodec(const ActionSpace& space, ActionScaling scaling) {
  if (const auto* discrete = std::get_if<DiscreteSpace>(&space)) {
    is_discrete_ = true;
    size_ = discrete->count;
    return;
  }
  const auto& box = std::get<BoxSpace>(space);
  size_ = box.low.size();
  if (scaling == ActionScaling::bounds) bounds_.emplace(box);
}

template <class Scalar>
void OutputCodec::decode(const VectorView<Scalar>& output, MutableVectorView<double> action) const {
  if (is_discrete_) {
    Index choice = 0;
    output.maxCoeff(&choice);
    action[0] = static_cast<double>(choice);
  } else if (bounds_) {
    bounds_->from_unit<Scalar>(output, action);
  } else {
    action = output.template cast<double>();
  }
}

template void OutputCodec::decode<float>(const VectorView<float>&, MutableVectorView<double>) const;
template void OutputCodec::decode<double>(const VectorView<double>&, MutableVectorView<double>) const;

}  // namespace rlrun::learners::map_propagation
