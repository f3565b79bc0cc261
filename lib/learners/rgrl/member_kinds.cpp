#include "lib/learners/rgrl/member_kinds.hpp"

#include <algorithm>
#include <utility>

namespace rlrun::learners::rgrl {
namespace {

nn::CellKind cell_of(const RgrlOptions& options, int member) {
  int end = 0;
  for (const auto& [count, cell] : {std::pair(options.members.gru, nn::CellKind::gru),
                                    {options.members.lstm, nn::CellKind::lstm},
                                    {options.members.rnn, nn::CellKind::rnn}}) {
    end += count;
    if (member < end) return cell;
  }
  return options.cell;
}

/// The member's number of a list that has one for each, one for all, or none.
double number_of(const std::vector<double>& list, int member, double fallback) {
  if (list.empty()) return fallback;
  return list.size() == 1 ? list.front() : list[static_cast<std::size_t>(member)];
}

}  // namespace

MemberTraits member_traits(const RgrlOptions& options, int member) {
  return {.cell = cell_of(options, member),
          .first_layer_size = static_cast<Index>(number_of(options.members.first_layer_size, member, 0.0)),
          .dropout = number_of(options.members.dropout, member, options.dropout),
          .desired_reward = number_of(options.members.desired_reward, member, 1.0)};
}

MemberKinds::MemberKinds(const RgrlOptions& options, Index state_size, Index action_size, Index reward_size) {
  for (int member = 0; member < options.ensemble_size; ++member) {
    const MemberTraits traits = member_traits(options, member);
    const auto known = std::ranges::find(kinds_, traits, &MemberKind::traits);
    of_member_.push_back(static_cast<std::size_t>(known - kinds_.begin()));
    if (known != kinds_.end()) continue;
    const WorldModelShape shape{.cell = traits.cell,
                                .state_size = state_size,
                                .action_size = action_size,
                                .reward_size = reward_size,
                                .bias = options.bias,
                                .first_layer_size = traits.first_layer_size};
    kinds_.push_back({traits, WorldModel(shape)});
  }
}

}  // namespace rlrun::learners::rgrl
