#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// Fills `noise` with independent standard normal values (Box and Muller, many at a time). They are drawn in single
/// precision from 32 random bits each, whatever the scalar, so that a run in double sees the noise of one in float.
/// Draws an even number of 32-bit words. Nothing is allocated for up to 256 values at a time.
template <class Scalar>
void fill_normal(Rng& rng, MutableVectorView<Scalar> noise);

}  // namespace rlrun
