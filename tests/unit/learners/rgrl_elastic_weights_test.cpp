#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/unit/learners/rgrl_member_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

struct RgrlElasticWeights : RgrlMember {
  /// A member that has consolidated the experience and was then moved away from there.
  [[nodiscard]] Member<double> displaced(double lambda) const {
    RgrlOptions elastic = options;
    elastic.learning.ewc_lambda = lambda;
    Member<double> member(model, elastic, initialisation_key);
    Rng unused;
    member.consolidate(experience, unused);
    member.parameters().flat().array() += 0.2;
    return member;
  }
};

TEST_F(RgrlElasticWeights, ThePenaltyIsHalfLambdaTimesFisherTimesTheSquaredDistance) {
  const Member<double> member = displaced(3.0);
  // Unused gaps between tensors have no Fisher information.
  EXPECT_NEAR(member.elastic_penalty(), 1.5 * 0.04 * member.fisher().flat().sum(), 1e-12);
  EXPECT_GT(member.elastic_penalty(), 0.0);
}

TEST_F(RgrlElasticWeights, AnUpdateFollowsThePenaltysGradient) {
  constexpr double lambda = 1000.0;
  const std::vector<Index> window = {1};
  Rng unused;
  Member<double> free = displaced(0.0);
  Member<double> bound = displaced(lambda);
  free.update(experience, window, unused);
  bound.update(experience, window, unused);
  const Vector<double> expected = -options.optimiser.learning_rate * lambda * 0.2 * bound.fisher().flat();
  EXPECT_TRUE((bound.parameters().flat() - free.parameters().flat()).isApprox(expected, 1e-9));
}

TEST_F(RgrlElasticWeights, WeightsArePulledBackWhereTheFisherInformationIsLarge) {
  const auto distance_after_updates = [this](double lambda) {
    Member<double> member = displaced(lambda);
    const Vector<double> anchor = member.parameters().flat().array() - 0.2;
    Index most_important = 0;
    member.fisher().flat().maxCoeff(&most_important);
    Rng unused;
    const std::vector<Index> window = {1};
    for (int i = 0; i < 20; ++i) member.update(experience, window, unused);
    return std::abs(member.parameters().flat()(most_important) - anchor(most_important));
  };
  const double largest = displaced(0.0).fisher().flat().maxCoeff();
  // This lambda takes half of the most important weight's distance away in each update.
  const double lambda = 0.5 / (options.optimiser.learning_rate * largest);
  EXPECT_LT(distance_after_updates(lambda), 0.25 * distance_after_updates(0.0));
}

TEST_F(RgrlElasticWeights, FisherIsTheSquareOfTheMeanGradientOfAllWindows) {
  experience = random_experience(model.shape, {100, 70}, rng);  // more than one batch of a scan
  const Member<double> member = displaced(1.0);
  const Member<double> initial = make();
  WindowPass<double> pass(model, 2, experience.size(), 0.0);
  std::vector<Index> windows(static_cast<std::size_t>(experience.size()));
  std::iota(windows.begin(), windows.end(), 0);
  Rng unused;
  const LiveWeights<double> weights(initial.parameters());
  pass.predict(weights, experience, windows, true, unused);
  nn::Parameters<double> gradient(model.layout);
  pass.accumulate_gradient(weights, options.learning.loss, experience.size(), gradient);
  EXPECT_TRUE(member.fisher().flat().isApprox(gradient.flat().cwiseAbs2(), 1e-10));
}

TEST_F(RgrlElasticWeights, EveryPhaseEndsWithConsolidation) {
  options.learning.ewc_lambda = 0.5;
  Member<double> member = make();
  member.learn(experience, phase_key);
  EXPECT_GT(member.fisher().flat().sum(), 0.0);
  EXPECT_EQ(member.elastic_penalty(), 0.0) << "the anchor is where the phase ended";
  options.learning.ewc_lambda = 0.0;
  EXPECT_EQ(after(1).fisher().flat().sum(), 0.0);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
