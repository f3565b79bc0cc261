#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::envs::multiplexer {

/// The multiplexer (Barto, "Learning by statistical cooperation of self-interested neuron-like computing elements",
/// 1985) as posed by Chung, "An alternative to backpropagation in deep reinforcement learning", 2020, section 5.1:
/// the inputs are an address and one data bit for every address; wanted is the bit at the address.
/// A bit is an input of 1 or -1. The address comes first, its most significant bit in front, as in that paper's code.
struct Parameters {
  int address_bits = 5;
};

/// address_bits + 2^address_bits.
Index input_size(const Parameters& parameters);

/// All bits from fair coins. inputs: input_size entries, overwritten.
void draw_inputs(Rng& rng, MutableVectorView<double> inputs);

/// 0 .. 2^address_bits - 1.
int address(const VectorView<double>& inputs, const Parameters& parameters);

/// The data bit at the address, 0 or 1.
int target(const VectorView<double>& inputs, const Parameters& parameters);

/// 1 where the answer is the target, else -1.
double reward(int answer, const VectorView<double>& inputs, const Parameters& parameters);

}  // namespace rlrun::envs::multiplexer
