// What libFuzzer calls; the build names the target.
#include <cstddef>
#include <cstdint>

#include "lib/core/floating_point.hpp"
#include "tests/fuzz/targets/targets.hpp"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  rlrun::flush_subnormals();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rlrun::fuzz::FUZZ_TARGET({data, size});
  return 0;
}
