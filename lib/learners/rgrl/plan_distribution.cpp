#include "lib/learners/rgrl/plan_distribution.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace rlrun::learners::rgrl {

template <class Scalar>
PlanDistribution<Scalar>::PlanDistribution(const DeductionOptions& options, Index action_size)
    : options_(options),
      means_(action_size, options.horizon),
      deviations_(action_size, options.horizon),
      order_(static_cast<std::size_t>(options.samples)) {
  reset();
}

template <class Scalar>
void PlanDistribution<Scalar>::reset() {
  means_.setZero();
  deviations_.setConstant(static_cast<Scalar>(options_.spread));
}

template <class Scalar>
void PlanDistribution<Scalar>::draw(Rng& rng, MutableMatrixView<Scalar> plans) const {
  for (Index column = 0; column < plans.cols(); ++column) {
    const Index step = column % options_.horizon;
    for (Index i = 0; i < plans.rows(); ++i) {
      plans(i, column) = means_(i, step) + deviations_(i, step) * static_cast<Scalar>(rng.normal());
    }
  }
}

template <class Scalar>
void PlanDistribution<Scalar>::refit(const MatrixView<Scalar>& plans, const VectorView<double>& errors) {
  std::iota(order_.begin(), order_.end(), Index{0});
  const auto elites = order_.begin() + options_.elites;
  std::partial_sort(order_.begin(), elites, order_.end(),
                    [&errors](Index a, Index b) { return std::tuple(errors[a], a) < std::tuple(errors[b], b); });
  const auto plan = [&](Index number) { return plans.middleCols(number * options_.horizon, options_.horizon); };
  const auto share = Scalar(1) / static_cast<Scalar>(options_.elites);
  means_.setZero();
  std::for_each(order_.begin(), elites, [&](Index number) { means_ += share * plan(number); });
  deviations_.setZero();
  std::for_each(order_.begin(), elites,
                [&](Index number) { deviations_.array() += share * (plan(number) - means_).array().square(); });
  deviations_ = deviations_.cwiseSqrt();
}

template class PlanDistribution<float>;
template class PlanDistribution<double>;

}  // namespace rlrun::learners::rgrl
