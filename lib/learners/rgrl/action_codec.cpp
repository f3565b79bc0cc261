#include "lib/learners/rgrl/action_codec.hpp"

#include <cmath>

namespace rlrun::learners::rgrl {

Index ActionCodec::size() const {
  const auto* discrete = std::get_if<DiscreteSpace>(&space_);
  return discrete != nullptr ? discrete->count : action_rows(space_);
}

double ActionCodec::one_hot_center() const {
  // sigmoid(-log(n - 1)) = 1 / n
  const bool has_choice = std::holds_alternative<DiscreteSpace>(space_) && size() > 1;
  return has_choice ? -std::log(static_cast<double>(size()) - 1.0) : 0.0;
}

template <class Scalar>
void ActionCodec::decode(const VectorView<Scalar>& pre_activation, MutableVectorView<double> action) const {
  if (const auto* box = std::get_if<BoxSpace>(&space_)) {
    const auto level = pre_activation.template cast<double>().array().logistic();
    action = box->low.array() + (box->high - box->low).array() * level;
    return;
  }
  Index best = 0;
  pre_activation.maxCoeff(&best);
  action[0] = static_cast<double>(best);
}

template <class Scalar>
void ActionCodec::take(const VectorView<Scalar>& pre_activation, MutableVectorView<Scalar> taken) const {
  if (std::holds_alternative<BoxSpace>(space_)) {
    taken = pre_activation;
    return;
  }
  constexpr auto saturated = Scalar(100);  // its sigmoid is 1, that of its negative less than 1e-43
  Index best = 0;
  pre_activation.maxCoeff(&best);
  taken.setConstant(-saturated);
  taken[best] = saturated;
}

template <class Scalar>
void ActionCodec::encode(const VectorView<double>& action, MutableVectorView<Scalar> vector) const {
  if (const auto* box = std::get_if<BoxSpace>(&space_)) {
    vector = ((action - box->low).array() / (box->high - box->low).array()).template cast<Scalar>();
    return;
  }
  vector.setZero();
  vector[std::lround(action[0])] = Scalar(1);
}

template void ActionCodec::decode<float>(const VectorView<float>&, MutableVectorView<double>) const;
template void ActionCodec::decode<double>(const VectorView<double>&, MutableVectorView<double>) const;
template void ActionCodec::take<float>(const VectorView<float>&, MutableVectorView<float>) const;
template void ActionCodec::take<double>(const VectorView<double>&, MutableVectorView<double>) const;
template void ActionCodec::encode<float>(const VectorView<double>&, MutableVectorView<float>) const;
template void ActionCodec::encode<double>(const VectorView<double>&, MutableVectorView<double>) const;

}  // namespace rlrun::learners::rgrl
