#include "lib/learners/reinforcement_modified/desired_output.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::learners::reinforcement_modified {
namespace {

/// The share of a way that an impulse goes.
template <class Scalar>
Scalar share(double step, double reinforcement) {
  return static_cast<Scalar>(std::min(step * std::abs(reinforcement), 1.0));
}

template <class Scalar>
Scalar raised(Scalar output, Scalar way, Scalar ceiling) {
  return output + way * std::max(ceiling - output, Scalar(0));
}

template <class Scalar>
void reward(const DesiredOutputOptions& options, Index action, Scalar way, MutableVectorView<Scalar>& targets) {
  const Scalar target = raised(targets[action], way, static_cast<Scalar>(options.ceiling));
  const Scalar others = std::max(target - static_cast<Scalar>(options.margin), static_cast<Scalar>(options.floor));
  targets = targets.cwiseMin(others);
  targets[action] = target;
}

template <class Scalar>
void punish(const DesiredOutputOptions& options, Index action, Scalar way, Scalar spread,
            MutableVectorView<Scalar>& targets) {
  const Scalar output = targets[action];
  for (Scalar& target : targets) target = raised(target, spread, static_cast<Scalar>(options.ceiling));
  targets[action] = output - way * std::max(output - static_cast<Scalar>(options.floor), Scalar(0));
}

}  // namespace

template <class Scalar>
void desired_output(const DesiredOutputOptions& options, const VectorView<Scalar>& outputs, Index action,
                    double reinforcement, MutableVectorView<Scalar> targets) {
  targets = outputs;
  if (reinforcement > 0.0) reward(options, action, share<Scalar>(options.reward_step, reinforcement), targets);
  if (reinforcement < 0.0) {
    const Scalar spread = share<Scalar>(options.spread_step, reinforcement) / static_cast<Scalar>(outputs.size() - 1);
    punish(options, action, share<Scalar>(options.punish_step, reinforcement), spread, targets);
  }
}

template void desired_output<float>(const DesiredOutputOptions&, const VectorView<float>&, Index, double,
                                    MutableVectorView<float>);
template void desired_output<double>(const DesiredOutputOptions&, const VectorView<double>&, Index, double,
                                     MutableVectorView<double>);

}  // namespace rlrun::learners::reinforcement_modified
