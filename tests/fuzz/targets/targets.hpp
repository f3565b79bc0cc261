#pragma once

#include <cstdint>
#include <span>

namespace rlrun::fuzz {

using Bytes = std::span<const std::uint8_t>;

// Each hands any bytes to a reader and takes note that it refuses them; what a reader should not do gets out: any
// exception but the one it declares, and std::logic_error where what was accepted does not keep its promise.

/// A config file, read with all that is registered. A config that is accepted reads the same from its resolved form.
void fuzz_config(Bytes bytes);
/// Overrides, one a line, on a small config.
void fuzz_override(Bytes bytes);
/// The value of --seeds.
void fuzz_seeds(Bytes bytes);
/// The value of --sweep.
void fuzz_sweep(Bytes bytes);
/// `checkpoint.bin`, and what lies behind the checksum that keeps nearly all damage out.
void fuzz_checkpoint(Bytes bytes);
/// `curve.csv`.
void fuzz_curve(Bytes bytes);
/// Recorded transitions of an environment.
void fuzz_recording(Bytes bytes);
/// A list of the experiments of papers.
void fuzz_experiments(Bytes bytes);

}  // namespace rlrun::fuzz
