#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/core/state_io.hpp"
#include "lib/learners/map_propagation/team_options.hpp"

namespace rlrun::learners::map_propagation {

/// A network of stochastic units with all that it needs to learn: actor or critic. Its batch has one column for every
/// running environment; eligibility traces belong to slots.
template <class Scalar>
class Team {
 public:
  /// `name`: of this team in errors. `slots`: eligibility traces that it keeps, 0 for learning without.
  Team(std::string name, StochasticNetwork network, const TeamOptions& options, RngKey key, Index batch_size,
       Index slots);

  [[nodiscard]] const StochasticNetwork& network() const { return network_; }
  [[nodiscard]] const TeamOptions& options() const { return options_; }
  [[nodiscard]] const nn::Parameters<Scalar>& parameters() const { return parameters_; }
  [[nodiscard]] const Activity<Scalar>& activity() const { return activity_; }

  /// Shows the inputs (input_size x columns.count) to these columns and draws all values.
  void sample(const MatrixView<double>& inputs, Columns columns);
  /// Takes values instead of drawing them: those of every layer, the input first. For replays.
  void set_values(std::span<const Matrix<double>> values, Columns columns);
  void set_parameters(const nn::Parameters<Scalar>& parameters);
  /// What column `from` holds is also held by column `to`.
  void copy_column(Index from, Index to);
  /// Means of the sampled values with the weights as they are now.
  void renew_means(Columns columns);

  /// Errors of all layers by the rule of `credit`. `block` numbers the columns for the noise of settling.
  /// Different columns may be worked on at the same time.
  std::optional<SettlingFailure> assign_credit(Columns columns, bool means_are_current, Index block);
  /// To be called once before the blocks of a batch: each call has its own noise.
  void begin_settling() { ++settlings_; }
  /// Throws DivergenceError that names team, layer and settling step.
  [[noreturn]] void report(const SettlingFailure& failure) const;

  [[nodiscard]] const nn::Parameters<Scalar>& trace(Index slot) const {
    return traces_[static_cast<std::size_t>(slot)];
  }
  void clear_trace(Index slot);
  /// trace = decay * trace + factor * (errors x inputs) for column i, whose trace is that of slots[i].
  void accumulate(std::span<const Index> slots, std::span<const double> factors, double decay);

  /// The ascent direction of the next update: that of all calls since the last update added up, weighted.
  void add_trace(Index slot, double weight);
  /// The same without traces, for column after column; overwrites the errors.
  void add_errors(Columns columns, std::span<const double> weights);
  /// Adds weight * (gradient of the output's entropy), by backpropagation; overwrites the errors.
  void add_entropy(Columns columns, double weight);
  /// Multiplies the ascent direction.
  void scale_gradient(double factor);

  /// Moves the weights along the ascent direction and begins a new one. `number`: of this update in the schedule of
  /// learning rates, counted from 1. Throws DivergenceError for a direction that is not finite.
  void update(std::int64_t number);
  /// One step of feedback weights of their own, from the values as drawn.
  void learn_feedback(Columns columns) { feedback_.learn(network_, activity_, columns); }

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  std::string name_;
  StochasticNetwork network_;
  TeamOptions options_;
  nn::Parameters<Scalar> parameters_;
  Feedback<Scalar> feedback_;
  std::vector<nn::Optimiser<Scalar>> optimisers_;  ///< one a layer
  std::vector<nn::Parameters<Scalar>> traces_;     ///< one a slot
  nn::Parameters<Scalar> d_parameters_;            ///< what the optimisers descend: minus the ascent direction
  Activity<Scalar> activity_;
  Rng rng_;
  RngKey settling_key_;
  std::int64_t settlings_ = 0;
};

}  // namespace rlrun::learners::map_propagation
