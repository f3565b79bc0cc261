#include "lib/config/sweep.hpp"

#include <array>

#include "lib/core/error.hpp"
#include "tests/fuzz/targets/text.hpp"

namespace rlrun::fuzz {

void fuzz_sweep(Bytes bytes) {
  try {
    (void)config::combinations(std::array{config::parse_sweep(text_of(bytes))});
  } catch (const UsageError&) {
  }
}

}  // namespace rlrun::fuzz
