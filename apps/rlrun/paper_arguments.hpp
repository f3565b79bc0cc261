#pragma once

#include <vector>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/paper_runs.hpp"

namespace rlrun::app {

/// What the subcommands on the experiments of papers have in common.
std::vector<Argument> paper_arguments(PaperRequest& request);

}  // namespace rlrun::app
