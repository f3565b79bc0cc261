#include "lib/learners/rgrl/priority_tree.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "lib/core/rng.hpp"

namespace rlrun::learners::rgrl {
namespace {

PriorityTree make_tree(const std::vector<double>& weights) {
  PriorityTree tree;
  tree.resize(static_cast<Index>(weights.size()));
  for (std::size_t i = 0; i < weights.size(); ++i) tree.set(static_cast<Index>(i), weights[i]);
  return tree;
}

TEST(RgrlPriorityTree, FindCutsTheCumulatedWeights) {
  const PriorityTree tree = make_tree({1.0, 3.0, 4.0});
  EXPECT_EQ(tree.total(), 8.0);
  EXPECT_EQ(tree.find(0.0), 0);
  EXPECT_EQ(tree.find(0.124), 0);
  EXPECT_EQ(tree.find(0.125), 1);
  EXPECT_EQ(tree.find(0.499), 1);
  EXPECT_EQ(tree.find(0.5), 2);
  EXPECT_EQ(tree.find(std::nextafter(1.0, 0.0)), 2);
}

TEST(RgrlPriorityTree, DrawsInProportionToTheWeights) {
  Rng rng(RngKey(1));
  std::vector<double> weights(37);
  for (double& weight : weights) weight = 0.2 + rng.uniform();
  const PriorityTree tree = make_tree(weights);
  constexpr int draws = 100000;
  std::vector<int> counts(weights.size());
  for (int i = 0; i < draws; ++i) ++counts.at(static_cast<std::size_t>(tree.find(rng.uniform())));
  double chi_square = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double expected = draws * weights[i] / tree.total();
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  EXPECT_LT(chi_square, 68.0);  // 36 degrees of freedom, p = 0.001
}

TEST(RgrlPriorityTree, ItemsWithoutWeightAreNeverFound) {
  const std::vector<double> patterns[] = {{0.0, 1e-6, 0.0, 0.3, 0.0},
                                          {0.1, 0.0, 0.0, 0.0},
                                          {0.0, 0.0, 0.0, 0.7, 0.0, 0.0},
                                          {0.1, 0.2, 0.3, 0.1, 0.2, 0.0, 0.0}};
  for (const auto& weights : patterns) {
    const PriorityTree tree = make_tree(weights);
    for (int i = 0; i <= 10000; ++i) {
      const double fraction = i < 10000 ? i / 10000.0 : std::nextafter(1.0, 0.0);
      const auto item = static_cast<std::size_t>(tree.find(fraction));
      ASSERT_LT(item, weights.size()) << fraction;
      ASSERT_GT(weights[item], 0.0) << fraction;
    }
  }
}

TEST(RgrlPriorityTree, AFractionNextToOneFindsTheLastItemWithWeightInSpiteOfRounding) {
  Rng rng(RngKey(2));
  for (int repetition = 0; repetition < 1000; ++repetition) {
    std::vector<double> weights(1 + rng.below(20), 0.0);
    const std::size_t last = rng.below(weights.size());
    for (std::size_t i = 0; i <= last; ++i) weights[i] = std::exp(20.0 * rng.normal());
    const auto item = static_cast<std::size_t>(make_tree(weights).find(std::nextafter(1.0, 0.0)));
    ASSERT_LE(item, last);
    ASSERT_GT(weights[item], 0.0);
  }
}

TEST(RgrlPriorityTree, ResizeKeepsTheWeightsOfTheFirstItems) {
  PriorityTree tree;
  Index size = 0;
  for (const Index next : {1, 2, 3, 8, 9, 30}) {
    tree.resize(next);
    ASSERT_EQ(tree.size(), next);
    for (Index item = 0; item < size; ++item) ASSERT_EQ(tree.get(item), static_cast<double>(item + 1));
    for (Index item = size; item < next; ++item) {
      ASSERT_EQ(tree.get(item), 0.0);
      tree.set(item, static_cast<double>(item + 1));
    }
    EXPECT_EQ(tree.total(), static_cast<double>(next * (next + 1) / 2));
    size = next;
  }
  tree.resize(2);
  EXPECT_EQ(tree.total(), 3.0);
}

TEST(RgrlPriorityTree, ItemsAfterRemovedOnesMoveUp) {
  PriorityTree tree = make_tree({1.0, 2.0, 4.0, 8.0, 16.0});
  tree.remove(1, 2);
  ASSERT_EQ(tree.size(), 3);
  EXPECT_EQ(tree.get(0), 1.0);
  EXPECT_EQ(tree.get(1), 8.0);
  EXPECT_EQ(tree.get(2), 16.0);
  EXPECT_EQ(tree.total(), 25.0);
  tree.remove(0, 3);
  EXPECT_EQ(tree.size(), 0);
  EXPECT_EQ(tree.total(), 0.0);
}

TEST(RgrlPriorityTree, SetReplacesAWeight) {
  PriorityTree tree = make_tree({1.0, 1.0, 1.0});
  tree.set(0, 0.0);
  EXPECT_EQ(tree.find(0.0), 1);
  EXPECT_EQ(tree.total(), 2.0);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
