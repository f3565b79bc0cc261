#include "envs/multiplexer/dynamics.hpp"

#include <cstdint>

namespace rlrun::envs::multiplexer {
namespace {

int bit(double input) { return input > 0.0 ? 1 : 0; }

}  // namespace

Index input_size(const Parameters& parameters) {
  return parameters.address_bits + (Index{1} << parameters.address_bits);
}

void draw_inputs(Rng& rng, MutableVectorView<double> inputs) {
  constexpr Index word_bits = 32;
  std::uint32_t word = 0;
  for (Index i = 0; i < inputs.size(); ++i) {
    if (i % word_bits == 0) word = rng.next_u32();
    inputs(i) = (word & 1U) != 0 ? 1.0 : -1.0;
    word >>= 1U;
  }
}

int address(const VectorView<double>& inputs, const Parameters& parameters) {
  int address = 0;
  for (Index i = 0; i < parameters.address_bits; ++i) address = 2 * address + bit(inputs(i));
  return address;
}

int target(const VectorView<double>& inputs, const Parameters& parameters) {
  return bit(inputs(parameters.address_bits + address(inputs, parameters)));
}

double reward(int answer, const VectorView<double>& inputs, const Parameters& parameters) {
  return answer == target(inputs, parameters) ? 1.0 : -1.0;
}

}  // namespace rlrun::envs::multiplexer
