#include <stdexcept>

#include "lib/experiment/replay.hpp"
#include "tests/fuzz/targets/memory_file.hpp"

namespace rlrun::fuzz {

void fuzz_recording(Bytes bytes) {
  const MemoryFile file(bytes);
  try {
    (void)experiment::read_recording(file.path());
  } catch (const std::runtime_error&) {
  }
}

}  // namespace rlrun::fuzz
