#include "lib/learners/rgrl/learner.hpp"

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "lib/core/error.hpp"
#include "lib/core/parallel.hpp"
#include "lib/learners/rgrl/eviction.hpp"
#include "lib/learners/rgrl/plan_noise.hpp"

namespace rlrun::learners::rgrl {
namespace {

template <class Scalar>
std::vector<Member<Scalar>> make_members(const RgrlSetup& setup, RngKey key) {
  std::vector<Member<Scalar>> members;
  for (int i = 0; i < setup.options.ensemble_size; ++i) {
    const auto& [traits, model] = setup.kinds.of(i);
    RgrlOptions options = setup.options;
    options.dropout = traits.dropout;
    members.emplace_back(model, options, key.derive(static_cast<std::uint64_t>(i)));
  }
  return members;
}

template <class Scalar>
Ensemble<Scalar> copy_parameters(const std::vector<Member<Scalar>>& members) {
  Ensemble<Scalar> ensemble;
  for (const auto& member : members) ensemble.push_back(member.parameters());
  return ensemble;
}

}  // namespace

template <class Scalar>
RgrlLearner<Scalar>::RgrlLearner(std::shared_ptr<const RgrlSetup> setup,
                                 std::shared_ptr<const RewardEncoder> reward_encoder, RngKey key, Index num_envs,
                                 long time_limit)
    : setup_(std::move(setup)),
      reward_encoder_(std::move(reward_encoder)),
      key_(key),
      members_(make_members<Scalar>(*setup_, key.derive("initialisation"))),
      policy_(setup_, copy_parameters(members_), key.derive("exploration"), num_envs),
      experience_(setup_->options.learning.chunk) {
  for (Index slot = 0; slot < num_envs; ++slot) {
    recorders_.emplace_back(*setup_->state_encoder, *reward_encoder_, setup_->action_codec, time_limit);
  }
}

template <class Scalar>
int RgrlLearner<Scalar>::threads() const {
  return std::max(setup_->acting_threads, setup_->learning_threads);
}

template <class Scalar>
SlotSchedule RgrlLearner<Scalar>::slot_schedule() const {
  return setup_->options.learning.mid_episode ? SlotSchedule::reset_at_once : SlotSchedule::rest_until_group_ends;
}

template <class Scalar>
void RgrlLearner<Scalar>::begin_episode(Index slot, long episode, const VectorView<double>& observation) {
  policy_.set_noise(plan_noise(setup_->options.deduction, episode));
  policy_.begin_episode(slot, episode, observation);
  recorders_[static_cast<std::size_t>(slot)].begin(*setup_->state_encoder, observation);
}

template <class Scalar>
void RgrlLearner<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                              MutableMatrixView<double> actions) {
  policy_.act(observations, slots, actions);
}

template <class Scalar>
void RgrlLearner<Scalar>::obey(PauseRequests requests) {
  pause_ = requests.pause;
  policy_.obey(std::move(requests));
}

template <class Scalar>
void RgrlLearner<Scalar>::observe(const TransitionBatch& transitions) {
  if (round_ == Round::none) {
    record(transitions);
    begin_online_round_if_due();
  }
  go_on();
  if (!setup_->options.learning.mid_episode) return;
  begin_phase_if_due();
  go_on();
}

template <class Scalar>
void RgrlLearner<Scalar>::record(const TransitionBatch& transitions) {
  for (std::size_t i = 0; i < transitions.slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    const bool terminated = transitions.terminated[i] != 0;
    const bool truncated = transitions.truncated[i] != 0;
    auto& recorder = recorders_[static_cast<std::size_t>(transitions.slots[i])];
    recorder.record(*setup_->state_encoder, *reward_encoder_, setup_->action_codec, transitions.actions.col(column),
                    {transitions.rewards[column], transitions.next_observations.col(column), terminated, truncated});
    if (terminated || truncated) {
      experience_.add(recorder.take(experience_.chunk()));
      ++episodes_since_learning_;
    }
  }
}

template <class Scalar>
void RgrlLearner<Scalar>::end_group() {
  if (round_ == Round::none) begin_phase_if_due();
  go_on();
}

template <class Scalar>
void RgrlLearner<Scalar>::begin_online_round_if_due() {
  const int interval = setup_->options.learning.online_interval;
  if (interval == 0 || ++steps_since_round_ < interval) return;
  steps_since_round_ = 0;
  for (auto& recorder : recorders_) experience_.add(recorder.take(experience_.chunk()));
  ++rounds_;
  begin(Round::online);
}

template <class Scalar>
void RgrlLearner<Scalar>::begin_phase_if_due() {
  if (episodes_since_learning_ < setup_->options.learning.interval) return;
  episodes_since_learning_ = 0;
  ++phases_;
  begin(Round::phase);
}

/// Of the round that is going on; rounds of either kind are counted.
template <class Scalar>
RngKey RgrlLearner<Scalar>::round_key() const {
  if (round_ == Round::online) return key_.derive("online").derive(static_cast<std::uint64_t>(rounds_ - 1));
  return key_.derive("replay").derive(static_cast<std::uint64_t>(phases_ - 1));
}

template <class Scalar>
void RgrlLearner<Scalar>::begin(Round round) {
  round_ = round;
  has_learned_.assign(members_.size(), 0);
  statistics_.assign(members_.size(), {});
  Rng eviction_rng(round_key().derive("eviction"));
  evict<Scalar>(setup_->options.replay, experience_, members_, eviction_rng);
}

/// Goes on with the round, if any, up to its end.
template <class Scalar>
void RgrlLearner<Scalar>::go_on() {
  if (round_ == Round::none) return;
  train_members();
  PhaseStatistics mean;
  const auto count = static_cast<double>(members_.size());
  for (const auto& member : statistics_) {
    mean.reward_loss += member.reward_loss / count;
    mean.state_loss += member.state_loss / count;
    mean.gradient_norm += member.gradient_norm / count;
  }
  diagnostics_ = {static_cast<double>(experience_.size()), mean.reward_loss, mean.state_loss, mean.gradient_norm};
  policy_.set_ensemble(copy_parameters(members_));
  round_ = Round::none;
}

template <class Scalar>
void RgrlLearner<Scalar>::train_member(std::size_t index) {
  if (has_learned_[index] != 0) return;
  const RngKey key = round_key().derive(static_cast<std::uint64_t>(index));
  Member<Scalar>& member = members_[index];
  statistics_[index] =
      round_ == Round::online ? member.learn_online(experience_, key, pause_) : member.learn(experience_, key, pause_);
  has_learned_[index] = 1;
}

/// Members learn in parallel; each has its own key and its own place for statistics.
template <class Scalar>
void RgrlLearner<Scalar>::train_members() {
  std::atomic<bool> paused = false;
  parallel_for(setup_->learning_threads, static_cast<Index>(members_.size()), [&](Index i) {
    try {
      train_member(static_cast<std::size_t>(i));
    } catch (const DivergenceError& error) {
      throw DivergenceError("member " + std::to_string(i) + ": " + error.what());
    } catch (const Paused&) {
      paused = true;
    }
  });
  if (paused) throw Paused();
}

template <class Scalar>
std::unique_ptr<Policy> RgrlLearner<Scalar>::snapshot(RngKey key, Index num_envs) const {
  auto policy = std::make_unique<RgrlPolicy<Scalar>>(setup_, copy_parameters(members_), key, num_envs);
  policy->set_noise(policy_.noise());
  return policy;
}

template <class Scalar>
std::vector<std::string> RgrlLearner<Scalar>::diagnostic_names() const {
  return {"windows", "reward_loss", "state_loss", "gradient_norm"};
}

template <class Scalar>
std::vector<double> RgrlLearner<Scalar>::take_diagnostics() {
  return std::exchange(diagnostics_, {});
}

template <class Scalar>
void RgrlLearner<Scalar>::save(StateWriter& writer) const {
  writer.write("episodes_since_learning", episodes_since_learning_);
  writer.write("phases", phases_);
  writer.write("steps_since_round", steps_since_round_);
  writer.write("rounds", rounds_);
  for (const auto& member : members_) member.save(writer);
  policy_.save(writer);
  for (const auto& recorder : recorders_) recorder.save(writer);
  experience_.save(writer);
  writer.write("round", static_cast<std::int64_t>(round_));
  if (round_ != Round::none) save_round(writer);
  writer.write_matrix<double>(
      "diagnostics", Eigen::Map<const Vector<double>>(diagnostics_.data(), static_cast<Index>(diagnostics_.size())));
}

template <class Scalar>
void RgrlLearner<Scalar>::load(StateReader& reader) {
  episodes_since_learning_ = reader.read_count("episodes_since_learning");
  phases_ = reader.read_count("phases");
  steps_since_round_ = reader.read_count("steps_since_round");
  rounds_ = reader.read_count("rounds");
  for (auto& member : members_) member.load(reader);
  policy_.load(reader);
  policy_.set_ensemble(copy_parameters(members_));
  for (auto& recorder : recorders_) recorder.load(reader);
  experience_.load(reader);
  if (!experience_.is_of_size(recorders_.front().finish())) {
    throw StateError("episode: its vectors have another size than those of this learner");
  }
  check_priorities();
  round_ = static_cast<Round>(reader.read_integer("round", 0, static_cast<std::int64_t>(Round::online)));
  if (round_ != Round::none) load_round(reader);
  const Matrix<double> diagnostics = reader.read_matrix<double>("diagnostics");
  diagnostics_.assign(diagnostics.data(), diagnostics.data() + diagnostics.size());
}

template <class Scalar>
void RgrlLearner<Scalar>::save_round(StateWriter& writer) const {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    writer.write("has_learned", static_cast<std::int64_t>(has_learned_[i]));
    writer.write("reward_loss", statistics_[i].reward_loss);
    writer.write("state_loss", statistics_[i].state_loss);
    writer.write("gradient_norm", statistics_[i].gradient_norm);
  }
}

template <class Scalar>
void RgrlLearner<Scalar>::load_round(StateReader& reader) {
  has_learned_.assign(members_.size(), 0);
  statistics_.assign(members_.size(), {});
  for (std::size_t i = 0; i < members_.size(); ++i) {
    has_learned_[i] = static_cast<char>(reader.read_flag("has_learned"));
    statistics_[i].reward_loss = reader.read_finite("reward_loss");
    statistics_[i].state_loss = reader.read_finite("state_loss");
    statistics_[i].gradient_norm = reader.read_finite("gradient_norm");
  }
}

/// All members must have priorities of the same windows of the experience.
template <class Scalar>
void RgrlLearner<Scalar>::check_priorities() const {
  for (const auto& member : members_) {
    const Index size = member.priorities().size();
    if (size > experience_.size() || size != members_.front().priorities().size()) {
      throw StateError("priorities: they are not those of the experience");
    }
  }
}

template class RgrlLearner<float>;
template class RgrlLearner<double>;

}  // namespace rlrun::learners::rgrl
