#pragma once

#include "lib/experiment/stop_flag.hpp"

namespace rlrun::app {

/// From now on SIGINT, SIGTERM, SIGUSR1 and the end of stop_after's time ask the runs of this process to stop; the
/// second one of a kind ends it at once. A write beyond the file size limit becomes an error instead of a signal.
const experiment::StopFlag& catch_signals();

/// Asks the runs to stop after so many seconds.
void stop_after(double seconds);

}  // namespace rlrun::app
