#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// Scores of all actions for an input, and how they learn: what a network and a table have in common.
/// One column is one input. No call works on more columns than the capacity that it was made with.
class ActionScores {
 public:
  virtual ~ActionScores() = default;

  [[nodiscard]] virtual Index actions() const = 0;

  /// observations: (observation_size x B); scores: (actions x B), overwritten. Nothing is allocated.
  virtual void score(const MatrixView<double>& observations, MutableMatrixView<double> scores) = 0;

  /// Inputs turn up, whatever is learned from them: statistics and encoders follow them.
  virtual void see(const MatrixView<double>& observations) = 0;

  /// One step towards the desired outputs of B judged actions: of a network towards all at once, of a table towards
  /// one after the other.
  /// Throws DivergenceError when a gradient is not finite.
  virtual void learn(const MatrixView<double>& observations, std::span<const Index> actions,
                     std::span<const double> reinforcements) = 0;

  /// Numbers that are kept to give the scores.
  [[nodiscard]] virtual Index memory() const = 0;

  /// Names and values of what else is worth a look; the names are fixed for its life.
  [[nodiscard]] virtual std::vector<std::string> diagnostic_names() const { return {}; }
  [[nodiscard]] virtual std::vector<double> diagnostics() const { return {}; }

  /// A copy for up to `capacity` columns that shares nothing with this.
  [[nodiscard]] virtual std::unique_ptr<ActionScores> clone(Index capacity) const = 0;

  virtual void save(StateWriter& writer) const = 0;
  virtual void load(StateReader& reader) = 0;
};

}  // namespace rlrun::learners::reinforcement_modified
