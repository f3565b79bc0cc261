#include "lib/learners/map_propagation/output_codec.hpp"

namespace rlrun::learners::map_propagation {

OutputCodec::OutputCodec(const ActionSpace& space, ActionScaling scaling) : is_raw_(scaling == ActionScaling::raw) {
  if (const auto* discrete = std::get_if<DiscreteSpace>(&space)) {
    is_discrete_ = true;
    size_ = discrete->count;
    return;
  }
  const auto& box = std::get<BoxSpace>(space);
  size_ = box.low.size();
  centre_ = (box.high + box.low) / 2.0;
  half_range_ = (box.high - box.low) / 2.0;
}

template <class Scalar>
void OutputCodec::decode(const VectorView<Scalar>& output, MutableVectorView<double> action) const {
  if (is_discrete_) {
    Index choice = 0;
    output.maxCoeff(&choice);
    action[0] = static_cast<double>(choice);
    return;
  }
  action = output.template cast<double>();
  if (!is_raw_) action = centre_ + half_range_.cwiseProduct(action.cwiseMax(-1.0).cwiseMin(1.0));
}

template void OutputCodec::decode<float>(const VectorView<float>&, MutableVectorView<double>) const;
template void OutputCodec::decode<double>(const VectorView<double>&, MutableVectorView<double>) const;

}  // namespace rlrun::learners::map_propagation
