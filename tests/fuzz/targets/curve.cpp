#include "lib/experiment/curve.hpp"

#include <stdexcept>

#include "tests/fuzz/targets/memory_file.hpp"

namespace rlrun::fuzz {

void fuzz_curve(Bytes bytes) {
  const MemoryFile file(bytes);
  try {
    (void)experiment::summarise(experiment::read_curve(file.path()));
  } catch (const std::runtime_error&) {
  }
}

}  // namespace rlrun::fuzz
