#pragma once

#include <vector>

#include "lib/learners/rgrl/options.hpp"
#include "lib/learners/rgrl/world_model.hpp"

namespace rlrun::learners::rgrl {

/// In what members of an ensemble may differ (Wang 2024, section 4: heterogeneous ensembles).
struct MemberTraits {
  nn::CellKind cell = nn::CellKind::gru;
  Index first_layer_size = 0;  ///< units of layer 0; 0: as many as the state vector has entries
  double dropout = 0.0;
  double desired_reward = 1.0;  ///< share of ones of the reward vectors that plans are drawn to

  bool operator==(const MemberTraits&) const = default;
};

MemberTraits member_traits(const RgrlOptions& options, int member);

/// Members with the same traits share the network's layout.
struct MemberKind {
  MemberTraits traits;
  WorldModel model;
};

/// The kinds of an ensemble's members; a homogeneous ensemble has one.
class MemberKinds {
 public:
  MemberKinds(const RgrlOptions& options, Index state_size, Index action_size, Index reward_size);

  [[nodiscard]] const std::vector<MemberKind>& kinds() const { return kinds_; }
  /// Index of the member's kind.
  [[nodiscard]] std::size_t index_of(int member) const { return of_member_[static_cast<std::size_t>(member)]; }
  [[nodiscard]] const MemberKind& of(int member) const { return kinds_[index_of(member)]; }

 private:
  std::vector<MemberKind> kinds_;
  std::vector<std::size_t> of_member_;
};

}  // namespace rlrun::learners::rgrl
