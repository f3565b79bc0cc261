#include <gtest/gtest.h>

#include <numeric>

#include "tests/allocation/fixtures.hpp"
#include "tests/allocation/malloc_forbidden.hpp"

namespace rlrun::learners::rgrl {
namespace {

struct Case {
  nn::CellKind cell;
  Index columns;
};

class RgrlActing : public testing::TestWithParam<Case> {};

TEST_P(RgrlActing, TheDeductionLoopDoesNotAllocate) {
  const auto [cell, columns] = GetParam();
  const RgrlOptions options = paper_options(cell);
  const auto setup = make_setup(options);
  const nn::Parameters<float> parameters = random_parameters(*setup);
  const FrozenWeights<float> weights(parameters);
  ASSERT_GT(options.dropout, 0.0);
  Deduction<float> deduction(setup->kinds.of(0).model, options.deduction, options.dropout, 1.0, columns);
  const Matrix<float> states = Matrix<float>::Constant(400, columns, 0.5F);
  Matrix<float> plan = Matrix<float>::Zero(2, options.deduction.horizon * columns);
  Rng dropout_rng;
  Vector<double> errors = Vector<double>::Zero(columns);
  {
    const MallocForbidden forbidden;
    for (int pass = 0; pass < 3; ++pass) deduction.descend(weights, states, plan, dropout_rng);
    deduction.add_errors(weights, states, plan, errors);
  }
  EXPECT_GT(errors.minCoeff(), 0.0);
  EXPECT_TRUE(plan.allFinite());
  EXPECT_GT(plan.cwiseAbs().minCoeff(), 0.0F) << "the loop must have done its work";
}

void expect_to_act_without_allocating(const RgrlOptions& options, Index columns) {
  const auto setup = make_setup(options);
  const nn::Parameters<float> parameters = random_parameters(*setup);
  RgrlPolicy<float> policy(setup, {parameters, parameters}, RngKey(2), columns);
  std::vector<Index> slots(static_cast<std::size_t>(columns));
  std::iota(slots.begin(), slots.end(), 0);
  const Matrix<double> observations = Matrix<double>::Constant(4, columns, 0.3);
  Matrix<double> actions = Matrix<double>::Constant(1, columns, -1.0);
  {
    const MallocForbidden forbidden;
    for (const Index slot : slots) policy.begin_episode(slot, slot, observations.col(slot));
    for (int step = 0; step < 2; ++step) policy.act(observations, slots, actions);
  }
  EXPECT_GE(actions.minCoeff(), 0.0);
}

TEST_P(RgrlActing, ThePolicyDoesNotAllocate) {
  const auto [cell, columns] = GetParam();
  for (const bool aided : {false, true}) {
    RgrlOptions options = paper_options(cell);
    options.deduction.member_selection = aided ? MemberSelection::sweep : MemberSelection::random;
    options.deduction.warm_start = aided;
    options.deduction.starts = aided ? 3 : 1;
    expect_to_act_without_allocating(options, columns);
  }
}

TEST_P(RgrlActing, ASearchDoesNotAllocate) {
  const auto [cell, columns] = GetParam();
  for (const DeductionMethod method : {DeductionMethod::random_shooting, DeductionMethod::cross_entropy}) {
    RgrlOptions options = paper_options(cell);
    options.deduction.method = method;
    options.deduction.samples = 4;
    options.deduction.rounds = method == DeductionMethod::cross_entropy ? 2 : 1;
    options.deduction.elites = 2;
    expect_to_act_without_allocating(options, columns);
  }
}

INSTANTIATE_TEST_SUITE_P(PaperSize, RgrlActing,
                         testing::Values(Case{nn::CellKind::gru, 1}, Case{nn::CellKind::gru, 5},
                                         Case{nn::CellKind::gru, 10}, Case{nn::CellKind::lstm, 1},
                                         Case{nn::CellKind::lstm, 5}, Case{nn::CellKind::lstm, 10}),
                         [](const auto& instance) {
                           const bool gru = instance.param.cell == nn::CellKind::gru;
                           return (gru ? "gru" : "lstm") + std::to_string(instance.param.columns);
                         });

}  // namespace
}  // namespace rlrun::learners::rgrl
