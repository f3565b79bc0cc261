#pragma once

namespace rlrun {

/// Makes Eigen cut its matrix products for caches of fixed sizes instead of those of this machine: where a product is
/// cut decides in which order its terms are added, and so its last bits. To be called once, before threads start.
void fix_cache_sizes();

}  // namespace rlrun
