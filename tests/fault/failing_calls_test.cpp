// Every single call of the operating system that writes may fail: the run says so, and --resume then ends as if nothing
// had happened.
#include <gmock/gmock.h>

#include <cerrno>
#include <cstring>
#include <tuple>

#include "tests/cli/program.hpp"
#include "tests/fault/short_run.hpp"

namespace rlrun::fault {
namespace {

using cli::Outcome;
using cli::Program;
using testing::AllOf;
using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;

struct Fault {
  std::string name;
  std::string call;  ///< as tests/fault/preload/faults.cpp names it
  int error = 0;     ///< errno
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class FaultyRunTest : public testing::Test {
 protected:
  explicit FaultyRunTest(ShortRun run) : run_(std::move(run)) {
    program_.write(run_.file(), run_.config);
    EXPECT_EQ(program_.run(run_.arguments("unbroken") + " --quiet", preload("none")).exit_code, 0);
  }

  /// Shell commands that have call number `at` fail with this errno, if any.
  [[nodiscard]] std::string preload(const std::string& call, long at = 0, int error = 0) const {
    return "export LD_PRELOAD=" FAULTS_LIBRARY " FAULT_FOLDER=" + program_.folder().string() + " FAULT_CALL=" + call +
           " FAULT_AT=" + std::to_string(at) + " FAULT_ERRNO=" + std::to_string(error) +
           " FAULT_REPORT=" + report_.string() + ";";
  }

  /// The path of the call that failed, relative; empty when none did.
  std::string take_report() const {
    if (!std::filesystem::exists(report_)) return "";
    const std::string path = program_.read(report_.filename().string());
    std::filesystem::remove(report_);
    return std::filesystem::relative(path, program_.folder()).string();
  }

  [[nodiscard]] bool has_checkpoint(const std::string& out) const {
    const std::string directory = run_.directory(out);
    return std::filesystem::exists(program_.folder() / directory / "checkpoint.bin") ||
           std::filesystem::exists(program_.folder() / directory / "checkpoint.prev.bin");
  }

  void expect_unbroken(const std::string& out) const {
    for (const std::string name : {"curve.csv", "diagnostics.csv"}) {
      EXPECT_EQ(program_.read(run_.directory(out) + name), program_.read(run_.directory("unbroken") + name));
    }
    EXPECT_THAT(program_.files(), testing::Not(testing::Contains(AnyOf(EndsWith(".tmp"), EndsWith("/lock")))));
  }

  /// Resumes without faults what a fault ended.
  void expect_resumed(const std::string& out) const {
    const bool saved = has_checkpoint(out);
    const Outcome resumed = program_.run(run_.arguments(out) + " --resume", preload("none"));
    EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
    EXPECT_THAT(resumed.err, AnyOf(HasSubstr("finished already"),
                                   HasSubstr(saved ? ", resumed" : "there is no checkpoint, so it starts again")));
    expect_unbroken(out);
  }

  Program program_;
  ShortRun run_;
  std::filesystem::path report_ = program_.folder() / "failed_call";
};

class ShortWriteTest : public FaultyRunTest, public testing::WithParamInterface<ShortRun> {
 protected:
  ShortWriteTest() : FaultyRunTest(GetParam()) {}
};

TEST_P(ShortWriteTest, EveryWriteIsCompleted) {
  const Outcome outcome = program_.run(run_.arguments("out"), preload("short_write"));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  expect_unbroken("out");
}

INSTANTIATE_TEST_SUITE_P(Runs, ShortWriteTest, testing::Values(random_run(8, 60), rgrl_run(6, 20), replay_run(55, 400)),
                         [](const auto& parameter) { return parameter.param.name; });

class FailingCallTest : public FaultyRunTest, public testing::WithParamInterface<std::tuple<ShortRun, Fault>> {
 protected:
  FailingCallTest() : FaultyRunTest(std::get<ShortRun>(GetParam())) {}

  Fault fault_ = std::get<Fault>(GetParam());
};

TEST_P(FailingCallTest, EachInTurn) {
  long at = 1;
  for (;; ++at) {
    const std::string out = "out" + std::to_string(at);
    const Outcome outcome = program_.run(run_.arguments(out) + " --quiet", preload(fault_.call, at, fault_.error));
    const std::string path = take_report();
    if (path.empty()) {
      EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
      break;
    }
    SCOPED_TRACE(fault_.name + " number " + std::to_string(at) + ", on " + path);
    EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(path + ": "), HasSubstr(std::strerror(fault_.error))));
    expect_resumed(out);
    if (HasFailure()) return;
    std::filesystem::remove_all(program_.folder() / out);
  }
  RecordProperty("calls", static_cast<int>(at - 1));
  EXPECT_GT(at, 5) << "the run is to make many calls";
}

std::string test_name(const testing::TestParamInfo<FailingCallTest::ParamType>& info) {
  return std::get<ShortRun>(info.param).name + "_" + std::get<Fault>(info.param).name;
}

INSTANTIATE_TEST_SUITE_P(AllCalls, FailingCallTest,
                         testing::Combine(testing::Values(random_run(8, 60), rgrl_run(6, 20), replay_run(55, 400)),
                                          testing::Values(Fault{"full_disk", "write", ENOSPC},
                                                          Fault{"half_a_write", "half_write", ENOSPC},
                                                          Fault{"sync", "fsync", EIO}, Fault{"rename", "rename", EIO},
                                                          Fault{"open", "open", ENOSPC})),
                         test_name);

}  // namespace
}  // namespace rlrun::fault
