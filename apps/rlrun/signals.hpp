#pragma once

#include <csignal>

#include "lib/experiment/stop_flag.hpp"

namespace rlrun::app {

/// INT, TERM, HUP, USR1, USR2 and XCPU set this flag from now on, a second INT or TERM ends the program at once. A HUP
/// that is ignored, as below nohup, stays so. Writing into a file that may not grow any more, or to a pipe that nobody
/// reads, fails instead of ending the program.
const experiment::StopFlag& catch_signals();

/// Sets the same flag after this many seconds.
void stop_after(double seconds);

/// What asks the processes of runs to stop for a reason that may have reached them already: it is never a second signal
/// that ends them.
inline constexpr int pass_on_signal = SIGUSR2;

}  // namespace rlrun::app
