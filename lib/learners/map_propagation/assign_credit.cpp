#include "lib/learners/map_propagation/assign_credit.hpp"

#include <algorithm>
#include <array>

#include "lib/core/parallel.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// What 32 columns of the usual layers hold stays in the first-level cache through all steps of settling.
constexpr Index block_size = 32;

/// Two teams of this many blocks at most; larger batches have larger blocks.
constexpr std::size_t most_tasks = 64;

}  // namespace

template <class Scalar>
void assign_credit(Team<Scalar>& actor, Team<Scalar>* critic, Index columns, bool means_are_current, int threads) {
  const std::array<Team<Scalar>*, 2> teams = {&actor, critic};
  const std::int64_t team_count = critic == nullptr ? 1 : 2;
  const Index blocks = std::min<Index>((columns + block_size - 1) / block_size, most_tasks / 2);
  const Index block_columns = (columns + blocks - 1) / blocks;
  const Index tasks = team_count * blocks;
  std::array<std::optional<SettlingFailure>, most_tasks> failures;
  for (std::int64_t i = 0; i < team_count; ++i) teams[static_cast<std::size_t>(i)]->begin_settling();
  parallel_for(threads, tasks, [&](Index task) {
    Team<Scalar>& team = *teams[static_cast<std::size_t>(task / blocks)];
    const Index block = task % blocks;
    const Index first = block * block_columns;
    failures[static_cast<std::size_t>(task)] = team.assign_credit(
        {.first = first, .count = std::min(block_columns, columns - first)}, means_are_current, block);
  });
  for (Index task = 0; task < tasks; ++task) {
    const auto& failure = failures[static_cast<std::size_t>(task)];
    if (failure) teams[static_cast<std::size_t>(task / blocks)]->report(*failure);
  }
}

template void assign_credit<float>(Team<float>&, Team<float>*, Index, bool, int);
template void assign_credit<double>(Team<double>&, Team<double>*, Index, bool, int);

}  // namespace rlrun::learners::map_propagation
