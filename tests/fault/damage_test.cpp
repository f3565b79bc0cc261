// Damaged checkpoints: the one before is used, and the run says so.
#include <gmock/gmock.h>
#include <spdlog/spdlog.h>

#include <fstream>

#include "lib/experiment/checkpoint.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/pieces_path.hpp"
#include "tests/cli/program.hpp"
#include "tests/fault/short_run.hpp"

namespace rlrun::fault {
namespace {

namespace fs = std::filesystem;
using cli::Outcome;
using cli::Program;
using experiment::Checkpoint;
using experiment::decode_checkpoint;
using testing::AllOf;
using testing::HasSubstr;

class DamageTest : public testing::TestWithParam<ShortRun> {
 protected:
  DamageTest() {
    program_.write(run_.file(), run_.config);
    EXPECT_EQ(program_.run(run_.arguments("out") + " --quiet").exit_code, 0);
    curve_ = program_.read(run_.directory("out") + "curve.csv");
    fs::remove(directory_ / "run.json");  // that of a run that was killed would not say that it is done
    newest_ = experiment::read_file(directory_ / Checkpoint::file_name);
    previous_ = experiment::read_file(directory_ / Checkpoint::previous_file_name);
  }

  void overwrite(std::string_view name, const std::string& bytes) const {
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
  }

  /// With all bits of one byte turned over.
  static std::string damaged(std::string bytes, std::size_t position) {
    bytes[position] = static_cast<char>(~bytes[position]);
    return bytes;
  }

  static std::string pieces_name(const Checkpoint& checkpoint) {
    return experiment::pieces_path("", checkpoint.pieces_file).string();
  }

  /// That of the newest checkpoint which is whole.
  [[nodiscard]] std::string state() const {
    return experiment::read_checkpoint(directory_, decode_checkpoint(newest_).config_hash).value().state;
  }

  [[nodiscard]] std::string previous_state() const {
    fs::remove(directory_ / Checkpoint::file_name);
    const std::string previous = state();
    overwrite(Checkpoint::file_name, newest_);
    return previous;
  }

  /// Damages every byte of a part of a file in turn; of one with more than `most`, bytes at equal distances.
  void expect_previous_where_damaged(std::string_view name, std::size_t begin, std::size_t size,
                                     std::size_t most) const {
    const std::string bytes = experiment::read_file(directory_ / name);
    spdlog::set_level(spdlog::level::off);
    const std::string previous = previous_state();
    ASSERT_NE(previous, state());
    for (std::size_t i = begin; i < begin + size; i += size / most + 1) {
      overwrite(name, damaged(bytes, i));
      ASSERT_TRUE(state() == previous) << name << ", byte " << i;
    }
    overwrite(name, bytes);
    spdlog::set_level(spdlog::level::info);
  }

  [[nodiscard]] Outcome resume() const { return program_.run(run_.arguments("out") + " --resume"); }

  void expect_unbroken() const { EXPECT_EQ(program_.read(run_.directory("out") + "curve.csv"), curve_); }

  Program program_;
  ShortRun run_ = GetParam();
  fs::path directory_ = program_.folder() / run_.directory("out");
  std::string curve_;
  std::string newest_;
  std::string previous_;
};

TEST_P(DamageTest, ThePreviousOneIsReadWhicheverByteIsDamaged) {
  expect_previous_where_damaged(Checkpoint::file_name, 0, newest_.size(), 1000);
}

TEST_P(DamageTest, ThePreviousOneIsReadWhicheverPieceIsDamaged) {
  const Checkpoint checkpoint = decode_checkpoint(newest_);
  EXPECT_EQ(checkpoint.pieces.empty(), run_.name != "replay");
  for (const experiment::Piece& piece : checkpoint.pieces) {
    expect_previous_where_damaged(pieces_name(checkpoint), piece.offset, piece.size, 100);
  }
}

TEST_P(DamageTest, TheRunGoesOnFromThePreviousOneWhereAPieceIsDamaged) {
  const Checkpoint checkpoint = decode_checkpoint(newest_);
  if (checkpoint.pieces.empty()) GTEST_SKIP() << "all lies in the checkpoint itself";
  const std::string bytes = experiment::read_file(directory_ / pieces_name(checkpoint));
  overwrite(pieces_name(checkpoint), damaged(bytes, checkpoint.pieces.back().offset));
  const Outcome resumed = resume();
  EXPECT_EQ(resumed.exit_code, 0);
  EXPECT_THAT(resumed.err, AllOf(HasSubstr("checkpoint.bin: not usable: the checksum of one of its pieces is wrong"),
                                 HasSubstr("checkpoint.prev.bin: used, for there is no whole checkpoint.bin"),
                                 HasSubstr(", resumed")));
  expect_unbroken();
}

TEST_P(DamageTest, TheRunGoesOnFromThePreviousOne) {
  overwrite(Checkpoint::file_name, damaged(newest_, newest_.size() / 2));
  const Outcome resumed = resume();
  EXPECT_EQ(resumed.exit_code, 0);
  EXPECT_THAT(resumed.err, AllOf(HasSubstr("checkpoint.bin: not usable: its checksum is wrong"),
                                 HasSubstr("checkpoint.prev.bin: used, for there is no whole checkpoint.bin"),
                                 HasSubstr(", resumed")));
  expect_unbroken();
}

TEST_P(DamageTest, TheRunGoesOnFromThePreviousOneWhereTheNewestIsMissing) {
  fs::remove(directory_ / Checkpoint::file_name);
  const Outcome resumed = resume();
  EXPECT_EQ(resumed.exit_code, 0);
  EXPECT_THAT(resumed.err, AllOf(HasSubstr("checkpoint.prev.bin: used, for there is no whole checkpoint.bin"),
                                 HasSubstr(", resumed")));
  expect_unbroken();
}

TEST_P(DamageTest, WhereBothAreDamagedItIsRefusedAndNothingDeleted) {
  overwrite(Checkpoint::file_name, damaged(newest_, 20));
  overwrite(Checkpoint::previous_file_name, previous_.substr(0, previous_.size() / 2));
  const auto files = program_.files();
  const Outcome resumed = resume();
  EXPECT_EQ(resumed.exit_code, 2);
  EXPECT_THAT(resumed.err, AllOf(HasSubstr("checkpoint.bin: not usable"), HasSubstr("checkpoint.prev.bin: not usable"),
                                 HasSubstr("none of its checkpoints can be used"), HasSubstr("--force deletes")));
  EXPECT_EQ(program_.files(), files);
  expect_unbroken();
  EXPECT_EQ(program_.run(run_.arguments("out") + " --force").exit_code, 0);
  expect_unbroken();
}

INSTANTIATE_TEST_SUITE_P(Runs, DamageTest, testing::Values(random_run(8, 60), rgrl_run(6, 20), replay_run(55, 400)),
                         [](const auto& parameter) { return parameter.param.name; });

}  // namespace
}  // namespace rlrun::fault
