#include <gtest/gtest.h>

#include <vector>

#include "lib/learners/map_propagation/assign_credit.hpp"
#include "tests/allocation/malloc_forbidden.hpp"

namespace rlrun::learners::map_propagation {
namespace {

StochasticNetwork cart_pole_network(OutputUnit output, Index size) {
  return StochasticNetwork({.input_size = 4,
                            .hidden_sizes = {64, 32},
                            .output_size = size,
                            .output_unit = output,
                            .variances = {0.03, 0.1, 0.1},
                            .temperature = 2.0});
}

Team<float> make_team(OutputUnit output, Index size, Index columns, FeedbackKind feedback) {
  return Team<float>("team", cart_pole_network(output, size),
                     {.settling = {.noise = 0.1, .tolerance = 1e-9},
                      .feedback = {.kind = feedback},
                      .learning_rates = {.first = {0.01, 1e-5, 1e-6}},
                      .optimiser = {.kind = nn::OptimiserKind::adam}},
                     RngKey(1), columns, columns);
}

/// All that a learner does in a step, for one column and for several blocks of columns.
TEST(MapPropagationLearning, AStepDoesNotAllocate) {
  for (const FeedbackKind feedback : {FeedbackKind::symmetric, FeedbackKind::learned, FeedbackKind::mirrored}) {
    for (const Index columns : {1, 80}) {
      Team<float> actor = make_team(OutputUnit::softmax, 2, columns, feedback);
      Team<float> critic = make_team(OutputUnit::gaussian, 1, columns, feedback);
      const Columns all{.first = 0, .count = columns};
      const Matrix<double> inputs = Matrix<double>::Constant(4, columns, 0.1);
      std::vector<Index> slots;
      for (Index slot = 0; slot < columns; ++slot) slots.push_back(slot);
      const std::vector<double> ones(slots.size(), 1.0);
      const auto before = actor.parameters().flat();
      {
        const MallocForbidden forbidden;
        for (Team<float>* team : {&actor, &critic}) {
          team->sample(inputs, all);
          team->renew_means(all);
          team->learn_feedback(all);
        }
        assign_credit<float>(actor, &critic, columns, true, 1);
        for (Team<float>* team : {&actor, &critic}) {
          team->accumulate(slots, ones, 0.9);
          for (const Index slot : slots) team->add_trace(slot, 0.5);
          team->add_errors(all, ones);
          team->update(1);
        }
      }
      EXPECT_NE(actor.parameters().flat(), before) << "the update must have done its work";
    }
  }
}

}  // namespace
}  // namespace rlrun::learners::map_propagation
