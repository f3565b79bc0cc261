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
      noise_rngs_before_(noise_rngs_),
      noise_(setup_->options.deduction.noise),
      center_(setup_->options.deduction.one_hot_start ? setup_->action_codec.one_hot_center() : 0.0) {
  const RgrlOptions& options = setup_->options;
  const WorldModelShape& shape = setup_->kinds.of(0).model.shape;
  const Index columns = num_envs * options.deduction.candidates();
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
  if (options.deduction.method != DeductionMethod::gradient) {
    distributions_.assign(static_cast<std::size_t>(num_envs), {options.deduction, shape.action_size});
  }
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

template <class Scalar>
void RgrlPolicy<Scalar>::encode(const MatrixView<double>& observations) {
  const Index candidates = setup_->options.deduction.candidates();
  for (Index environment = 0; environment < observations.cols(); ++environment) {
    setup_->state_encoder->encode(observations.col(environment), encoded_);
    for (Index candidate = 0; candidate < candidates; ++candidate) {
      states_.col(environment * candidates + candidate) = encoded_.template cast<Scalar>();
    }
  }
}

/// Draws fresh plans, each column from its own episode's generator, and descends with them.
template <class Scalar>
void RgrlPolicy<Scalar>::deduce(std::span<const Index> slots) {
  const Index starts = setup_->options.deduction.starts;
  const ColumnBlocks blocks(static_cast<Index>(slots.size()) * starts);
  for (Index i = 0; i < blocks.size(); ++i) {
    const ColumnBlock block = blocks[i];
    for (Index column = 0; column < block.count; ++column) {
      draw_plan(slots[static_cast<std::size_t>((block.first + column) / starts)], block, column);
    }
  }
  draw_members(setup_->options.deduction, setup_->options.ensemble_size, member_rng_, members_);
  const RngKey dropout_key = key_.derive("dropout").derive(static_cast<std::uint64_t>(deductions_++));
  parallel_for(setup_->acting_threads, blocks.size(), [&](Index block) {
    deduce_block(blocks[block], dropout_key.derive(static_cast<std::uint64_t>(block)),
                 blocks_[static_cast<std::size_t>(block)]);
  });
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

/// Whether the action that is being looked for is not wanted any more; asked between two passes of a member.
template <class Scalar>
bool RgrlPolicy<Scalar>::has_to_stop() {
  if (stop_ && stop_()) stopped_.store(true, std::memory_order_relaxed);
  return stopped_.load(std::memory_order_relaxed);
}

template <class Scalar>
void RgrlPolicy<Scalar>::deduce_block(ColumnBlock block, RngKey dropout_key, Deductions& deductions) {
  const Index horizon = setup_->options.deduction.horizon;
  auto plan = plans_.middleCols(block.first * horizon, block.count * horizon);
  Rng dropout_rng(dropout_key);
  for (const int member : members_) {
    if (has_to_stop()) return;
    deductions[setup_->kinds.index_of(member)].descend(weights_[static_cast<std::size_t>(member)],
                                                       states_.middleCols(block.first, block.count), plan, dropout_rng);
  }
  for (Index column = 0; column < block.count; ++column) {
    for (Index t = 0; t < horizon; ++t) {
      deduced_.col((block.first + column) * horizon + t) = plan.col(t * block.count + column);
    }
  }
  if (setup_->options.deduction.starts > 1) compare(block, plan, deductions);
}

/// Sums up the errors that all members predict for the plans of a block.
template <class Scalar>
void RgrlPolicy<Scalar>::compare(ColumnBlock block, const MatrixView<Scalar>& plan, Deductions& deductions) {
  auto errors = errors_.segment(block.first, block.count);
  errors.setZero();
  for (int member = 0; member < setup_->options.ensemble_size; ++member) {
    if (has_to_stop()) return;
    deductions[setup_->kinds.index_of(member)].add_errors(weights_[static_cast<std::size_t>(member)],
                                                          states_.middleCols(block.first, block.count), plan, errors);
  }
}

/// (A x T*candidates), plan after plan.
template <class Scalar>
MutableMatrixView<Scalar> RgrlPolicy<Scalar>::candidate_plans(Index environment) {
  const Index columns = setup_->options.deduction.horizon * setup_->options.deduction.candidates();
  return deduced_.middleCols(environment * columns, columns);
}

/// Draws plans and compares them, without a gradient.
template <class Scalar>
void RgrlPolicy<Scalar>::search(std::span<const Index> slots) {
  for (int round = 0; round < setup_->options.deduction.rounds && !stopped_; ++round) search_round(slots, round == 0);
}

template <class Scalar>
void RgrlPolicy<Scalar>::search_round(std::span<const Index> slots, bool first) {
  const Index candidates = setup_->options.deduction.candidates();
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto environment = static_cast<Index>(i);
    if (first) {
      distributions_[i].reset();
    } else {
      distributions_[i].refit(candidate_plans(environment), errors_.segment(environment * candidates, candidates));
    }
    distributions_[i].draw(noise_rngs_[static_cast<std::size_t>(slots[i])], candidate_plans(environment));
  }
  const ColumnBlocks blocks(static_cast<Index>(slots.size()) * candidates);
  parallel_for(setup_->acting_threads, blocks.size(),
               [&](Index block) { compare_block(blocks[block], blocks_[static_cast<std::size_t>(block)]); });
}

/// The drawn plans of a block as the actions that would be taken for them.
template <class Scalar>
void RgrlPolicy<Scalar>::compare_block(ColumnBlock block, Deductions& deductions) {
  const Index horizon = setup_->options.deduction.horizon;
  auto plan = plans_.middleCols(block.first * horizon, block.count * horizon);
  for (Index column = 0; column < block.count; ++column) {
    for (Index t = 0; t < horizon; ++t) {
      setup_->action_codec.take<Scalar>(deduced_.col((block.first + column) * horizon + t),
                                        plan.col(t * block.count + column));
    }
  }
  compare(block, plan, deductions);
}

template <class Scalar>
void RgrlPolicy<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                             MutableMatrixView<double> actions) {
  const Rng member_rng_before = member_rng_;
  const std::int64_t deductions_before = deductions_;
  noise_rngs_before_ = noise_rngs_;
  stopped_ = false;
  encode(observations);
  if (setup_->options.deduction.method == DeductionMethod::gradient) {
    deduce(slots);
  } else {
    search(slots);
  }
  if (stopped_) {
    member_rng_ = member_rng_before;
    noise_rngs_ = noise_rngs_before_;
    deductions_ = deductions_before;
    throw Paused();
  }
  for (Index i = 0; i < observations.cols(); ++i) {
    execute(i, slots[static_cast<std::size_t>(i)], actions.col(i));
  }
}

/// Decodes the first step of the best plan of the environment in column `environment` and remembers that plan.
template <class Scalar>
void RgrlPolicy<Scalar>::execute(Index environment, Index slot, MutableVectorView<double> action) {
  const Index horizon = setup_->options.deduction.horizon;
  const Index candidates = setup_->options.deduction.candidates();
  Index best = 0;
  errors_.segment(environment * candidates, candidates).minCoeff(&best);
  const auto plan = deduced_.middleCols((environment * candidates + best) * horizon, horizon);
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
  deductions_ = reader.read_count("deductions");
  for (Rng& rng : noise_rngs_) rng = reader.read_rng("noise_rng");
  noise_ = reader.read_finite("noise");
  reader.read_into<Scalar>("previous_plans", previous_plans_);
}

template class RgrlPolicy<float>;
template class RgrlPolicy<double>;

}  // namespace rlrun::learners::rgrl
