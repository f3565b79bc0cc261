#pragma once

#include <string_view>

namespace rlrun {

/// What equal bytes rest on besides config, seed and program; `rlrun --version` and `run.json` say so.
constexpr std::string_view floating_point_mode = "subnormals are flushed to zero (FTZ, DAZ)";

/// Makes the calling thread take subnormal floats for zero, as results (FTZ) and as operands (DAZ). Traces, momenta and
/// moments that decay for ever thus reach zero exactly instead of lingering where processors are ten times slower.
/// Every thread of every program calls this before it computes anything; threads that it starts inherit the mode.
void flush_subnormals();

/// Whether the calling thread takes subnormal floats for zero.
[[nodiscard]] bool subnormals_are_flushed();

}  // namespace rlrun
