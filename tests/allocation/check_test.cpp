#include <gtest/gtest-spi.h>

#include <vector>

#include "lib/core/types.hpp"
#include "tests/allocation/malloc_forbidden.hpp"

namespace rlrun {
namespace {

/// Eigen makes room for the product before it is added.
void add_product_by_a_temporary(const Matrix<float>& x, Matrix<float>& sum) { sum += x * x; }

/// Keeps the compiler from leaving out an allocation that nothing comes of.
const double* volatile escape = nullptr;

void add_product_in_place(const Matrix<float>& x, Matrix<float>& sum) { sum.noalias() += x * x; }

TEST(AllocationCheckDeathTest, EigenEndsAProgramThatAllocates) {
  const Matrix<float> x = Matrix<float>::Ones(40, 40);
  Matrix<float> sum = x;
  EXPECT_DEATH(
      {
        const MallocForbidden forbidden;
        add_product_by_a_temporary(x, sum);
      },
      "heap allocation is forbidden");
}

TEST(AllocationCheck, LetsProductsInPlacePass) {
  const Matrix<float> x = Matrix<float>::Ones(40, 40);
  Matrix<float> sum = x;
  {
    const MallocForbidden forbidden;
    add_product_in_place(x, sum);
  }
  EXPECT_EQ(sum(0, 0), 41.0F);
}

TEST(AllocationCheck, CountsAllocationsThatAreNotEigens) {
  EXPECT_NONFATAL_FAILURE(
      {
        const MallocForbidden forbidden;
        const std::vector<double> memory(100);
        escape = memory.data();
      },
      "allocations()");
}

}  // namespace
}  // namespace rlrun
