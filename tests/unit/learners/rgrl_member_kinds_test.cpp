#include "lib/learners/rgrl/member_kinds.hpp"

#include <gtest/gtest.h>

namespace rlrun::learners::rgrl {
namespace {

RgrlOptions ensemble_of(int size) {
  RgrlOptions options;
  options.ensemble_size = size;
  options.dropout = 0.25;
  return options;
}

TEST(RgrlMemberKinds, AHomogeneousEnsembleHasOneKind) {
  const MemberKinds kinds(ensemble_of(4), 6, 2, 3);
  ASSERT_EQ(kinds.kinds().size(), 1U);
  EXPECT_EQ(kinds.of(3).traits,
            (MemberTraits{.cell = nn::CellKind::gru, .first_layer_size = 0, .dropout = 0.25, .desired_reward = 1.0}));
  const WorldModelShape& shape = kinds.of(3).model.shape;
  EXPECT_EQ(shape.state_size, 6);
  EXPECT_EQ(shape.action_size, 2);
  EXPECT_EQ(shape.reward_size, 3);
  EXPECT_EQ(shape.hidden0(), 6);
}

TEST(RgrlMemberKinds, CellsFollowInOrderAndTheRestHasThatOfTheEnsemble) {
  RgrlOptions options = ensemble_of(5);
  options.cell = nn::CellKind::rnn;
  options.members.gru = 2;
  options.members.lstm = 1;
  const MemberKinds kinds(options, 6, 2, 3);
  EXPECT_EQ(kinds.kinds().size(), 3U);
  for (const auto& [member, cell] : {std::pair(0, nn::CellKind::gru),
                                     {1, nn::CellKind::gru},
                                     {2, nn::CellKind::lstm},
                                     {3, nn::CellKind::rnn},
                                     {4, nn::CellKind::rnn}}) {
    EXPECT_EQ(kinds.of(member).model.shape.cell, cell) << member;
    EXPECT_EQ(kinds.of(member).traits.cell, cell) << member;
  }
}

TEST(RgrlMemberKinds, ListsHaveANumberAMemberOrOneForAll) {
  RgrlOptions options = ensemble_of(3);
  options.members.dropout = {0.5};
  options.members.desired_reward = {1.0, 0.5, 1.0};
  options.members.first_layer_size = {0.0, 0.0, 9.0};
  const MemberKinds kinds(options, 6, 2, 3);
  EXPECT_EQ(kinds.kinds().size(), 3U);
  for (int member = 0; member < 3; ++member) EXPECT_EQ(kinds.of(member).traits.dropout, 0.5);
  EXPECT_EQ(kinds.of(1).traits.desired_reward, 0.5);
  EXPECT_EQ(kinds.of(2).traits.desired_reward, 1.0);
  EXPECT_EQ(kinds.of(1).model.shape.hidden0(), 6);
  EXPECT_EQ(kinds.of(2).model.shape.hidden0(), 9);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
