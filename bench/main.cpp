// The processor's floating-point mode is that of rlrun.
#include <benchmark/benchmark.h>

#include "lib/core/floating_point.hpp"

int main(int argc, char** argv) {
  rlrun::flush_subnormals();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
