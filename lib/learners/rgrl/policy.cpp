#include "lib/learners/rgrl/policy.hpp"

#include <algorithm>
#include <utility>

namespace rlrun::learners::rgrl {
namespace {

constexpr Index most_columns_per_block = 5;
constexpr Index fewest_columns_to_share = 4;  ///< from here on there are two blocks at least

Index block_count(Index columns) {
  const Index needed = (columns + most_columns_per_block - 1) / most_columns_per_block;
  return std::max<Index>(needed, columns >= fewest_columns_to_share ? 2 : 1);
}

/// First column of block `block` when `columns` are cut into `blocks` parts of nearly equal size.
Index block_begin(Index block, Index blocks, Index columns) { return block * columns / blocks; }

}  // namespace

template <class Scalar>
RgrlPolicy<Scalar>::RgrlPolicy(std::shared_ptr<const RgrlSetup> setup, Ensemble<Scalar> ensemble, RngKey key,
                               Index num_envs)
    : setup_(std::move(setup)),
      key_(key),
      member_rng_(key.derive("members")),
      noise_rngs_(static_cast<std::size_t>(num_envs)) {
  const RgrlOptions& options = setup_->options;
  const WorldModelShape& shape = setup_->model.shape;
  const Index blocks = block_count(num_envs);
  for (Index i = 0; i < blocks; ++i) {
    blocks_.emplace_back(setup_->model, options.deduction, options.dropout, std::min(num_envs, most_columns_per_block));
  }
  members_.reserve(static_cast<std::size_t>(options.deduction.iterations * options.ensemble_size));
  encoded_.resize(shape.state_size);
  states_.resize(shape.state_size, num_envs);
  plans_.resize(shape.action_size, options.deduction.horizon * num_envs);
  first_actions_.resize(shape.action_size, num_envs);
  set_ensemble(std::move(ensemble));
}

template <class Scalar>
void RgrlPolicy<Scalar>::set_ensemble(Ensemble<Scalar> ensemble) {
  ensemble_ = std::move(ensemble);
  weights_.clear();
  for (const auto& parameters : ensemble_) weights_.emplace_back(parameters);
}

template <class Scalar>
void RgrlPolicy<Scalar>::begin_episode(Index slot, long episode, const VectorView<double>& /*observation*/) {
  const RngKey episode_key = key_.derive("noise").derive(static_cast<std::uint64_t>(episode));
  noise_rngs_[static_cast<std::size_t>(slot)] = Rng(episode_key);
}

/// Encodes the observations and draws fresh plans, each column from its own episode's generator.
template <class Scalar>
void RgrlPolicy<Scalar>::prepare(const MatrixView<double>& observations, std::span<const Index> slots) {
  const Index columns = observations.cols();
  const Index horizon = setup_->options.deduction.horizon;
  const Index blocks = block_count(columns);
  for (Index block = 0; block < blocks; ++block) {
    const Index first = block_begin(block, blocks, columns);
    const Index count = block_begin(block + 1, blocks, columns) - first;
    for (Index i = 0; i < count; ++i) {
      setup_->state_encoder->encode(observations.col(first + i), encoded_);
      states_.col(first + i) = encoded_.template cast<Scalar>();
      Rng& rng = noise_rngs_[static_cast<std::size_t>(slots[static_cast<std::size_t>(first + i)])];
      for (Index t = 0; t < horizon; ++t) {
        auto step = plans_.col(first * horizon + t * count + i);
        for (Scalar& entry : step) entry = static_cast<Scalar>(setup_->options.deduction.noise * rng.normal());
      }
    }
  }
}

template <class Scalar>
void RgrlPolicy<Scalar>::deduce_block(Index first, Index count, RngKey dropout_key, Deduction<Scalar>& deduction) {
  const Index horizon = setup_->options.deduction.horizon;
  auto plan = plans_.middleCols(first * horizon, count * horizon);
  Rng dropout_rng(dropout_key);
  for (const int member : members_) {
    deduction.descend(weights_[static_cast<std::size_t>(member)], states_.middleCols(first, count), plan, dropout_rng);
  }
  first_actions_.middleCols(first, count) = plan.leftCols(count);
}

template <class Scalar>
void RgrlPolicy<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                             MutableMatrixView<double> actions) {
  const Index columns = observations.cols();
  const Index blocks = block_count(columns);
  prepare(observations, slots);
  draw_members(setup_->options.deduction, setup_->options.ensemble_size, member_rng_, members_);
  const RngKey dropout_key = key_.derive("dropout").derive(static_cast<std::uint64_t>(deductions_++));
#pragma omp parallel for schedule(static, 1) num_threads(setup_->threads) if (blocks > 1)
  for (Index block = 0; block < blocks; ++block) {
    const Index first = block_begin(block, blocks, columns);
    const Index count = block_begin(block + 1, blocks, columns) - first;
    deduce_block(first, count, dropout_key.derive(static_cast<std::uint64_t>(block)),
                 blocks_[static_cast<std::size_t>(block)]);
  }
  for (Index i = 0; i < columns; ++i) {
    setup_->action_codec.decode<Scalar>(first_actions_.col(i), actions.col(i));
  }
}

template <class Scalar>
void RgrlPolicy<Scalar>::save(StateWriter& writer) const {
  writer.write("member_rng", member_rng_);
  writer.write("deductions", deductions_);
  for (const Rng& rng : noise_rngs_) writer.write("noise_rng", rng);
}

template <class Scalar>
void RgrlPolicy<Scalar>::load(StateReader& reader) {
  member_rng_ = reader.read_rng("member_rng");
  deductions_ = reader.read_integer("deductions");
  for (Rng& rng : noise_rngs_) rng = reader.read_rng("noise_rng");
}

template class RgrlPolicy<float>;
template class RgrlPolicy<double>;

}  // namespace rlrun::learners::rgrl
