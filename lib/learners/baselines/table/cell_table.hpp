#pragma once

#include <unordered_map>
#include <vector>

#include "lib/learners/reinforcement_modified/action_scores.hpp"
#include "lib/learners/reinforcement_modified/desired_output.hpp"
#include "lib/learners/reinforcement_modified/input_scaling.hpp"

namespace rlrun::learners::table {

struct CellTableOptions {
  int bins = 8;                                   ///< a dimension, of equal width
  reinforcement_modified::InputRange range = {};  ///< what the bins part; inputs beyond count into the last bin
  double learning_rate = 1.0;                     ///< share of the way to the desired output that one lesson goes
  double initial_score = 0.5;
  reinforcement_modified::DesiredOutputOptions desired_output = {};
};

/// More cells than this cannot be told apart by a number that a double holds exactly.
constexpr double most_cells = 9007199254740992.0;

/// Scores in a table: inputs are partitioned into cells, and each cell has a score of its own for every action.
/// Memory is taken for a cell when it is first learned from; all others have the initial score.
class CellTable final : public reinforcement_modified::ActionScores {
 public:
  /// Requires bins ^ inputs <= most_cells.
  CellTable(CellTableOptions options, Index actions);

  [[nodiscard]] Index actions() const override { return targets_.size(); }
  void score(const MatrixView<double>& observations, MutableMatrixView<double> scores) override;
  void see(const MatrixView<double>& /*observations*/) override {}
  void learn(const MatrixView<double>& observations, std::span<const Index> actions,
             std::span<const double> reinforcements) override;
  [[nodiscard]] Index memory() const override { return static_cast<Index>(scores_.size()); }
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {"cells"}; }
  [[nodiscard]] std::vector<double> diagnostics() const override { return {static_cast<double>(cells_.size())}; }
  [[nodiscard]] std::unique_ptr<ActionScores> clone(Index capacity) const override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  /// The number of a cell: its bins are digits, the first input's has the least weight.
  using Cell = std::int64_t;

  [[nodiscard]] Cell cell_of(const VectorView<double>& observation) const;
  [[nodiscard]] Eigen::Map<Vector<double>> scores_at(std::size_t row);
  std::size_t require_row(Cell cell);

  CellTableOptions options_;
  std::unordered_map<Cell, std::size_t> rows_;  ///< only ever looked up, so that its order has no effect
  std::vector<Cell> cells_;                     ///< in the order of their first lesson
  std::vector<double> scores_;                  ///< of cells_, action by action
  Vector<double> targets_;
};

}  // namespace rlrun::learners::table
