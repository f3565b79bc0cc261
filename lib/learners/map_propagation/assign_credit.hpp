#pragma once

#include "lib/learners/map_propagation/team.hpp"

namespace rlrun::learners::map_propagation {

/// Assigns credit in the first `columns` columns of every team. The batch is cut into blocks by its size alone; blocks
/// and teams are worked on by up to `threads` threads, with the same result whatever their number.
/// `critic` may be nullptr.
/// Throws DivergenceError for the first block that diverged.
template <class Scalar>
void assign_credit(Team<Scalar>& actor, Team<Scalar>* critic, Index columns, bool means_are_current, int threads);

}  // namespace rlrun::learners::map_propagation
