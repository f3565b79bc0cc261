// Runs that SIGKILL ends at many moments: resumed, they end as if nothing had happened.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/fault/short_run.hpp"

namespace rlrun::fault {
namespace {

using cli::Program;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr int kills_by_default = 10;  // a config

/// RLRUN_KILLS in the environment asks for more.
int kills_wanted() {
  const char* const value = std::getenv("RLRUN_KILLS");
  return value == nullptr ? kills_by_default : std::atoi(value);
}

/// Number `index` of a sequence in [0, 1) that leaves no large gap however many are taken.
double spread(int index) {
  constexpr double golden_ratio = 0.6180339887498949;
  return std::fmod(golden_ratio * (index + 1), 1.0);
}

/// The rows without the column of wall-clock times, which is the last one, and without the first line.
std::string without_times(const std::string& monitor) {
  std::string rows;
  for (std::size_t begin = monitor.find('\n') + 1; begin < monitor.size();) {
    const std::size_t end = monitor.find("\r\n", begin);
    const std::string row = monitor.substr(begin, end - begin);
    rows += row.substr(0, row.rfind(',')) + "\n";
    begin = end + 2;
  }
  return rows;
}

class KillTest : public testing::TestWithParam<ShortRun> {
 protected:
  KillTest() {
    program_.write(run_.file(), run_.config);
    const auto start = Clock::now();
    EXPECT_EQ(live("unbroken"), 0);
    duration_ = Clock::now() - start;
  }

  [[nodiscard]] pid_t start(const std::string& out) const {
    return program_.start({"run", run_.file(), "--quiet", "--resume", "--threads", "1", "--out", out,
                           "--checkpoint-every", std::to_string(run_.steps_between_saves)});
  }

  [[nodiscard]] int live(const std::string& out) const { return Program::wait_for(start(out)); }

  /// Starts or resumes the run and kills it after a part of the time that it needs as a whole. True when it was still
  /// running then.
  [[nodiscard]] bool live_and_be_killed(const std::string& out, double part) {
    const pid_t process = start(out);
    std::this_thread::sleep_for(duration_ * part);
    ::kill(process, SIGKILL);
    const int exit_code = Program::wait_for(process);
    EXPECT_TRUE(exit_code == 0 || exit_code == 128 + SIGKILL) << exit_code;
    // How long it takes changes with what else the machine does.
    duration_ *= exit_code == 0 ? 0.7 : 1.1;
    return exit_code != 0;
  }

  void expect_unbroken(const std::string& out) const {
    const auto read = [this](const std::string& folder, const std::string& name) {
      return program_.read(run_.directory(folder) + name);
    };
    for (const std::string name : {"curve.csv", "diagnostics.csv"}) {
      EXPECT_TRUE(read(out, name) == read("unbroken", name)) << name;
    }
    EXPECT_EQ(without_times(read(out, "monitor.csv")), without_times(read("unbroken", "monitor.csv")));
  }

  Program program_;
  ShortRun run_ = GetParam();
  Seconds duration_{};
};

TEST_P(KillTest, AtManyMoments) {
  const int wanted = kills_wanted();
  int kills = 0;
  int runs = 0;
  for (int life = 0; kills < wanted; ++runs) {
    ASSERT_LT(runs, 10 * wanted) << "the runs end before they can be killed";
    const std::string out = "out" + std::to_string(runs);
    while (kills < wanted && live_and_be_killed(out, spread(life++))) ++kills;
    ASSERT_EQ(live(out), 0);
    expect_unbroken(out);
    if (HasFailure()) return;
    std::filesystem::remove_all(program_.folder() / out);
  }
  RecordProperty("kills", kills);
  RecordProperty("runs", runs);
}

INSTANTIATE_TEST_SUITE_P(Runs, KillTest, testing::Values(random_run(600, 500), rgrl_run(60, 50), replay_run(200, 200)),
                         [](const auto& parameter) { return parameter.param.name; });

}  // namespace
}  // namespace rlrun::fault
