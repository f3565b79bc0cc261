#include "lib/learners/map_propagation/output_codec.hpp"

#include <limits>

namespace rlrun::learners::map_propagation {

OutputCodec::OutputCodec(const ActionSpace& space, ActionScaling scaling) {
  if (const auto* discrete = std::get_if<DiscreteSpace>(&space)) {
    is_discrete_ = true;
    size_ = discrete->count;
    return;
  }
  const auto& box = std::get<BoxSpace>(space);
  size_ = box.low.size();
  switch (scaling) {
    case ActionScaling::bounds:
      limits_ = box;
      scale_ = 0.5 * (box.high - box.low);
      shift_ = 0.5 * (box.low + box.high);
      break;
    case ActionScaling::raw:
      limits_.high = Vector<double>::Constant(size_, std::numeric_limits<double>::infinity());
      limits_.low = -limits_.high;
      scale_.setOnes(size_);
      shift_.setZero(size_);
      break;
    case ActionScaling::reference:
      limits_ = box;
      scale_ = box.high - box.low;
      shift_ = -box.low;
      break;
  }
}

template <class Scalar>
void OutputCodec::decode(const VectorView<Scalar>& output, MutableVectorView<double> action) const {
  if (is_discrete_) {
    Index choice = 0;
    output.maxCoeff(&choice);
    action[0] = static_cast<double>(choice);
  } else {
    const auto scaled = output.array().template cast<double>() * scale_.array() + shift_.array();
    action = scaled.max(limits_.low.array()).min(limits_.high.array());
  }
}

template void OutputCodec::decode<float>(const VectorView<float>&, MutableVectorView<double>) const;
template void OutputCodec::decode<double>(const VectorView<double>&, MutableVectorView<double>) const;

}  // namespace rlrun::learners::map_propagation
