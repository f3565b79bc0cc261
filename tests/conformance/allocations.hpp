#pragma once

namespace rlrun::conformance {

/// Heap allocations of this thread so far, by new as well as by malloc and its kin, of which Eigen's matrices are made.
/// One may count more than once. Allocations within shared libraries are not seen, unless they use new.
long allocations();

}  // namespace rlrun::conformance
