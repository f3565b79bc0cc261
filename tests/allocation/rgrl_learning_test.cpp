#include <gtest/gtest.h>

#include <vector>

#include "lib/learners/rgrl/member.hpp"
#include "tests/allocation/fixtures.hpp"
#include "tests/allocation/malloc_forbidden.hpp"

namespace rlrun::learners::rgrl {
namespace {

constexpr Index chunk = 5;

Experience<float> experience_of_one_episode(const WorldModelShape& shape) {
  constexpr Index length = 20;
  Experience<float> experience(chunk);
  experience.add({Matrix<float>::Constant(shape.state_size, length + 1, 0.5F),
                  Matrix<float>::Constant(shape.action_size, length, 0.5F),
                  Matrix<float>::Ones(shape.reward_size, length)});
  return experience;
}

/// Of the shipped configs. The weights of the paper's size need more room to be laid out for a product than Eigen takes
/// from the stack (EIGEN_STACK_ALLOCATION_LIMIT).
constexpr int bins = 25;

TEST(RgrlLearning, AnUpdateDoesNotAllocate) {
  for (const nn::CellKind cell : {nn::CellKind::gru, nn::CellKind::lstm}) {
    for (const int batch_size : {1, 8}) {
      RgrlOptions options = paper_options(cell);
      options.learning.chunk = chunk;
      options.learning.batch_size = batch_size;
      options.learning.ewc_lambda = 0.1;
      options.bias = true;
      const auto setup = make_setup(options, bins);
      const Experience<float> experience = experience_of_one_episode(setup->kinds.of(0).model.shape);
      Member<float> member(setup->kinds.of(0).model, options, RngKey(1));
      const std::vector<Index> windows(static_cast<std::size_t>(batch_size), 3);
      Rng dropout_rng;
      PhaseStatistics statistics;
      {
        const MallocForbidden forbidden;
        statistics = member.update(experience, windows, dropout_rng);
      }
      EXPECT_GT(statistics.gradient_norm, 0.0F) << "the update must have done its work";
    }
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
