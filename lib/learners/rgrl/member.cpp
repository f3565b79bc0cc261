#include "lib/learners/rgrl/member.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lib/core/error.hpp"
#include "lib/learners/rgrl/priority.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// Windows a pass over the whole experience takes at once.
constexpr Index scan_width = 64;

/// Calls visit(windows) for [first, end) in consecutive batches of scan_width window numbers.
template <class Visit>
void scan(Index first, Index end, Visit&& visit) {
  std::vector<Index> windows;
  for (; first < end; first += scan_width) {
    windows.resize(static_cast<std::size_t>(std::min(scan_width, end - first)));
    std::iota(windows.begin(), windows.end(), first);
    visit(std::span<const Index>(windows));
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
      scan_pass_(model, options.learning.chunk, scan_width, options.dropout) {
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

/// Renews the priorities of window `first` and all later ones.
template <class Scalar>
void Member<Scalar>::refresh(const Experience<Scalar>& experience, Index first, Rng& dropout_rng) {
  const LiveWeights<Scalar> weights(parameters_);
  scan(first, experience.size(), [&](std::span<const Index> windows) {
    scan_pass_.predict(weights, experience, windows, false, dropout_rng);
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
void Member<Scalar>::rate_new_windows(const Experience<Scalar>& experience, Rng& dropout_rng) {
  const Index known = priorities_.size();
  priorities_.resize(experience.size());
  const ReplayOptions& replay = options_.replay;
  const bool all_are_due = replay.refresh_interval > 0 && updates_since_refresh_ >= replay.refresh_interval;
  if (replay.sampling == Sampling::prioritised && !all_are_due) refresh(experience, known, dropout_rng);
}

template <class Scalar>
void Member<Scalar>::refresh_if_due(const Experience<Scalar>& experience, Rng& dropout_rng) {
  const ReplayOptions& replay = options_.replay;
  if (replay.sampling == Sampling::prioritised && replay.refresh_interval > 0 &&
      updates_since_refresh_ >= replay.refresh_interval) {
    refresh(experience, 0, dropout_rng);
    updates_since_refresh_ = 0;
  }
  ++updates_since_refresh_;
}

/// learning_rate(i): that of update i.
template <class Scalar>
template <class LearningRate>
PhaseStatistics Member<Scalar>::update_many(const Experience<Scalar>& experience, int updates,
                                            LearningRate&& learning_rate, Generators& generators) {
  PhaseStatistics sum;
  rate_new_windows(experience, generators.dropout);
  std::vector<Index> windows(static_cast<std::size_t>(options_.learning.batch_size));
  for (int i = 0; i < updates; ++i) {
    refresh_if_due(experience, generators.dropout);
    draw(generators.draw, windows);
    optimiser_.set_learning_rate(learning_rate(i));
    const PhaseStatistics step = update(experience, windows, generators.dropout);
    if (options_.replay.sampling == Sampling::prioritised && options_.replay.refresh_drawn) renew_drawn(windows);
    sum.reward_loss += step.reward_loss;
    sum.state_loss += step.state_loss;
    sum.gradient_norm += step.gradient_norm;
  }
  nn::check_finite(parameters_, "parameters");
  return {sum.reward_loss / updates, sum.state_loss / updates, sum.gradient_norm / updates};
}

template <class Scalar>
PhaseStatistics Member<Scalar>::learn(const Experience<Scalar>& experience, RngKey key) {
  if (experience.size() == 0) return {};
  Generators generators(key);
  updates_since_refresh_ = options_.replay.refresh_interval;  // a phase begins with all priorities anew
  const PhaseStatistics mean = update_many(
      experience, options_.learning.updates, [this](int update) { return learning_rate(update); }, generators);
  ++phases_;
  if (options_.learning.ewc_lambda > 0.0) consolidate(experience, generators.dropout);
  return mean;
}

template <class Scalar>
PhaseStatistics Member<Scalar>::learn_online(const Experience<Scalar>& experience, RngKey key) {
  if (experience.size() == 0) return {};
  Generators generators(key);
  return update_many(
      experience, options_.learning.online_updates, [this](int /*update*/) { return first_learning_rate(); },
      generators);
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
void Member<Scalar>::consolidate(const Experience<Scalar>& experience, Rng& dropout_rng) {
  const LiveWeights<Scalar> weights(parameters_);
  fisher_.flat().setZero();
  scan(0, experience.size(), [&](std::span<const Index> windows) {
    scan_pass_.predict(weights, experience, windows, true, dropout_rng);
    scan_pass_.accumulate_gradient(weights, options_.learning.loss, experience.size(), fisher_);
  });
  fisher_.flat() = fisher_.flat().array().square();
  anchor_ = parameters_;
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
}

template <class Scalar>
void Member<Scalar>::load(StateReader& reader) {
  reader.read_into<Scalar>("parameters", parameters_.flat());
  reader.read_into<Scalar>("anchor", anchor_.flat());
  reader.read_into<Scalar>("fisher", fisher_.flat());
  optimiser_.load(reader);
  phases_ = reader.read_integer("phases");
  updates_since_refresh_ = reader.read_integer("updates_since_refresh");
  const Matrix<double> weights = reader.template read_matrix<double>("priorities");
  if (!weights.allFinite() || (weights.array() < 0.0).any()) throw StateError("priorities: one is no weight");
  priorities_.resize(0);
  priorities_.resize(weights.size());
  for (Index i = 0; i < weights.size(); ++i) priorities_.set(i, weights(i));
}

template class Member<float>;
template class Member<double>;

}  // namespace rlrun::learners::rgrl
