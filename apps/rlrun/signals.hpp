#pragma once

#include "lib/experiment/stop_flag.hpp"

namespace rlrun::app {

/// From now on SIGINT and SIGTERM ask the runs of this process to stop; the second one of a kind ends it at once.
/// A write beyond the file size limit becomes an error instead of a signal.
const experiment::StopFlag& catch_signals();

}  // namespace rlrun::app
