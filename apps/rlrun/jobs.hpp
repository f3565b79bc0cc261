#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "lib/experiment/stop_flag.hpp"

namespace rlrun::app {

/// How a piece of work ended that had a process of its own.
struct JobEnd {
  bool started = false;
  int exit_code = 0;
  int signal = 0;  ///< that ended it; 0: none
};

/// Has `perform(i)`, for i below `count`, done by processes that are copies of this one, at most `jobs` at a time, and
/// waits for all; what it returns is the exit code of its process. When asked to stop it asks those that run to stop as
/// well, by `pass_on_signal`, and starts no more. The processes end with this one, however that ends, and stand in its
/// process group, so that Ctrl-Z stops and `fg` continues all of them.
/// Throws std::runtime_error when a process cannot be started; by then those that ran have been asked to stop and have
/// ended. Requires that this process has a single thread.
std::vector<JobEnd> run_side_by_side(std::size_t count, int jobs, const std::function<int(std::size_t)>& perform,
                                     const experiment::StopFlag& stop);

}  // namespace rlrun::app
