#pragma once

#include <span>

#include "lib/learners/rgrl/member.hpp"

namespace rlrun::learners::rgrl {

/// Removes whole episodes from the experience, and their priorities from the members, until no more windows than
/// `capacity` are left; the newest episode stays in any case. Episodes that no member has learned from yet are spared
/// while there are others, and go by age. A capacity of 0 is no bound.
template <class Scalar>
void evict(const ReplayOptions& options, Experience<Scalar>& experience, std::span<Member<Scalar>> members, Rng& rng);

}  // namespace rlrun::learners::rgrl
