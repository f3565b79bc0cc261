#include "lib/core/rng.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

namespace rlrun {
namespace {

using Words = std::array<std::uint32_t, 4>;

Words philox(const Words& counter, std::uint32_t key_low, std::uint32_t key_high) {
  const philox4x32_ctr_t input = {{counter[0], counter[1], counter[2], counter[3]}};
  const philox4x32_key_t key = {{key_low, key_high}};
  const philox4x32_ctr_t block = philox4x32(input, key);
  return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

Words next_block(Rng& rng) {
  Words words{};
  for (auto& word : words) word = rng.next_u32();
  return words;
}

// The known-answer vectors that Random123 publishes for philox4x32 with 10 rounds.
TEST(Philox, GivesThePublishedKnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0U, ~0U, ~0U, ~0U}, ~0U, ~0U), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Rng, FirstWordsOfKeyZeroAreTheFirstKnownAnswer) {
  Rng rng{RngKey(0)};
  EXPECT_EQ(next_block(rng), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(Rng, CountsBlocksFromZeroUnderTheKey) {
  Rng rng{RngKey(0x299f31d0a4093822)};
  for (const std::uint64_t block : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{1} << 40}) {
    rng.set_position(4 * block);
    const Words counter = {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32), 0, 0};
    EXPECT_EQ(next_block(rng), philox(counter, 0xa4093822, 0x299f31d0)) << "block " << block;
  }
}

TEST(Rng, WideWordsHoldTheLowerHalfFirst) {
  Rng rng{RngKey(0)};
  EXPECT_EQ(rng.next_u64(), 0xe169c58d6627e8d5);
}

TEST(Rng, SetPositionReturnsToAnyWord) {
  Rng rng{RngKey(5)};
  std::vector<std::uint32_t> words(23);
  std::generate(words.begin(), words.end(), [&] { return rng.next_u32(); });
  for (std::size_t position = 0; position < words.size(); ++position) {
    Rng other{RngKey(5)};
    other.set_position(position);
    EXPECT_EQ(other.position(), position);
    EXPECT_EQ(other.next_u32(), words[position]) << "position " << position;
    EXPECT_EQ(other.position(), position + 1);
  }
}

TEST(Rng, CopiesGoOnAlikeAndApart) {
  Rng original{RngKey(5)};
  original.next_u32();
  Rng copy = original;
  const auto expected = original.next_u64();
  original.next_u64();
  EXPECT_EQ(copy.next_u64(), expected);
  EXPECT_NE(copy.position(), original.position());
}

// Every result ever published depends on these values: a change here changes all of them.
TEST(Rng, StreamsNeverChange) {
  const RngKey key = RngKey(42).derive("environment").derive(3);
  Rng rng(key);
  EXPECT_EQ(key.bits(), 0x844e23750dfc1af7U);
  EXPECT_EQ(rng.next_u32(), 0x7d9822d7U);
  EXPECT_EQ(rng.next_u64(), 0xef6c16172eb4b76bU);
  EXPECT_DOUBLE_EQ(rng.uniform(), 0.33921137307909566);
  EXPECT_DOUBLE_EQ(rng.uniform(-2.0, 3.0), 0.61641083903967564);
  EXPECT_DOUBLE_EQ(rng.normal(), 1.8617565521210304);
  EXPECT_EQ(rng.below(1000), 803U);
  EXPECT_EQ(rng.categorical(std::array{0.1, 0.2, 0.3, 0.4}), 2U);
}

TEST(RngKey, DerivationIsAPureFunction) {
  EXPECT_EQ(RngKey(1).derive("replay").bits(), RngKey(1).derive("replay").bits());
  EXPECT_EQ(RngKey(1).derive(9).bits(), RngKey(1).derive(9).bits());
}

TEST(RngKey, ChildrenDifferFromEachOtherAndFromTheirParent) {
  std::set<std::uint64_t> bits;
  std::size_t count = 0;
  const auto add = [&](RngKey key) {
    bits.insert(key.bits());
    ++count;
  };
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const RngKey root(seed);
    add(root);
    for (const char* name : {"environment", "initialisation", "exploration", "replay", "evaluation", "0", ""}) {
      add(root.derive(name));
    }
    for (std::uint64_t index = 0; index < 50; ++index) {
      add(root.derive(index));
      add(root.derive("environment").derive(index));
    }
  }
  EXPECT_EQ(bits.size(), count);
}

TEST(RngKey, StreamsOfNeighbouringKeysAreUncorrelated) {
  constexpr int draws = 20000;
  const RngKey root(7);
  for (std::uint64_t index = 0; index < 5; ++index) {
    Rng left(root.derive(index));
    Rng right(root.derive(index + 1));
    double sum = 0.0;
    for (int i = 0; i < draws; ++i) sum += (left.uniform() - 0.5) * (right.uniform() - 0.5);
    const double correlation = 12.0 * sum / draws;
    EXPECT_LT(std::abs(correlation), 4.0 / std::sqrt(draws)) << "index " << index;
  }
}

TEST(RngKey, StreamOfAParentDoesNotMeetItsChildren) {
  Rng parent{RngKey(3)};
  std::set<std::uint64_t> words;
  for (int i = 0; i < 4000; ++i) words.insert(parent.next_u64());
  for (std::uint64_t index = 0; index < 1000; ++index) {
    EXPECT_FALSE(words.contains(RngKey(3).derive(index).bits())) << "index " << index;
  }
}

TEST(Rng, ShuffleGivesEveryOrderEquallyOften) {
  Rng rng{RngKey(11)};
  std::array<int, 6> counts{};
  constexpr int draws = 60000;
  for (int i = 0; i < draws; ++i) {
    std::array<int, 3> values = {0, 1, 2};
    rng.shuffle(std::span<int>(values));
    int order = 0;
    std::array<int, 3> candidate = {0, 1, 2};
    while (candidate != values) {
      std::next_permutation(candidate.begin(), candidate.end());
      ++order;
    }
    ++counts[static_cast<std::size_t>(order)];
  }
  for (const int count : counts) EXPECT_NEAR(count, draws / 6, 4.0 * std::sqrt(draws / 6.0));
}

}  // namespace
}  // namespace rlrun
