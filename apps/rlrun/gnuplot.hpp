#pragma once

#include <filesystem>

namespace rlrun::app {

/// Has gnuplot perform a script and waits for its end; what it has to say goes to stderr. Throws std::runtime_error
/// when gnuplot cannot be started or fails.
void run_gnuplot(const std::filesystem::path& script);

}  // namespace rlrun::app
