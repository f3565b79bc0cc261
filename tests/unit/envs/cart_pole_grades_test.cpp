#include <gmock/gmock.h>

#include "envs/cart_pole/registration.hpp"
#include "tests/unit/envs/graded_step.hpp"

namespace rlrun::envs {
namespace {

using testing::HasSubstr;

ConfiguredGrade grade(const std::string& name, const std::string& text = "{}") {
  return {registered(register_cart_pole, "CartPole-v1"), name, text};
}

TEST(CartPoleGrades, MarginIsTheDistanceToTheNearestLimit) {
  const auto margin = grade("margin");
  EXPECT_EQ(margin(Vector<double>::Zero(4)), 1.0);
  EXPECT_NEAR(margin(Vector<double>{{1.2, 9.0, 0.0, -9.0}}), 0.5, 1e-12) << "halfway to the end of the track";
  EXPECT_NEAR(margin(Vector<double>{{1.2, 0.0, -0.9 * 0.20943951, 0.0}}), 0.1, 1e-6)
      << "the pole is nearer to its limit";
  EXPECT_EQ(margin(Vector<double>{{2.5, 0.0, 0.0, 0.0}}), 0.0) << "beyond a limit";
  EXPECT_EQ(margin(Vector<double>::Zero(4), {.terminated = true}), 0.0);
}

TEST(CartPoleGrades, MarginTakesOtherLimits) {
  const auto margin = grade("margin", "{limits: [0, 2, 0, 0]}");
  EXPECT_NEAR(margin(Vector<double>{{9.0, 0.5, 9.0, 9.0}}), 0.75, 1e-12) << "a limit of 0 leaves the entry out";
}

TEST(CartPoleGrades, LinearIsTheNearnessOfACombinationToZero) {
  const auto linear = grade("linear", "{weights: [1, -0.5, 0, 0], width: 2}");
  EXPECT_EQ(linear(Vector<double>{{3.0, 6.0, 5.0, 5.0}}), 1.0);
  EXPECT_NEAR(linear(Vector<double>{{0.6, 0.0, 0.0, 0.0}}), 0.7, 1e-12);
  EXPECT_NEAR(linear(Vector<double>{{0.0, 2.8, 0.0, 0.0}}), 0.3, 1e-12);
  EXPECT_EQ(linear(Vector<double>{{2.5, 0.0, 0.0, 0.0}}), 0.0) << "beyond the width";
  EXPECT_EQ(linear(Vector<double>::Zero(4), {.terminated = true}), 0.0);
}

TEST(CartPoleGrades, RefuseBadKeys) {
  EXPECT_THAT(grade("margin", "{limits: [1]}").findings(), HasSubstr("limits: needs 4 numbers"));
  EXPECT_THAT(grade("margin", "{limits: [1, -1, 1, 1]}").findings(), HasSubstr("limits[1]"));
  EXPECT_THAT(grade("linear", "{weights: [1, 2, 3, 4, 5]}").findings(), HasSubstr("weights: needs 4 numbers"));
  EXPECT_THAT(grade("linear", "{width: 0}").findings(), HasSubstr("width"));
}

}  // namespace
}  // namespace rlrun::envs
