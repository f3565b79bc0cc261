#include "lib/learners/reinforcement_modified/selection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace rlrun::learners::reinforcement_modified {
namespace {

constexpr int draws = 40000;

/// Shares of the actions among many choices.
Vector<double> frequencies(const SelectionOptions& options, const Vector<double>& scores) {
  Rng rng(RngKey(5));
  std::vector<double> weights(static_cast<std::size_t>(scores.size()));
  Vector<double> counts = Vector<double>::Zero(scores.size());
  for (int i = 0; i < draws; ++i) counts[select_action(options, scores, rng, weights)] += 1.0;
  return counts / draws;
}

void expect_shares(const Vector<double>& found, const Vector<double>& expected) {
  for (Index i = 0; i < expected.size(); ++i) {
    const double deviation = std::sqrt(expected[i] * (1.0 - expected[i]) / draws);
    EXPECT_NEAR(found[i], expected[i], 5.0 * deviation) << "action " << i;
  }
}

TEST(Selection, ArgmaxTakesTheHighestScoreWithoutDrawing) {
  Rng rng(RngKey(5));
  std::vector<double> weights(3);
  EXPECT_EQ(select_action({.kind = Selection::argmax}, Vector<double>{{0.1, 0.5, 0.4}}, rng, weights), 1);
  EXPECT_EQ(rng.position(), 0U);
}

TEST(Selection, ArgmaxDrawsBetweenEqualScores) {
  expect_shares(frequencies({.kind = Selection::argmax}, Vector<double>{{0.5, 0.2, 0.5, 0.1}}),
                Vector<double>{{0.5, 0.0, 0.5, 0.0}});
}

TEST(Selection, ProportionalFollowsTheScores) {
  expect_shares(frequencies({.kind = Selection::proportional}, Vector<double>{{0.1, 0.5, 0.4, 0.25}}),
                Vector<double>{{0.1, 0.5, 0.4, 0.25}} / 1.25);
}

TEST(Selection, SoftmaxFollowsTheExponentials) {
  for (const double temperature : {0.1, 0.5}) {
    const Vector<double> scores{{0.3, 0.5, 0.4}};
    const Vector<double> exponentials = (scores / temperature).array().exp();
    expect_shares(frequencies({.kind = Selection::softmax, .temperature = temperature}, scores),
                  exponentials / exponentials.sum());
  }
}

TEST(Selection, SoftmaxBearsTemperaturesNearZero) {
  expect_shares(frequencies({.kind = Selection::softmax, .temperature = 1e-9}, Vector<double>{{0.1, 0.9}}),
                Vector<double>{{0.0, 1.0}});
}

}  // namespace
}  // namespace rlrun::learners::reinforcement_modified
