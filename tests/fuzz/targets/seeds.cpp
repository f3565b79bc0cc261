#include "lib/core/error.hpp"
#include "lib/experiment/seed_list.hpp"
#include "tests/fuzz/targets/text.hpp"

namespace rlrun::fuzz {

void fuzz_seeds(Bytes bytes) {
  try {
    experiment::parse_seed_list(text_of(bytes));
  } catch (const UsageError&) {
  }
}

}  // namespace rlrun::fuzz
