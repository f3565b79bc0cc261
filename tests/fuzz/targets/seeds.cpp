#include "apps/rlrun/seed_list.hpp"
#include "lib/core/error.hpp"
#include "tests/fuzz/targets/text.hpp"

namespace rlrun::fuzz {

void fuzz_seeds(Bytes bytes) {
  try {
    app::parse_seed_list(text_of(bytes));
  } catch (const UsageError&) {
  }
}

}  // namespace rlrun::fuzz
