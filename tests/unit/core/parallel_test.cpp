#include "lib/core/parallel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <chrono>
#include <ctime>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "lib/core/floating_point.hpp"

namespace rlrun {
namespace {

class ParallelFor : public testing::TestWithParam<int> {};

TEST_P(ParallelFor, VisitsEveryIndexOnce) {
  constexpr Index count = 1000;
  std::vector<int> visits(count);
  parallel_for(GetParam(), count, [&](Index i) { ++visits[static_cast<std::size_t>(i)]; });
  EXPECT_THAT(visits, testing::Each(1));
}

TEST_P(ParallelFor, AgainAndAgain) {
  std::atomic<Index> sum = 0;
  for (int round = 0; round < 5000; ++round) parallel_for(GetParam(), 4, [&](Index i) { sum += i; });
  EXPECT_EQ(sum, 5000 * 6);
}

TEST_P(ParallelFor, EveryThreadFlushesSubnormals) {
  std::barrier all_are_here(GetParam());
  std::vector<std::thread::id> threads(static_cast<std::size_t>(GetParam()));
  std::vector<char> flushed(threads.size());
  parallel_for(GetParam(), GetParam(), [&](Index i) {
    all_are_here.arrive_and_wait();
    threads[static_cast<std::size_t>(i)] = std::this_thread::get_id();
    flushed[static_cast<std::size_t>(i)] = subnormals_are_flushed() ? 1 : 0;
  });
  EXPECT_EQ(std::set(threads.begin(), threads.end()).size(), threads.size());
  EXPECT_THAT(flushed, testing::Each(1));
}

TEST_P(ParallelFor, ThrowsTheExceptionOfTheLowestIndexAfterAllCalls) {
  std::atomic<int> calls = 0;
  const auto body = [&](Index i) {
    ++calls;
    if (i % 3 == 2) throw std::runtime_error(std::to_string(i));
  };
  EXPECT_THAT([&] { parallel_for(GetParam(), 100, body); }, testing::ThrowsMessage<std::runtime_error>("2"));
  EXPECT_EQ(calls, GetParam() == 1 ? 3 : 100);
}

TEST_P(ParallelFor, ACallFromWithinRunsOnItsOwnThread) {
  std::vector<int> visits(64);
  parallel_for(GetParam(), 8, [&](Index outer) {
    const auto self = std::this_thread::get_id();
    parallel_for(GetParam(), 8, [&](Index inner) {
      EXPECT_EQ(std::this_thread::get_id(), self);
      ++visits[static_cast<std::size_t>(outer * 8 + inner)];
    });
  });
  EXPECT_THAT(visits, testing::Each(1));
}

INSTANTIATE_TEST_SUITE_P(Threads, ParallelFor, testing::Values(1, 2, 8), testing::PrintToStringParamName());

TEST(ParallelForTest, ThreadsThatWaitUseNoProcessor) {
  parallel_for(4, 4, [](Index) {});
  const std::clock_t before = std::clock();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_LT(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC, 0.02);
}

TEST(ThreadsWorth, GrowsWithTheWorkUpToTheLimit) {
  EXPECT_EQ(threads_worth(8, 0.0), 1);
  EXPECT_EQ(threads_worth(8, 200'000.0), 1);  // a step of MAP propagation on CartPole
  EXPECT_EQ(threads_worth(8, 1e9), 8);
  EXPECT_EQ(threads_worth(1, 1e9), 1);
}

}  // namespace
}  // namespace rlrun
