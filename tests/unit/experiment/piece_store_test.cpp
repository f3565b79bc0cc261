#include "lib/experiment/piece_store.hpp"

#include <gtest/gtest.h>

#include <set>

#include "lib/experiment/pieces_path.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t block_bytes = 100'000;

/// A state of a few blocks that last, each filled with a character, between numbers that do not.
StateWriter state_of(std::string_view blocks) {
  StateWriter writer;
  writer.write("before", 1.5);
  for (const char block : blocks) {
    const std::size_t begin = writer.bytes().size();
    writer.write("block", std::string_view(std::string(block_bytes, block)));
    writer.mark_lasting(begin);
  }
  writer.write("after", 2.5);
  return writer;
}

class PieceStoreTest : public testing::Test {
 protected:
  /// Writes a checkpoint as a run does.
  void save(std::string_view blocks) {
    Checkpoint checkpoint = {
        .config_hash = "abc", .start_time = 0.0, .files = {}, .state = "", .pieces_file = 0, .pieces = {}};
    store_.put(state_of(blocks), checkpoint);
    write_checkpoint(folder_.path(), checkpoint);
    store_.clean(checkpoint);
  }

  [[nodiscard]] double blocks_on_disk() const {
    double bytes = 0.0;
    for (const long number : numbers())
      bytes += static_cast<double>(fs::file_size(pieces_path(folder_.path(), number)));
    return bytes / block_bytes;
  }

  double blocks_written(std::string_view blocks) {
    const double before = blocks_on_disk();
    save(blocks);
    return blocks_on_disk() - before;
  }

  [[nodiscard]] std::set<long> numbers() const {
    const std::vector<long> found = pieces_numbers(folder_.path());
    return {found.begin(), found.end()};
  }

  [[nodiscard]] Checkpoint read() const { return read_checkpoint(folder_.path(), "abc").value(); }

  [[nodiscard]] bool holds(std::string_view blocks) const { return read().state == state_of(blocks).bytes(); }

  TemporaryFolder folder_;
  PieceStore store_{folder_.path()};
};

TEST_F(PieceStoreTest, LittleStaysInTheCheckpoint) {
  save("ab");
  EXPECT_TRUE(numbers().empty());
  EXPECT_TRUE(holds("ab"));
  EXPECT_EQ(read().pieces_file, 0);
}

TEST_F(PieceStoreTest, WritesWhatIsNewSinceTheCheckpointBeforeTheLast) {
  EXPECT_NEAR(blocks_written("abc"), 3.0, 0.01);
  EXPECT_NEAR(blocks_written("abcd"), 4.0, 0.01);
  EXPECT_NEAR(blocks_written("abcde"), 2.0, 0.01);
  EXPECT_NEAR(blocks_written("abcdef"), 2.0, 0.01);
  EXPECT_NEAR(blocks_written("fedcba"), 1.0, 0.01);
  EXPECT_EQ(blocks_written("fedcba"), 0.0);
  EXPECT_TRUE(holds("fedcba"));
  EXPECT_LT(fs::file_size(folder_.path() / Checkpoint::file_name), 1000U);
}

TEST_F(PieceStoreTest, TheLastTwoCheckpointsShareNoFile) {
  long last = 0;
  for (const char* blocks : {"abc", "abcd", "abcd", "xbcd", "xyzd", "xyzu", "1234"}) {
    save(blocks);
    EXPECT_TRUE(holds(blocks));
    EXPECT_NE(read().pieces_file, last);
    last = read().pieces_file;
  }
}

TEST_F(PieceStoreTest, TheOneBeforeIsReadWhenTheFileOfTheNewestIsGone) {
  save("abc");
  save("abd");
  fs::remove(pieces_path(folder_.path(), read().pieces_file));
  EXPECT_TRUE(holds("abc"));
}

TEST_F(PieceStoreTest, BeginsANewFileWhereMostIsWasteAndRemovesTheOld) {
  save("abc");
  save("abc");
  EXPECT_EQ(numbers(), (std::set<long>{1, 2}));
  save("def");  // half of the file is of use
  EXPECT_EQ(numbers(), (std::set<long>{1, 2}));
  save("def");
  save("ghi");
  EXPECT_EQ(numbers(), (std::set<long>{2, 3}));
  save("ghi");
  EXPECT_EQ(numbers(), (std::set<long>{3, 4}));
  EXPECT_TRUE(holds("ghi"));
}

TEST_F(PieceStoreTest, FilesThatWereLeftLyingAreRemovedInTime) {
  write_atomically(pieces_path(folder_.path(), 9), "of a run that was killed");
  write_atomically(folder_.path() / "checkpoint.pieces.txt", "of somebody else");
  store_ = PieceStore(folder_.path());
  save("abc");
  EXPECT_EQ(numbers(), (std::set<long>{10}));
  EXPECT_TRUE(fs::exists(folder_.path() / "checkpoint.pieces.txt"));
}

TEST_F(PieceStoreTest, AResumedRunKeepsTheFileOfItsCheckpointUntilTwoMoreAreWritten) {
  save("abc");
  save("abd");
  store_ = PieceStore(folder_.path(), read().pieces_file);
  save("abe");
  EXPECT_EQ(numbers(), (std::set<long>{2, 3}));
  fs::remove(folder_.path() / Checkpoint::file_name);
  EXPECT_TRUE(holds("abd"));
  save("abf");
  EXPECT_EQ(numbers(), (std::set<long>{3, 4}));
}

}  // namespace
}  // namespace rlrun::experiment::test
