#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "lib/core/state_io.hpp"
#include "lib/experiment/checkpoint.hpp"
#include "lib/experiment/piece_file.hpp"

namespace rlrun::experiment {

/// Keeps what is lasting in a run's state in files beside its checkpoints, so that a checkpoint writes what is new.
/// Two files take turns: a checkpoint needs none that the one before needs, and whichever file is damaged, one of the
/// two is whole. Only the process that made a file appends to it; where less than half of it would be of use, a new one
/// is begun. A state with little that lasts stays in the checkpoint as a whole.
class PieceStore {
 public:
  /// `last`: the number of the file that the checkpoint needs from which the run goes on; 0: none.
  explicit PieceStore(std::filesystem::path directory, long last = 0);

  /// Puts the state into the checkpoint; its pieces are on disk when this returns.
  /// Throws std::runtime_error with path and reason when one cannot be written.
  void put(const StateWriter& state, Checkpoint& checkpoint);

  /// To be called when that checkpoint is on disk: removes the files that neither it nor the one before needs.
  void clean(const Checkpoint& checkpoint);

 private:
  std::unique_ptr<PieceFile> file_for(const std::vector<Piece>& pieces);

  std::filesystem::path directory_;
  long last_;     ///< number of the file that the last checkpoint on disk needs
  long highest_;  ///< number given to a file so far
  std::unique_ptr<PieceFile> older_;
  std::unique_ptr<PieceFile> newer_;
};

}  // namespace rlrun::experiment
