#include "lib/learners/common/replay_buffer.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners {
namespace {

ReplayBuffer<float> filled(Index capacity, int records) {
  ReplayBuffer<float> buffer(2, capacity);
  for (int i = 0; i < records; ++i) buffer.add() = Vector<float>{{static_cast<float>(i), static_cast<float>(-i)}};
  return buffer;
}

/// How often each record is drawn.
std::map<int, int> draws(const ReplayBuffer<float>& buffer, int count) {
  Rng rng(RngKey(3));
  Matrix<float> records(2, count);
  buffer.sample(rng, records);
  std::map<int, int> result;
  for (Index i = 0; i < count; ++i) {
    EXPECT_EQ(records(1, i), -records(0, i));
    ++result[static_cast<int>(records(0, i))];
  }
  return result;
}

TEST(ReplayBuffer, DrawsUniformlyFromWhatWasAdded) {
  const auto found = draws(filled(10, 4), 40000);
  ASSERT_EQ(found.size(), 4U);
  for (const auto& [record, count] : found) EXPECT_NEAR(count, 10000, 400) << record;
}

TEST(ReplayBuffer, ReplacesTheOldest) {
  const ReplayBuffer<float> buffer = filled(3, 5);
  EXPECT_EQ(buffer.size(), 3);
  const auto found = draws(buffer, 1000);
  EXPECT_EQ(found.size(), 3U);
  EXPECT_FALSE(found.contains(0));
  EXPECT_FALSE(found.contains(1));
}

TEST(ReplayBuffer, GoesOnAfterLoading) {
  for (const int records : {0, 2, 3, 5}) {
    ReplayBuffer<float> buffer = filled(3, records);
    ReplayBuffer<float> loaded(2, 3);
    load(loaded, saved(buffer));
    for (auto* each : {&buffer, &loaded}) each->add().setConstant(0.0F);
    EXPECT_EQ(saved(loaded), saved(buffer));
    EXPECT_EQ(draws(loaded, 50), draws(buffer, 50));
  }
}

/// What a buffer of records of a thousand numbers tells of the blocks that it is saved in, 16 records a block.
std::vector<Stretch> lasting_after(int records) {
  constexpr Index capacity = 40;
  ReplayBuffer<float> buffer(1000, capacity);
  for (int i = 0; i < records; ++i) buffer.add().setConstant(static_cast<float>(i));
  StateWriter writer;
  buffer.save(writer);
  return writer.lasting();
}

TEST(ReplayBuffer, BlocksLastWhereNothingIsAdded) {
  EXPECT_EQ(lasting_after(15).size(), 0U);
  EXPECT_EQ(lasting_after(16).size(), 1U);
  EXPECT_EQ(lasting_after(39).size(), 2U);
  EXPECT_EQ(lasting_after(40).size(), 2U);  // the next one goes to the first block
  const std::vector<Stretch> lasting = lasting_after(41 + 16);
  ASSERT_EQ(lasting.size(), 2U);
  EXPECT_GE(lasting[0].size, 16U * 1000 * sizeof(float));
  EXPECT_GE(lasting[1].size, 8U * 1000 * sizeof(float));
  EXPECT_GE(lasting[1].begin, lasting[0].begin + 2 * lasting[0].size);
}

TEST(ReplayBuffer, GoesOnAfterLoadingManyBlocks) {
  for (const int records : {39, 40, 57}) {
    ReplayBuffer<float> buffer(1000, 40);
    for (int i = 0; i < records; ++i) buffer.add().setConstant(static_cast<float>(i));
    ReplayBuffer<float> loaded(1000, 40);
    load(loaded, saved(buffer));
    for (auto* each : {&buffer, &loaded}) each->add().setConstant(0.0F);
    EXPECT_EQ(saved(loaded), saved(buffer));
  }
}

TEST(ReplayBuffer, RefusesWhatDoesNotFit) {
  const std::string state = saved(filled(3, 3));
  ReplayBuffer<float> smaller(2, 2);
  EXPECT_THROW(load(smaller, state), StateError);
  ReplayBuffer<float> other_records(3, 3);
  EXPECT_THROW(load(other_records, state), StateError);
}

}  // namespace
}  // namespace rlrun::learners
