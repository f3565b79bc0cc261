#include "lib/learners/baselines/ddpg/policy.hpp"

#include <utility>

namespace rlrun::learners::ddpg {

template <class Scalar>
DdpgPolicy<Scalar>::DdpgPolicy(std::shared_ptr<const DdpgSetup> setup, nn::Parameters<Scalar> actor, Index num_envs)
    : setup_(std::move(setup)),
      actor_(std::move(actor)),
      pass_(setup_->actor, num_envs),
      observations_(setup_->observation_map.size(), num_envs) {}

template <class Scalar>
void DdpgPolicy<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> /*slots*/,
                             MutableMatrixView<double> actions) {
  auto scaled = observations_.leftCols(observations.cols());
  setup_->observation_map.to_unit<Scalar>(observations, scaled);
  const auto unit_actions = pass_.forward(actor_, scaled);
  for (Index i = 0; i < actions.cols(); ++i) {
    setup_->action_map.from_unit<Scalar>(unit_actions.col(i), actions.col(i));
  }
}

template class DdpgPolicy<float>;
template class DdpgPolicy<double>;

}  // namespace rlrun::learners::ddpg
