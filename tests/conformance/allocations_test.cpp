#include "tests/conformance/allocations.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/core/types.hpp"

namespace rlrun::conformance {
namespace {

/// Compilers may leave out memory that no one asks for.
void use(const void* memory) {
  [[maybe_unused]] static const void* volatile used = nullptr;
  used = memory;
}

// The suites rely on the counter: it must see what it is meant to see.
TEST(Allocations, AreSeenInVectorsAndMatrices) {
  const long before = allocations();
  const std::vector<double> values(100);
  use(values.data());
  const long after_vector = allocations();
  EXPECT_GT(after_vector, before);
  const Matrix<double> matrix = Matrix<double>::Zero(10, 10);
  use(matrix.data());
  EXPECT_GT(allocations(), after_vector);
}

#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif
#if !__has_feature(thread_sanitizer)  // which has a new of its own there
TEST(Allocations, AreSeenWithinTheStandardLibrary) {
  std::string text;
  const long before = allocations();
  text.reserve(1000);
  use(text.data());
  EXPECT_GT(allocations(), before);
}
#endif

TEST(Allocations, AreNotSeenWhereThereAreNone) {
  Matrix<double> matrix = Matrix<double>::Ones(10, 10);
  const long before = allocations();
  matrix *= 2.0;
  EXPECT_EQ(allocations(), before);
}

}  // namespace
}  // namespace rlrun::conformance
