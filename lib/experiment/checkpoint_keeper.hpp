#pragma once

#include <filesystem>
#include <string>

#include "lib/experiment/checkpoint.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/piece_store.hpp"
#include "lib/experiment/reporter.hpp"

namespace rlrun::experiment {

/// Saves a run from time to time. When it does so changes nothing in the run's results.
class CheckpointKeeper {
 public:
  struct Options {
    std::filesystem::path directory;
    std::string config_hash;
    double start_time = 0.0;  ///< of the run's first segment
    long every = 0;           ///< environment steps between two checkpoints; 0: some minutes
    long pieces_file = 0;     ///< number of that of the checkpoint that the run goes on from; 0: none
  };

  CheckpointKeeper(Options options, const EpisodeLoop& loop, Reporter& reporter);

  /// Saves when it is time to; to be called at the loop's safe points.
  void visit();
  /// May be called from several threads while nothing is being saved.
  [[nodiscard]] bool is_time() const;
  /// Throws std::runtime_error when something cannot be written, DivergenceError when a number of the state is not
  /// finite; then the last checkpoint is still there.
  void save();

 private:
  Options options_;
  const EpisodeLoop& loop_;
  Reporter& reporter_;
  PieceStore pieces_;
  Stopwatch stopwatch_;
  long saved_steps_ = 0;
  double saved_seconds_ = 0.0;
};

}  // namespace rlrun::experiment
