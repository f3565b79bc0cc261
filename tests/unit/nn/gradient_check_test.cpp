#include "lib/nn/gradient_check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace rlrun::nn {
namespace {

TEST(GradientCheck, AcceptsATrueGradientAndPutsThePointBack) {
  Matrix<double> x{{1.0, -2.0}, {0.5, 100.0}};
  const Matrix<double> before = x;
  const GradientCheck check = check_gradient([&] { return 0.5 * x.squaredNorm(); }, x, before);
  EXPECT_LT(check.largest_error, 1e-6);
  EXPECT_EQ(x, before);
}

TEST(GradientCheck, FindsAndNamesTheWrongEntry) {
  Matrix<double> x{{1.0, -2.0}, {0.5, 3.0}};
  Matrix<double> wrong = x;
  wrong(1, 0) *= 1.01;
  const GradientCheck check = check_gradient([&] { return 0.5 * x.squaredNorm(); }, x, wrong);
  EXPECT_NEAR(check.largest_error, 0.01 / 1.01, 1e-6);
  EXPECT_NE(check.worst.find("entry (1, 0)"), std::string::npos) << check.worst;
}

TEST(GradientCheck, NotANumberIsNoGradient) {
  Matrix<double> x{{1.0, 2.0}};
  const Matrix<double> gradient{{std::numeric_limits<double>::quiet_NaN(), 2.0}};
  const GradientCheck check = check_gradient([&] { return 0.5 * x.squaredNorm(); }, x, gradient);
  EXPECT_FALSE(check.largest_error < 1e-6);
}

}  // namespace
}  // namespace rlrun::nn
