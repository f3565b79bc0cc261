#pragma once

#include <gtest/gtest.h>

#include <Eigen/Core>

#include "tests/conformance/allocations.hpp"

#ifndef EIGEN_RUNTIME_NO_MALLOC
#error "without EIGEN_RUNTIME_NO_MALLOC Eigen does not check"
#endif
#ifdef NDEBUG
#error "the check is an assertion, which NDEBUG takes out"
#endif

namespace rlrun {

/// While it lives, an allocation by Eigen ends the program, and any other one is a failure of the test.
class MallocForbidden {
 public:
  MallocForbidden() : before_(conformance::allocations()) { Eigen::internal::set_is_malloc_allowed(false); }
  MallocForbidden(const MallocForbidden&) = delete;
  MallocForbidden& operator=(const MallocForbidden&) = delete;
  ~MallocForbidden() {
    Eigen::internal::set_is_malloc_allowed(true);
    EXPECT_EQ(conformance::allocations(), before_);
  }

 private:
  long before_;
};

}  // namespace rlrun
