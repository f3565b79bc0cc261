#include "lib/experiment/checkpoint_keeper.hpp"

#include <utility>

#include "lib/core/error.hpp"

namespace rlrun::experiment {
namespace {

constexpr double usual_interval = 300.0;  // seconds

}  // namespace

CheckpointKeeper::CheckpointKeeper(Options options, const EpisodeLoop& loop, Reporter& reporter)
    : options_(std::move(options)),
      loop_(loop),
      reporter_(reporter),
      pieces_(options_.directory, options_.pieces_file),
      saved_steps_(loop.steps()) {}

void CheckpointKeeper::visit() {
  if (is_time()) save();
}

void CheckpointKeeper::save() {
  Checkpoint checkpoint = {.config_hash = options_.config_hash,
                           .start_time = options_.start_time,
                           .files = {},
                           .state = "",
                           .pieces_file = 0,
                           .pieces = {}};
  reporter_.sync(checkpoint.files);
  StateWriter writer;
  loop_.save(writer);
  if (!writer.not_finite().empty()) throw DivergenceError("'" + writer.not_finite() + "' of the state is not finite");
  pieces_.put(writer, checkpoint);
  write_checkpoint(options_.directory, checkpoint);
  pieces_.clean(checkpoint);
  saved_steps_ = loop_.steps();
  saved_seconds_ = stopwatch_.seconds();
}

bool CheckpointKeeper::is_time() const {
  if (options_.every > 0) return loop_.steps() - saved_steps_ >= options_.every;
  return stopwatch_.seconds() - saved_seconds_ >= usual_interval;
}

}  // namespace rlrun::experiment
