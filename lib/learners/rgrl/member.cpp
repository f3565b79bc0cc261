#include "lib/learners/rgrl/member.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "lib/core/error.hpp"
#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/priority.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// Windows a pass over the whole experience takes at once.
constexpr Index scan_width = 64;

/// Calls visit(windows) for [next, end) in consecutive batches of scan_width window numbers; `next` moves on behind
/// every batch, and between two of them the pass may be broken off.
template <class Visit>
void scan(std::int64_t& next, Index end, const PauseRequest& pause, Visit&& visit) {
  std::array<Index, scan_width> numbers{};
  while (next < end) {
    const std::span windows(numbers.data(), static_cast<std::size_t>(std::min(scan_width, end - next)));
    std::iota(windows.begin(), windows.end(), next);
    visit(std::span<const Index>(windows));
    next += static_cast<std::int64_t>(windows.size());
    if (next < end && pause && pause()) throw Paused();
  }
}

/// Steps of a batch up to which an update that stores no gradient has the bits of one that does: Eigen adds up more of
/// them in another order.
constexpr Index most_steps_in_place = 7;

/// Whether an update is plain gradient descent on few steps.
bool updates_in_place(const RgrlOptions& options) {
  return options.optimiser.is_plain() && options.learning.ewc_lambda == 0.0 &&
         Index{options.learning.chunk} * options.learning.batch_size <= most_steps_in_place;
}

}  // namespace

template <class Scalar>
Member<Scalar>::Member(const WorldModel& model, const RgrlOptions& options, RngKey initialisation_key)
    : model_(&model),
      options_(options),
      parameters_(model.layout),
      d_parameters_(model.layout),
      optimiser_(options.optimiser, model.layout.size()),
      in_place_(updates_in_place(options)),
      anchor_(model.layout),
      fisher_(model.layout),
      update_pass_(model, options.learning.chunk, options.learning.batch_size, options.dropout),
      scan_pass_(model, options.learning.chunk, scan_width, options.dropout),
      windows_(static_cast<std::size_t>(options.learning.batch_size)) {
  Rng rng(initialisation_key);
  initialise(model, options.head_initialiser, rng, parameters_);
}

/// Of the present phase; those of the phases fall as 1 / (1 + phase / decay_phases).
template <class Scalar>
double Member<Scalar>::first_learning_rate() const {
  const double decay_phases = options_.learning.decay_phases;
  const double decay = decay_phases > 0.0 ? static_cast<double>(phases_) / decay_phases : 0.0;
  return options_.optimiser.learning_rate / (1.0 + decay);
}

/// Falls linearly over a phase, from the first one at the first update to final_rate of it at the last.
template <class Scalar>
double Member<Scalar>::learning_rate(int update) const {
  const LearningOptions& learning = options_.learning;
  const double progress = static_cast<double>(update) / std::max(1, learning.updates - 1);
  return first_learning_rate() * (1.0 - (1.0 - learning.final_rate) * progress);
}

template <class Scalar>
void Member<Scalar>::draw(Rng& rng, std::span<Index> windows) const {
  for (Index& window : windows) {
    window = options_.replay.sampling == Sampling::prioritised
                 ? priorities_.find(rng.uniform())
                 : static_cast<Index>(rng.below(static_cast<std::uint64_t>(priorities_.size())));
  }
}

/// Renews the priorities from window phase_.next_rated on.
template <class Scalar>
void Member<Scalar>::rate(const Experience<Scalar>& experience, const PauseRequest& pause) {
  if (phase_.next_rated >= experience.size()) return;
  const LiveWeights<Scalar> weights(parameters_);
  scan(phase_.next_rated, experience.size(), pause, [&](std::span<const Index> windows) {
    scan_pass_.predict(weights, experience, windows, false, phase_.dropout);
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const double error = scan_pass_.priority_error(static_cast<Index>(i), options_.replay.priority_error);
      priorities_.set(windows[i], priority(options_.replay, error));
    }
  });
}

template <class Scalar>
void Member<Scalar>::renew_drawn(std::span<const Index> windows) {
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const double error = update_pass_.priority_error(static_cast<Index>(i), options_.replay.priority_error);
    priorities_.set(windows[i], priority(options_.replay, error));
  }
}

template <class Scalar>
void Member<Scalar>::forget(WindowRange windows) {
  if (windows.first + windows.count <= priorities_.size()) priorities_.remove(windows.first, windows.count);
}

template <class Scalar>
bool Member<Scalar>::refresh_is_due() const {
  const ReplayOptions& replay = options_.replay;
  return replay.sampling == Sampling::prioritised && replay.refresh_interval > 0 &&
         updates_since_refresh_ >= replay.refresh_interval;
}

/// New windows are to get a priority, unless all are to get one anew before the first update.
template <class Scalar>
void Member<Scalar>::begin_phase(const Experience<Scalar>& experience, RngKey key) {
  phase_ = Phase(key);
  phase_.is_on = true;
  const bool rates_new = options_.replay.sampling == Sampling::prioritised && !refresh_is_due();
  phase_.next_rated = rates_new ? priorities_.size() : experience.size();
  priorities_.resize(experience.size());
}

template <class Scalar>
void Member<Scalar>::update_once(const Experience<Scalar>& experience) {
  ++updates_since_refresh_;
  draw(phase_.draw, windows_);
  const PhaseStatistics step = update(experience, windows_, phase_.dropout);
  if (options_.replay.sampling == Sampling::prioritised && options_.replay.refresh_drawn) renew_drawn(windows_);
  phase_.sum.reward_loss += step.reward_loss;
  phase_.sum.state_loss += step.state_loss;
  phase_.sum.gradient_norm += step.gradient_norm;
  ++phase_.updates;
}

/// learning_rate(i): that of update i.
template <class Scalar>
template <class LearningRate>
PhaseStatistics Member<Scalar>::update_many(const Experience<Scalar>& experience, int updates,
                                            LearningRate&& learning_rate, const PauseRequest& pause) {
  rate(experience, pause);
  while (phase_.updates < updates) {
    if (refresh_is_due()) {
      updates_since_refresh_ = 0;
      phase_.next_rated = 0;
    }
    rate(experience, pause);
    optimiser_.set_learning_rate(learning_rate(static_cast<int>(phase_.updates)));
    update_once(experience);
    if (phase_.updates < updates && pause && pause()) throw Paused();
  }
  nn::check_finite(parameters_, "parameters");
  return {phase_.sum.reward_loss / updates, phase_.sum.state_loss / updates, phase_.sum.gradient_norm / updates};
}

template <class Scalar>
PhaseStatistics Member<Scalar>::learn(const Experience<Scalar>& experience, RngKey key, const PauseRequest& pause) {
  if (experience.size() == 0) return {};
  if (!phase_.is_on) {
    updates_since_refresh_ = options_.replay.refresh_interval;  // a phase begins with all priorities anew
    begin_phase(experience, key);
  }
  const PhaseStatistics mean = update_many(
      experience, options_.learning.updates, [this](int update) { return learning_rate(update); }, pause);
  if (options_.learning.ewc_lambda > 0.0) consolidate(experience, phase_.dropout, pause);
  ++phases_;
  phase_.is_on = false;
  return mean;
}

template <class Scalar>
PhaseStatistics Member<Scalar>::learn_online(const Experience<Scalar>& experience, RngKey key,
                                             const PauseRequest& pause) {
  if (experience.size() == 0) return {};
  if (!phase_.is_on) begin_phase(experience, key);
  const PhaseStatistics mean = update_many(
      experience, options_.learning.online_updates, [this](int /*update*/) { return first_learning_rate(); }, pause);
  phase_.is_on = false;
  return mean;
}

/// A step along the gradient of the batch just predicted. Returns its squared norm.
template <class Scalar>
double Member<Scalar>::descend(const LiveWeights<Scalar>& weights, Index windows) {
  const nn::Loss loss = options_.learning.loss;
  if (in_place_) {
    return update_pass_.descend(weights, loss, static_cast<Scalar>(optimiser_.learning_rate()), parameters_);
  }
  update_pass_.accumulate_gradient(weights, loss, windows, d_parameters_);
  if (options_.learning.ewc_lambda > 0.0) {
    // d/dW (lambda / 2) F (W - W*)^2, equation (5)
    d_parameters_.flat().array() += static_cast<Scalar>(options_.learning.ewc_lambda) * fisher_.flat().array() *
                                    (parameters_.flat() - anchor_.flat()).array();
  }
  return optimiser_.step_and_clear(d_parameters_.flat(), parameters_.flat());
}

template <class Scalar>
PhaseStatistics Member<Scalar>::update(const Experience<Scalar>& experience, std::span<const Index> windows,
                                       Rng& dropout_rng) {
  const LiveWeights<Scalar> weights(parameters_);
  const auto count = static_cast<Index>(windows.size());
  const nn::Loss loss = options_.learning.loss;
  update_pass_.predict(weights, experience, windows, true, dropout_rng);
  const double norm = std::sqrt(descend(weights, count));
  if (!std::isfinite(norm)) {
    nn::check_finite(parameters_, "gradient");
    throw DivergenceError("gradient: its norm overflows");
  }

  const auto steps = static_cast<double>(experience.chunk() * count);
  const auto mean = [steps](double loss_sum, Index entries) {
    return loss_sum / (steps * static_cast<double>(entries));
  };
  return {.reward_loss = mean(update_pass_.reward_loss_sum(loss), model_->shape.reward_size),
          .state_loss = mean(update_pass_.state_loss_sum(loss), model_->shape.state_size),
          .gradient_norm = norm};
}

template <class Scalar>
double Member<Scalar>::elastic_penalty() const {
  const auto distance = (parameters_.flat() - anchor_.flat()).array().square();
  return options_.learning.ewc_lambda / 2.0 * static_cast<double>((fisher_.flat().array() * distance).sum());
}

template <class Scalar>
void Member<Scalar>::consolidate(const Experience<Scalar>& experience, Rng& dropout_rng, const PauseRequest& pause) {
  if (!phase_.consolidates) {
    fisher_.flat().setZero();
    phase_.consolidates = true;
    phase_.next_consolidated = 0;
  }
  const LiveWeights<Scalar> weights(parameters_);
  scan(phase_.next_consolidated, experience.size(), pause, [&](std::span<const Index> windows) {
    scan_pass_.predict(weights, experience, windows, true, dropout_rng);
    scan_pass_.accumulate_gradient(weights, options_.learning.loss, experience.size(), fisher_);
  });
  fisher_.flat() = fisher_.flat().array().square();
  anchor_ = parameters_;
  phase_.consolidates = false;
}

template <class Scalar>
void Member<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("parameters", parameters_.flat());
  writer.write_matrix<Scalar>("anchor", anchor_.flat());
  writer.write_matrix<Scalar>("fisher", fisher_.flat());
  optimiser_.save(writer);
  writer.write("phases", phases_);
  writer.write("updates_since_refresh", updates_since_refresh_);
  Vector<double> weights(priorities_.size());
  for (Index i = 0; i < priorities_.size(); ++i) weights[i] = priorities_.get(i);
  writer.write_matrix<double>("priorities", weights);
  save_phase(writer);
}

template <class Scalar>
void Member<Scalar>::load(StateReader& reader) {
  reader.read_into<Scalar>("parameters", parameters_.flat());
  reader.read_into<Scalar>("anchor", anchor_.flat());
  reader.read_into<Scalar>("fisher", fisher_.flat());
  optimiser_.load(reader);
  phases_ = reader.read_count("phases");
  updates_since_refresh_ = reader.read_count("updates_since_refresh");
  const Matrix<double> weights = reader.template read_matrix<double>("priorities");
  if (!weights.allFinite() || (weights.array() < 0.0).any()) throw StateError("priorities: one is no weight");
  priorities_.resize(0);
  priorities_.resize(weights.size());
  for (Index i = 0; i < weights.size(); ++i) priorities_.set(i, weights(i));
  load_phase(reader);
}

template <class Scalar>
void Member<Scalar>::save_phase(StateWriter& writer) const {
  writer.write("phase_is_on", static_cast<std::int64_t>(phase_.is_on));
  if (!phase_.is_on) return;
  writer.write("phase_updates", phase_.updates);
  writer.write("phase_reward_loss", phase_.sum.reward_loss);
  writer.write("phase_state_loss", phase_.sum.state_loss);
  writer.write("phase_gradient_norm", phase_.sum.gradient_norm);
  writer.write("phase_draw", phase_.draw);
  writer.write("phase_dropout", phase_.dropout);
  writer.write("phase_next_rated", phase_.next_rated);
  writer.write("phase_consolidates", static_cast<std::int64_t>(phase_.consolidates));
  writer.write("phase_next_consolidated", phase_.next_consolidated);
}

template <class Scalar>
void Member<Scalar>::load_phase(StateReader& reader) {
  phase_ = Phase(RngKey());
  phase_.is_on = reader.read_flag("phase_is_on");
  if (!phase_.is_on) return;
  phase_.updates = reader.read_count("phase_updates");
  phase_.sum.reward_loss = reader.read_finite("phase_reward_loss");
  phase_.sum.state_loss = reader.read_finite("phase_state_loss");
  phase_.sum.gradient_norm = reader.read_finite("phase_gradient_norm");
  phase_.draw = reader.read_rng("phase_draw");
  phase_.dropout = reader.read_rng("phase_dropout");
  phase_.next_rated = reader.read_integer("phase_next_rated", 0, priorities_.size());
  phase_.consolidates = reader.read_flag("phase_consolidates");
  phase_.next_consolidated = reader.read_integer("phase_next_consolidated", 0, priorities_.size());
}

template class Member<float>;
template class Member<double>;

}  // namespace rlrun::learners::rgrl
