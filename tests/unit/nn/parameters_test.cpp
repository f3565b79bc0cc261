#include "lib/nn/parameters.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun::nn {
namespace {

ParameterLayout two_tensors() {
  ParameterLayout layout;
  layout.add("first", 3, 2);
  layout.add("second", 5, 4);
  return layout;
}

TEST(Parameters, TensorsAreAlignedAndDoNotOverlap) {
  const ParameterLayout layout = two_tensors();
  EXPECT_EQ(layout.tensors()[0].offset, 0);
  EXPECT_EQ(layout.tensors()[1].offset, 16);
  EXPECT_EQ(layout.size(), 48);
  Parameters<float> parameters(layout);
  parameters[0].setConstant(1.0F);
  parameters[1].setConstant(2.0F);
  EXPECT_EQ(parameters.flat().sum(), 6.0F + 40.0F);
}

TEST(Parameters, CheckFiniteNamesTheTensor) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Parameters<double> parameters(two_tensors());
    EXPECT_NO_THROW(check_finite(parameters, "member 3"));
    parameters[1](4, 3) = bad;
    try {
      check_finite(parameters, "member 3");
      ADD_FAILURE() << "no error for " << bad;
    } catch (const DivergenceError& error) {
      EXPECT_EQ(std::string(error.what()), "member 3: tensor second is not finite");
    }
  }
}

}  // namespace
}  // namespace rlrun::nn
