# One interface target that every target of the project links: warnings, floating point, Eigen's settings, sanitizers.
set(RLRUN_MARCH "x86-64-v3" CACHE STRING "Value of -march; x86-64-v3 makes results independent of the CPU model")
set(RLRUN_SANITIZE "" CACHE STRING "Value of -fsanitize, e.g. address,undefined or thread")

add_library(rlrun_flags INTERFACE)
target_compile_options(rlrun_flags INTERFACE
  # Tuned for no CPU: GCC 12 schedules Eigen's products for AMD's Zen so that they take a third longer there.
  -march=${RLRUN_MARCH} -mtune=generic -ffp-contract=off
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  # GCC 12 sees copies that overlap or are too long in `"text" + std::string(...)` where there are none (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow -Wno-array-bounds>)
# Eigen's own threads would change bits with their number. The stack limit (bytes) keeps the packing buffers of its
# matrix products off the heap at the sizes in use: no allocation inside a step loop.
target_compile_definitions(rlrun_flags INTERFACE
  EIGEN_DONT_PARALLELIZE EIGEN_MPL2_ONLY EIGEN_STACK_ALLOCATION_LIMIT=1048576)
target_include_directories(rlrun_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_include_directories(rlrun_flags SYSTEM INTERFACE ${RANDOM123_INCLUDE_DIR} ${XXHASH_INCLUDE_DIR})
target_link_libraries(rlrun_flags INTERFACE Eigen3::Eigen Threads::Threads)
if(RLRUN_SANITIZE)
  target_compile_options(rlrun_flags INTERFACE -fsanitize=${RLRUN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(rlrun_flags INTERFACE -fsanitize=${RLRUN_SANITIZE})
endif()
