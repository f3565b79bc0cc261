#pragma once

namespace rlrun::app {

/// Sees to it that the stacks of this process hold the products of large matrices. Where the limit (ulimit -s) is too
/// low it is raised and the program started again, for the stacks of threads take the limit from the start. Where it
/// may not be raised, stderr says so, and the result is false.
bool have_enough_stack(char** argv);

}  // namespace rlrun::app
