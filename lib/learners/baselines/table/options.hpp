#pragma once

#include "lib/learners/baselines/table/cell_table.hpp"
#include "lib/learners/reinforcement_modified/shared_options.hpp"

namespace rlrun::learners::table {

struct TableOptions {
  Index actions = 0;
  reinforcement_modified::LearnerOptions learner = {};
  CellTableOptions cells = {};
};

/// Reads the keys of `learner:` beside the name.
TableOptions read_options(config::Reader& reader, const config::LearnerContext& context);

}  // namespace rlrun::learners::table
