#include "lib/core/error.hpp"
#include "lib/experiment/report/experiment_list.hpp"
#include "tests/fuzz/targets/memory_file.hpp"

namespace rlrun::fuzz {

void fuzz_experiments(Bytes bytes) {
  const MemoryFile file(bytes);
  try {
    experiment::read_experiment_list(file.path());
  } catch (const UsageError&) {
  }
}

}  // namespace rlrun::fuzz
