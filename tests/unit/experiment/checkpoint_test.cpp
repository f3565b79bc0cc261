#include "lib/experiment/checkpoint.hpp"

#include <gmock/gmock.h>

#include "lib/core/error.hpp"
#include "lib/core/state_io.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/running_hash.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

Checkpoint example(const std::string& state = "state") {
  return {.config_hash = "abc",
          .start_time = 1.5,
          .files = {{.name = "curve.csv", .bytes = 12, .hash = 0xFFFF'FFFF'FFFF'FFFFU}},
          .state = state,
          .pieces_file = 7,
          .pieces = {}};
}

TEST(CheckpointFormat, IsReadAsItWasWritten) {
  const Checkpoint read = decode_checkpoint(encode(example(std::string("a\0b", 3))));
  EXPECT_EQ(read.config_hash, "abc");
  EXPECT_EQ(read.start_time, 1.5);
  ASSERT_EQ(read.files.size(), 1U);
  EXPECT_EQ(read.files[0].name, "curve.csv");
  EXPECT_EQ(read.files[0].bytes, 12U);
  EXPECT_EQ(read.files[0].hash, 0xFFFF'FFFF'FFFF'FFFFU);
  EXPECT_EQ(read.state, std::string("a\0b", 3));
  EXPECT_EQ(read.pieces_file, 7);
  EXPECT_TRUE(read.pieces.empty());
}

TEST(CheckpointFormat, EveryFlippedBitIsNoticed) {
  const std::string bytes = encode(example());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      ASSERT_THROW(decode_checkpoint(damaged), StateError) << "byte " << i << ", bit " << bit;
    }
  }
}

TEST(CheckpointFormat, EveryCutAndEveryAdditionIsNoticed) {
  const std::string bytes = encode(example());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_THROW(decode_checkpoint(bytes.substr(0, length)), StateError) << length;
  }
  EXPECT_THROW(decode_checkpoint(bytes + "x"), StateError);
}

void takes_all(const Checkpoint&) {}

class CheckpointFiles : public testing::Test {
 protected:
  [[nodiscard]] std::string state() const { return read_checkpoint(folder_.path(), "abc").value().state; }

  void damage(std::string_view name) const {
    std::string bytes = read_file(folder_.path() / name);
    bytes.back() = static_cast<char>(~bytes.back());
    write_atomically(folder_.path() / name, bytes);
  }

  TemporaryFolder folder_;
};

TEST_F(CheckpointFiles, TheNewestCounts) {
  EXPECT_FALSE(read_checkpoint(folder_.path(), "abc"));
  write_checkpoint(folder_.path(), example("first"));
  EXPECT_EQ(state(), "first");
  write_checkpoint(folder_.path(), example("second"));
  EXPECT_EQ(state(), "second");
}

TEST_F(CheckpointFiles, ThePreviousOneIsUsedWhereTheNewestIsDamagedOrMissing) {
  write_checkpoint(folder_.path(), example("first"));
  write_checkpoint(folder_.path(), example("second"));
  damage(Checkpoint::file_name);
  EXPECT_EQ(state(), "first");
  std::filesystem::remove(folder_.path() / Checkpoint::file_name);
  EXPECT_EQ(state(), "first");
  damage(Checkpoint::previous_file_name);
  EXPECT_FALSE(read_checkpoint(folder_.path(), "abc"));
}

TEST_F(CheckpointFiles, ARunThatGoesOnFromThePreviousOneKeepsItWhenItWritesTheNext) {
  write_checkpoint(folder_.path(), example("first"));
  write_checkpoint(folder_.path(), example("second"));
  damage(Checkpoint::file_name);
  EXPECT_EQ(resume_checkpoint(folder_.path(), "abc", takes_all)->state, "first");
  write_checkpoint(folder_.path(), example("third"));
  damage(Checkpoint::file_name);
  EXPECT_EQ(state(), "first");
}

TEST_F(CheckpointFiles, OneThatTheRunCannotUseIsAsGoodAsDamaged) {
  write_checkpoint(folder_.path(), example("first"));
  write_checkpoint(folder_.path(), example("second"));
  const auto only_first = [](const Checkpoint& checkpoint) {
    if (checkpoint.state != "first") throw StateError("it does not fit");
  };
  EXPECT_EQ(resume_checkpoint(folder_.path(), "abc", only_first)->state, "first");
  write_checkpoint(folder_.path(), example("third"));
  EXPECT_EQ(resume_checkpoint(folder_.path(), "abc", only_first)->state, "first");
}

TEST_F(CheckpointFiles, WhereNoneCanBeUsedNothingIsChanged) {
  const auto takes_none = [](const Checkpoint&) { throw StateError("it does not fit"); };
  EXPECT_FALSE(resume_checkpoint(folder_.path(), "abc", takes_none)) << "there is none";
  write_checkpoint(folder_.path(), example("first"));
  write_checkpoint(folder_.path(), example("second"));
  EXPECT_THAT([&] { (void)resume_checkpoint(folder_.path(), "abc", takes_none); },
              ThrowsMessage<UsageError>(HasSubstr("none of its checkpoints can be used")));
  EXPECT_EQ(state(), "second");
}

/// It is no damage that the previous checkpoint would be the answer to.
TEST_F(CheckpointFiles, AnotherFormatIsRefused) {
  write_checkpoint(folder_.path(), example("first"));
  std::string bytes = encode(example("second"));
  bytes[8] = 1;  // the format, behind the magic
  const std::string checked = bytes.substr(0, bytes.size() - 8);
  const std::uint64_t checksum = hash_of(checked);
  bytes = checked + std::string(reinterpret_cast<const char*>(&checksum), 8);
  write_atomically(folder_.path() / Checkpoint::file_name, bytes, folder_.path() / Checkpoint::previous_file_name);
  EXPECT_THAT([&] { (void)resume_checkpoint(folder_.path(), "abc", takes_all); },
              ThrowsMessage<UsageError>(HasSubstr("its format is 1, this program reads 3; --force starts again")));
}

TEST_F(CheckpointFiles, AnotherConfigIsRefused) {
  write_checkpoint(folder_.path(), example());
  EXPECT_THAT([&] { (void)read_checkpoint(folder_.path(), "abd"); },
              ThrowsMessage<UsageError>(HasSubstr("belongs to another config; --force starts again")));
}

TEST_F(CheckpointFiles, AFileGoesOnBehindItsExtent) {
  const auto path = folder_.path() / "rows";
  FileExtent extent;
  {
    OutputFile file(path);
    file.write("one\n");
    extent = file.extent();
    file.write("two\n");
    file.close();
  }
  OutputFile file(path, extent);
  file.write("three\n");
  EXPECT_EQ(file.extent().bytes, 10U);
  EXPECT_EQ(file.extent().hash, hash_of("one\nthree\n"));
  file.close();
  EXPECT_EQ(read_file(path), "one\nthree\n");
}

TEST_F(CheckpointFiles, AFileThatWasChangedOrCutIsRefused) {
  const auto path = folder_.path() / "rows";
  write_atomically(path, "one\n");
  const FileExtent extent = {.name = "rows", .bytes = 4, .hash = hash_of("one\n")};
  for (const char* content : {"on", "onE\n", "onE\ntwo\n"}) {
    write_atomically(path, content);
    EXPECT_THAT(([&] { OutputFile(path, extent); }),
                ThrowsMessage<std::runtime_error>(HasSubstr("is not as the checkpoint left it")));
    EXPECT_EQ(read_file(path), content) << "nothing is lost";
  }
}

}  // namespace
}  // namespace rlrun::experiment::test
