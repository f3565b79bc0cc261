#include "lib/learners/baselines/table/cell_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rlrun::learners::table {

CellTable::CellTable(CellTableOptions options, Index actions)
    : options_(std::move(options)), targets_(Vector<double>::Zero(actions)) {}

CellTable::Cell CellTable::cell_of(const VectorView<double>& observation) const {
  const double bins = options_.bins;
  Cell cell = 0;
  for (Index i = observation.size(); i-- > 0;) {
    const double low = options_.range.low[i];
    const double place = (observation[i] - low) / (options_.range.high[i] - low);
    cell = cell * options_.bins + static_cast<Cell>(std::clamp(std::floor(bins * place), 0.0, bins - 1.0));
  }
  return cell;
}

Eigen::Map<Vector<double>> CellTable::scores_at(std::size_t row) {
  return {scores_.data() + row * static_cast<std::size_t>(actions()), actions()};
}

void CellTable::score(const MatrixView<double>& observations, MutableMatrixView<double> scores) {
  for (Index column = 0; column < observations.cols(); ++column) {
    const auto found = rows_.find(cell_of(observations.col(column)));
    if (found == rows_.end()) {
      scores.col(column).setConstant(options_.initial_score);
    } else {
      scores.col(column) = scores_at(found->second);
    }
  }
}

std::size_t CellTable::require_row(Cell cell) {
  const auto [entry, is_new] = rows_.try_emplace(cell, cells_.size());
  if (is_new) {
    cells_.push_back(cell);
    scores_.resize(scores_.size() + static_cast<std::size_t>(actions()), options_.initial_score);
  }
  return entry->second;
}

void CellTable::learn(const MatrixView<double>& observations, std::span<const Index> actions,
                      std::span<const double> reinforcements) {
  for (std::size_t i = 0; i < actions.size(); ++i) {
    auto scores = scores_at(require_row(cell_of(observations.col(static_cast<Index>(i)))));
    reinforcement_modified::desired_output<double>(options_.desired_output, scores, actions[i], reinforcements[i],
                                                   targets_);
    scores += options_.learning_rate * (targets_ - scores);
  }
}

std::unique_ptr<reinforcement_modified::ActionScores> CellTable::clone(Index /*capacity*/) const {
  return std::make_unique<CellTable>(*this);
}

void CellTable::save(StateWriter& writer) const {
  Vector<double> numbers(static_cast<Index>(cells_.size()));
  std::ranges::transform(cells_, numbers.begin(), [](Cell cell) { return static_cast<double>(cell); });
  writer.write_matrix<double>("cells", numbers);
  writer.write_matrix<double>("scores",
                              Eigen::Map<const Vector<double>>(scores_.data(), static_cast<Index>(scores_.size())));
}

void CellTable::load(StateReader& reader) {
  const Matrix<double> numbers = reader.read_matrix<double>("cells");
  const double count = std::pow(options_.bins, static_cast<double>(options_.range.low.size()));
  rows_.clear();
  cells_.clear();
  scores_.clear();
  for (const double number : numbers.reshaped()) {
    if (!(number >= 0.0 && number < count)) throw StateError("'cells' holds what is no cell");
    if (require_row(static_cast<Cell>(number)) + 1 != cells_.size()) throw StateError("'cells' holds a cell twice");
  }
  reader.read_into<double>("scores", Eigen::Map<Vector<double>>(scores_.data(), static_cast<Index>(scores_.size())));
}

}  // namespace rlrun::learners::table
