#include "lib/experiment/file.hpp"

#include <gmock/gmock.h>

#include "lib/experiment/digest.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(OutputFileTest, WritesWhatFitsTheBufferAndWhatDoesNot) {
  const TemporaryFolder folder;
  OutputFile file(folder.path() / "file");
  const std::string large(300000, 'x');
  file.write("small ");
  file.write(large);
  file.write(" end");
  file.close();
  EXPECT_EQ(read_file(folder.path() / "file"), "small " + large + " end");
}

TEST(OutputFileTest, SaysWhichFileCannotBeCreatedAndWhy) {
  EXPECT_THAT([] { OutputFile("/nowhere/file"); },
              ThrowsMessage<std::runtime_error>(AllOf(HasSubstr("/nowhere/file"), HasSubstr("No such file"))));
}

TEST(OutputFileTest, AFullDiskIsNoticed) {
  OutputFile file("/dev/full");
  file.write("text");
  EXPECT_THAT([&] { file.flush(); },
              ThrowsMessage<std::runtime_error>(AllOf(HasSubstr("/dev/full"), HasSubstr("No space left"))));
}

TEST(WriteAtomicallyTest, ReplacesTheWholeFileAndLeavesNoOther) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "run.json";
  write_atomically(path, "a long first content");
  write_atomically(path, "second");
  EXPECT_EQ(read_file(path), "second");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "run.json.tmp"));
}

/// FIPS 180-2, appendix B.1, and the empty message.
TEST(WriteAtomicallyTest, LeavesNothingWhereItFails) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "file/full");
  EXPECT_THAT([&] { write_atomically(folder.path() / "file", "new"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("file: cannot replace: Is a directory")));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "file.tmp"));
}

TEST(DigestTest, KnownAnswers) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace rlrun::experiment::test
