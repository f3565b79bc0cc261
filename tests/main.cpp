// Of every test program: the processor's floating-point mode is that of rlrun.
#include <gmock/gmock.h>

#include "lib/core/floating_point.hpp"

int main(int argc, char** argv) {
  rlrun::flush_subnormals();
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
