#include "lib/learners/rgrl/action_codec.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

TEST(RgrlActionCodec, HasAnEntryForEachDiscreteActionAndEachComponent) {
  EXPECT_EQ(ActionCodec(DiscreteSpace{5}).size(), 5);
  EXPECT_EQ(ActionCodec(small_box()).size(), 2);
}

double decode_discrete(const Vector<double>& pre_activation) {
  Vector<double> action(1);
  ActionCodec(DiscreteSpace{static_cast<int>(pre_activation.size())}).decode<double>(pre_activation, action);
  return action(0);
}

TEST(RgrlActionCodec, TheLargestEntryIsTheActionAndTheFirstOfEqualOnesWins) {
  EXPECT_EQ(decode_discrete(Vector<double>{{-3.0, -1.0, -2.0}}), 1.0);
  EXPECT_EQ(decode_discrete(Vector<double>{{0.5, 2.0, 2.0}}), 1.0);
  EXPECT_EQ(decode_discrete(Vector<double>{{7.0, 7.0, 7.0}}), 0.0);
  for (Index size = 1; size <= 40; ++size) {
    Vector<double> tied = Vector<double>::Zero(size);
    const Index first = size / 2;
    tied.tail(size - first).setOnes();
    EXPECT_EQ(decode_discrete(tied), static_cast<double>(first)) << size << " actions";
  }
}

TEST(RgrlActionCodec, DiscreteActionsAreStoredOneHot) {
  const ActionCodec codec(DiscreteSpace{3});
  Vector<float> vector = Vector<float>::Constant(3, 9.0F);
  codec.encode<float>(Vector<double>::Constant(1, 2.0), vector);
  EXPECT_EQ(vector, (Vector<float>{{0.0F, 0.0F, 1.0F}}));
}

TEST(RgrlActionCodec, ActionsThatAreAlikeSumToOneAtTheCenter) {
  const auto sum = [](int count) {
    return count / (1.0 + std::exp(-ActionCodec(DiscreteSpace{count}).one_hot_center()));
  };
  EXPECT_NEAR(sum(2), 1.0, 1e-15);
  EXPECT_NEAR(sum(4), 1.0, 1e-15);
  EXPECT_EQ(ActionCodec(DiscreteSpace{2}).one_hot_center(), 0.0);
  EXPECT_EQ(ActionCodec(DiscreteSpace{1}).one_hot_center(), 0.0);
  EXPECT_EQ(ActionCodec(small_box()).one_hot_center(), 0.0);
}

TEST(RgrlActionCodec, ContinuousActionsAreTheSigmoidMappedToTheBox) {
  const ActionCodec codec(small_box());
  Vector<double> action(2);
  codec.decode<double>(Vector<double>{{0.0, std::log(3.0)}}, action);  // sigmoids 1/2 and 3/4
  EXPECT_NEAR(action(0), 1.0, 1e-12);
  EXPECT_NEAR(action(1), 2.375, 1e-12);
  codec.decode<double>(Vector<double>{{-1e4, 1e4}}, action);
  EXPECT_EQ(action(0), -1.0);
  EXPECT_EQ(action(1), 2.5);
}

TEST(RgrlActionCodec, ContinuousActionsAreStoredAsTheSigmoid) {
  const ActionCodec codec(small_box());
  Rng rng(RngKey(1));
  for (int i = 0; i < 100; ++i) {
    const Vector<double> pre_activation = random_matrix(2, 1, rng);
    Vector<double> action(2);
    Vector<double> vector(2);
    codec.decode<double>(pre_activation, action);
    codec.encode<double>(action, vector);
    const Vector<double> sigmoid = pre_activation.array().logistic();
    EXPECT_TRUE(vector.isApprox(sigmoid, 1e-12));
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
