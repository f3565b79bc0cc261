#include "lib/learners/rgrl/policy.hpp"

#include <algorithm>
#include <utility>

#include "lib/core/parallel.hpp"

namespace rlrun::learners::rgrl {
template <class Scalar>
RgrlPolicy<Scalar>::RgrlPolicy(std::shared_ptr<const RgrlSetup> setup, Ensemble<Scalar> ensemble, RngKey key,
                               Index num_envs)
    : setup_(std::move(setup)),
      key_(key),
      member_rng_(key.derive("members")),
      noise_rngs_(static_cast<std::size_t>(num_envs)),
      noise_(setup_->options.deduction.noise),
      center_(setup_->options.deduction.one_hot_start ? setup_->action_codec.one_hot_center() : 0.0) {
  const RgrlOptions& options = setup_->options;
  const WorldModelShape& shape = setup_->kinds.of(0).model.shape;
  const Index columns = num_envs * options.deduction.starts;
  const Index blocks = ColumnBlocks(columns).size();
  for (Index i = 0; i < blocks; ++i) {
    Deductions& deductions = blocks_.emplace_back();
    for (const auto& [traits, model] : setup_->kinds.kinds()) {
      deductions.emplace_back(model, options.deduction, traits.dropout, traits.desired_reward,
                              std::min(columns, ColumnBlocks::most_columns));
    }
  }
  members_.reserve(static_cast<std::size_t>(options.deduction.iterations) *
                   static_cast<std::size_t>(options.ensemble_size));
  encoded_.resize(shape.state_size);
  states_.resize(shape.state_size, columns);
  plans_.resize(shape.action_size, options.deduction.horizon * columns);
  deduced_.resize(shape.action_size, options.deduction.horizon * columns);
  errors_.setZero(columns);
  previous_plans_.setZero(shape.action_size, options.deduction.horizon * num_envs);
  set_ensemble(std::move(ensemble));
}

template <class Scalar>
void RgrlPolicy<Scalar>::set_ensemble(Ensemble<Scalar> ensemble) {
  ensemble_ = std::move(ensemble);
  weights_.clear();
  for (const auto& parameters : ensemble_) weights_.emplace_back(parameters);
}

/// (A x T)
template <class Scalar>
MutableMatrixView<Scalar> RgrlPolicy<Scalar>::previous_plan(Index slot) {
  const Index horizon = setup_->options.deduction.horizon;
  return previous_plans_.middleCols(slot * horizon, horizon);
}

template <class Scalar>
void RgrlPolicy<Scalar>::begin_episode(Index slot, long episode, const VectorView<double>& /*observation*/) {
  const RngKey episode_key = key_.derive("noise").derive(static_cast<std::uint64_t>(episode));
  noise_rngs_[static_cast<std::size_t>(slot)] = Rng(episode_key);
  previous_plan(slot).setConstant(static_cast<Scalar>(center_));
}

/// Encodes the observations and draws fresh plans, each column from its own episode's generator.
template <class Scalar>
void RgrlPolicy<Scalar>::prepare(const MatrixView<double>& observations, std::span<const Index> slots) {
  const Index starts = setup_->options.deduction.starts;
  const ColumnBlocks blocks(observations.cols() * starts);
  for (Index i = 0; i < blocks.size(); ++i) {
    const ColumnBlock block = blocks[i];
    for (Index column = 0; column < block.count; ++column) {
      const Index environment = (block.first + column) / starts;
      setup_->state_encoder->encode(observations.col(environment), encoded_);
      states_.col(block.first + column) = encoded_.template cast<Scalar>();
      draw_plan(slots[static_cast<std::size_t>(environment)], block, column);
    }
  }
}

template <class Scalar>
void RgrlPolicy<Scalar>::draw_plan(Index slot, ColumnBlock block, Index column) {
  const DeductionOptions& options = setup_->options.deduction;
  Rng& rng = noise_rngs_[static_cast<std::size_t>(slot)];
  for (Index t = 0; t < options.horizon; ++t) {
    auto step = plans_.col(block.first * options.horizon + t * block.count + column);
    for (Scalar& entry : step) entry = static_cast<Scalar>(noise_ * rng.normal());
    if (options.warm_start && t + 1 < options.horizon) {
      step += previous_plan(slot).col(t + 1);
    } else {
      step.array() += static_cast<Scalar>(center_);
    }
  }
}

template <class Scalar>
void RgrlPolicy<Scalar>::deduce_block(ColumnBlock block, RngKey dropout_key, Deductions& deductions) {
  const Index horizon = setup_->options.deduction.horizon;
  auto plan = plans_.middleCols(block.first * horizon, block.count * horizon);
  Rng dropout_rng(dropout_key);
  for (const int member : members_) {
    deductions[setup_->kinds.index_of(member)].descend(weights_[static_cast<std::size_t>(member)],
                                                       states_.middleCols(block.first, block.count), plan, dropout_rng);
  }
  for (Index column = 0; column < block.count; ++column) {
    for (Index t = 0; t < horizon; ++t) {
      deduced_.col((block.first + column) * horizon + t) = plan.col(t * block.count + column);
    }
  }
  if (setup_->options.deduction.starts > 1) compare_starts(block, plan, deductions);
}

template <class Scalar>
void RgrlPolicy<Scalar>::compare_starts(ColumnBlock block, const MatrixView<Scalar>& plan, Deductions& deductions) {
  auto errors = errors_.segment(block.first, block.count);
  errors.setZero();
  for (int member = 0; member < setup_->options.ensemble_size; ++member) {
    deductions[setup_->kinds.index_of(member)].add_errors(weights_[static_cast<std::size_t>(member)],
                                                          states_.middleCols(block.first, block.count), plan, errors);
  }
}

template <class Scalar>
void RgrlPolicy<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                             MutableMatrixView<double> actions) {
  const ColumnBlocks blocks(observations.cols() * setup_->options.deduction.starts);
  prepare(observations, slots);
  draw_members(setup_->options.deduction, setup_->options.ensemble_size, member_rng_, members_);
  const RngKey dropout_key = key_.derive("dropout").derive(static_cast<std::uint64_t>(deductions_++));
  parallel_for(setup_->acting_threads, blocks.size(), [&](Index block) {
    deduce_block(blocks[block], dropout_key.derive(static_cast<std::uint64_t>(block)),
                 blocks_[static_cast<std::size_t>(block)]);
  });
  for (Index i = 0; i < observations.cols(); ++i) {
    execute(i, slots[static_cast<std::size_t>(i)], actions.col(i));
  }
}

/// Decodes the first step of the best plan of the environment in column `environment` and remembers that plan.
template <class Scalar>
void RgrlPolicy<Scalar>::execute(Index environment, Index slot, MutableVectorView<double> action) {
  const Index horizon = setup_->options.deduction.horizon;
  const Index starts = setup_->options.deduction.starts;
  Index best = 0;
  errors_.segment(environment * starts, starts).minCoeff(&best);
  const auto plan = deduced_.middleCols((environment * starts + best) * horizon, horizon);
  setup_->action_codec.decode<Scalar>(plan.col(0), action);
  previous_plan(slot) = plan;
}

template <class Scalar>
void RgrlPolicy<Scalar>::save(StateWriter& writer) const {
  writer.write("member_rng", member_rng_);
  writer.write("deductions", deductions_);
  for (const Rng& rng : noise_rngs_) writer.write("noise_rng", rng);
  writer.write("noise", noise_);
  writer.write_matrix<Scalar>("previous_plans", previous_plans_);
}

template <class Scalar>
void RgrlPolicy<Scalar>::load(StateReader& reader) {
  member_rng_ = reader.read_rng("member_rng");
  deductions_ = reader.read_integer("deductions");
  for (Rng& rng : noise_rngs_) rng = reader.read_rng("noise_rng");
  noise_ = reader.read_finite("noise");
  reader.read_into<Scalar>("previous_plans", previous_plans_);
}

template class RgrlPolicy<float>;
template class RgrlPolicy<double>;

}  // namespace rlrun::learners::rgrl
