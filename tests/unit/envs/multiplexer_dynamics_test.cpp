#include "envs/multiplexer/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace rlrun::envs::multiplexer {
namespace {

/// Inputs whose bits, the first one the most significant, spell `number`.
Vector<double> spell(unsigned number, Index size) {
  Vector<double> inputs(size);
  for (Index i = 0; i < size; ++i) inputs(i) = ((number >> (size - 1 - i)) & 1U) != 0 ? 1.0 : -1.0;
  return inputs;
}

/// By integer arithmetic on the same number: the data bits are its low 2^k ones, data bit 0 the highest of them.
int expected_target(unsigned number, int address_bits) {
  const unsigned data_bits = 1U << static_cast<unsigned>(address_bits);
  const unsigned address = number >> data_bits;
  return static_cast<int>(number / (1U << (data_bits - 1 - address)) % 2U);
}

TEST(MultiplexerTarget, HasTheWholeTruthTable) {
  for (const int bits : {1, 2, 3}) {
    const Parameters parameters = {.address_bits = bits};
    const Index size = bits + (1 << bits);
    ASSERT_EQ(input_size(parameters), size);
    for (unsigned number = 0; number < (1U << static_cast<unsigned>(size)); ++number) {
      ASSERT_EQ(target(spell(number, size), parameters), expected_target(number, bits)) << bits << " " << number;
    }
  }
}

TEST(MultiplexerTarget, OfOneAddressBitByHand) {
  const Parameters parameters = {.address_bits = 1};
  EXPECT_EQ(target(Vector<double>{{-1.0, 1.0, -1.0}}, parameters), 1);
  EXPECT_EQ(target(Vector<double>{{1.0, 1.0, -1.0}}, parameters), 0);
  EXPECT_EQ(target(Vector<double>{{1.0, -1.0, 1.0}}, parameters), 1);
}

TEST(MultiplexerAddress, HasItsMostSignificantBitInFront) {
  Vector<double> inputs = Vector<double>::Constant(37, -1.0);
  inputs(0) = 1.0;
  EXPECT_EQ(address(inputs, {}), 16);
  inputs(4) = 1.0;
  EXPECT_EQ(address(inputs, {}), 17);
}

TEST(MultiplexerReward, IsOneForTheTargetOnly) {
  const Parameters parameters = {.address_bits = 1};
  const Vector<double> inputs{{1.0, -1.0, 1.0}};
  EXPECT_EQ(reward(1, inputs, parameters), 1.0);
  EXPECT_EQ(reward(0, inputs, parameters), -1.0);
}

TEST(MultiplexerDraw, HasFairBitsAndAllAddresses) {
  const Parameters parameters;
  constexpr int draws = 32000;
  Rng rng{RngKey(1)};
  Vector<double> inputs(37);
  Vector<double> sum = Vector<double>::Zero(37);
  Matrix<double> products = Matrix<double>::Zero(37, 37);
  std::vector<int> addresses(32, 0);
  for (int i = 0; i < draws; ++i) {
    draw_inputs(rng, inputs);
    ASSERT_TRUE((inputs.array().abs() == 1.0).all());
    sum += inputs;
    products += inputs * inputs.transpose();
    ++addresses[static_cast<std::size_t>(address(inputs, parameters))];
  }
  const double deviation = std::sqrt(draws);  // of every sum, and of every product of two bits
  EXPECT_LT(sum.cwiseAbs().maxCoeff(), 5.0 * deviation);
  products.diagonal().setZero();
  EXPECT_LT(products.cwiseAbs().maxCoeff(), 5.0 * deviation);
  for (const int count : addresses) EXPECT_NEAR(count, 1000, 160);
}

}  // namespace
}  // namespace rlrun::envs::multiplexer
