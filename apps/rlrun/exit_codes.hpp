#pragma once

namespace rlrun::app {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_diverged = 3;
inline constexpr int exit_differs = 4;       ///< a comparison did not come out as it should, or runs are missing
inline constexpr int exit_interrupted = 75;  ///< --resume goes on

}  // namespace rlrun::app
