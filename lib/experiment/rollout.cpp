#include "lib/experiment/rollout.hpp"

#include <cmath>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun::experiment {

Rollout::Rollout(const config::EnvironmentMaker& make_environment, const RolloutOptions& options, RngKey key)
    : environments_(make_environment, options.num_envs),
      options_(options),
      key_(key),
      slots_(static_cast<std::size_t>(options.num_envs)),
      episodes_(slots_.size()),
      outcomes_(slots_.size()),
      terminated_(slots_.size()),
      truncated_(slots_.size()),
      rewards_(options.num_envs),
      observations_(environments_.spec().observation_size(), options.num_envs),
      next_observations_(observations_.rows(), options.num_envs),
      actions_(action_rows(environments_.spec().action_space), options.num_envs) {}

void Rollout::start_group(Policy& policy) {
  for (Index slot = 0; slot < options_.num_envs && episodes_left(); ++slot) begin_episode(policy, running_++, slot);
}

void Rollout::begin_episode(Policy& policy, Index column, Index slot) {
  const auto index = static_cast<std::size_t>(column);
  slots_[index] = slot;
  episodes_[index] = {.number = started_++};
  const long episode = episodes_[index].number;
  environments_.reset(slot, key_.derive(static_cast<std::uint64_t>(episode)), observations_.col(column));
  policy.begin_episode(slot, episode, observations_.col(column));
}

TransitionBatch Rollout::step(Policy& policy) {
  policy.act(observations_.leftCols(running_), slots(), actions_.leftCols(running_));
  require_finite_actions();
  step_environments();
  for (std::size_t column = 0; column < size(); ++column) count_step(column);
  in_step_ = true;
  return transitions();
}

TransitionBatch Rollout::transitions() const {
  return {.slots = slots(),
          .observations = observations_.leftCols(running_),
          .actions = actions_.leftCols(running_),
          .rewards = rewards_.head(running_),
          .next_observations = next_observations_.leftCols(running_),
          .terminated = {terminated_.data(), size()},
          .truncated = {truncated_.data(), size()}};
}

void Rollout::require_finite_actions() const {
  if (actions_.leftCols(running_).allFinite()) return;
  Index bad = 0;
  while (actions_.col(bad).allFinite()) ++bad;
  throw DivergenceError(moment(static_cast<std::size_t>(bad)) + "the action is not finite");
}

/// "episode 3, step 8: " of the step that is being taken.
std::string Rollout::moment(std::size_t column) const {
  const Episode& episode = episodes_[column];
  return "episode " + std::to_string(episode.number) + ", step " + std::to_string(episode.length + 1) + ": ";
}

void Rollout::step_environments() {
  try {
    environments_.step(slots(), actions_.leftCols(running_), next_observations_.leftCols(running_),
                       {outcomes_.data(), size()});
  } catch (const DivergenceError& error) {
    // The columns are stepped in order and the first bad one ends it.
    std::size_t bad = 0;
    while (std::isfinite(outcomes_[bad].reward) && next_observations_.col(static_cast<Index>(bad)).allFinite()) ++bad;
    throw DivergenceError(moment(bad) + error.what());
  }
}

void Rollout::count_step(std::size_t column) {
  Episode& episode = episodes_[column];
  const StepOutcome& outcome = outcomes_[column];
  episode.episode_return += outcome.reward;
  ++episode.length;
  episode.terminated = outcome.terminated;
  episode.truncated = !outcome.terminated && episode.length >= options_.time_limit;
  rewards_(static_cast<Index>(column)) = outcome.reward;
  terminated_[column] = static_cast<char>(episode.terminated);
  truncated_[column] = static_cast<char>(episode.truncated);
}

void Rollout::advance(Policy& policy) {
  in_step_ = false;
  observations_.swap(next_observations_);
  const bool restarts = options_.schedule == SlotSchedule::reset_at_once;
  Index kept = 0;
  for (Index column = 0; column < running_; ++column) {
    const auto from = static_cast<std::size_t>(column);
    const auto to = static_cast<std::size_t>(kept);
    if (episodes_[from].ended()) {
      if (!restarts || !episodes_left()) continue;
      begin_episode(policy, kept++, slots_[from]);
    } else {
      slots_[to] = slots_[from];
      episodes_[to] = episodes_[from];
      if (kept != column) observations_.col(kept) = observations_.col(column);
      ++kept;
    }
  }
  running_ = kept;
}

void Rollout::save(StateWriter& writer) const {
  environments_.save(writer);
  writer.write("started", static_cast<std::int64_t>(started_));
  writer.write("running", static_cast<std::int64_t>(running_));
  for (std::size_t column = 0; column < size(); ++column) {
    const Episode& episode = episodes_[column];
    writer.write("slot", static_cast<std::int64_t>(slots_[column]));
    writer.write("episode", static_cast<std::int64_t>(episode.number));
    writer.write("return", episode.episode_return);
    writer.write("length", static_cast<std::int64_t>(episode.length));
  }
  writer.write_matrix<double>("observations", observations_.leftCols(running_));
  writer.write("in_step", static_cast<std::int64_t>(in_step_));
  if (in_step_) save_step(writer);
}

void Rollout::save_step(StateWriter& writer) const {
  for (std::size_t column = 0; column < size(); ++column) {
    writer.write("terminated", static_cast<std::int64_t>(terminated_[column]));
    writer.write("truncated", static_cast<std::int64_t>(truncated_[column]));
  }
  writer.write_matrix<double>("rewards", rewards_.head(running_));
  writer.write_matrix<double>("actions", actions_.leftCols(running_));
  writer.write_matrix<double>("next_observations", next_observations_.leftCols(running_));
}

void Rollout::load_step(StateReader& reader) {
  for (std::size_t column = 0; column < size(); ++column) {
    episodes_[column].terminated = reader.read_flag("terminated");
    episodes_[column].truncated = reader.read_flag("truncated");
    terminated_[column] = static_cast<char>(episodes_[column].terminated);
    truncated_[column] = static_cast<char>(episodes_[column].truncated);
  }
  reader.read_into<double>("rewards", rewards_.head(running_));
  reader.read_into<double>("actions", actions_.leftCols(running_));
  reader.read_into<double>("next_observations", next_observations_.leftCols(running_));
}

void Rollout::load(StateReader& reader) {
  environments_.load(reader);
  started_ = reader.read_count("started");
  running_ = reader.read_integer("running", 0, options_.num_envs);
  std::vector<bool> taken(slots_.size());
  for (std::size_t column = 0; column < size(); ++column) {
    slots_[column] = reader.read_integer("slot", 0, options_.num_envs - 1);
    const auto slot = static_cast<std::size_t>(slots_[column]);
    if (taken[slot]) throw StateError("'slot' is that of two running episodes");
    taken[slot] = true;
    Episode& episode = episodes_[column];
    episode = {.number = reader.read_integer("episode", 0, started_ - 1)};
    episode.episode_return = reader.read_finite("return");
    episode.length = reader.read_count("length");
  }
  const Matrix<double> observations = reader.read_matrix<double>("observations");
  if (observations.rows() != observations_.rows() || observations.cols() != running_) {
    throw StateError("'observations' has another size than the running episodes");
  }
  observations_.leftCols(running_) = observations;
  in_step_ = reader.read_flag("in_step");
  if (in_step_) load_step(reader);
}

}  // namespace rlrun::experiment
