#include "lib/experiment/piece.hpp"

#include <gmock/gmock.h>

#include "lib/core/state_io.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr std::string_view state = "ab1234cd567";
constexpr std::string_view file = "..567.1234";

std::vector<Piece> example() {
  return {{.position = 2, .size = 4, .offset = 6, .hash = wide_hash_of("1234")},
          {.position = 8, .size = 3, .offset = 2, .hash = wide_hash_of("567")}};
}

TEST(Pieces, AreTakenOutAndPutBack) {
  EXPECT_EQ(without_pieces(state, example()), "abcd");
  EXPECT_EQ(with_pieces("abcd", example(), file), state);
  EXPECT_EQ(without_pieces(state, {}), state);
  EXPECT_EQ(with_pieces(state, {}, ""), state);
}

TEST(Pieces, AreReadAsTheyWereWritten) {
  const std::vector<Piece> pieces = decode_pieces(encode_pieces(example()));
  EXPECT_EQ(with_pieces("abcd", pieces, file), state);
  EXPECT_TRUE(decode_pieces("").empty());
  EXPECT_THROW(decode_pieces(encode_pieces(example()) + "x"), StateError);
}

TEST(Pieces, EveryFlippedBitOfThemIsNoticed) {
  for (const std::size_t i : {2U, 3U, 4U, 6U, 7U, 8U, 9U}) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged(file);
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      EXPECT_THAT([&] { (void)with_pieces("abcd", example(), damaged); },
                  ThrowsMessage<StateError>(HasSubstr("checksum of one of its pieces")));
    }
  }
}

TEST(Pieces, EveryCutOfTheirFileIsNoticed) {
  for (std::size_t length = 0; length < file.size(); ++length) {
    EXPECT_THROW((void)with_pieces("abcd", example(), file.substr(0, length)), StateError) << length;
  }
}

TEST(Pieces, ThatLieNowhereAreRefused) {
  constexpr std::uint64_t far = 0xFFFF'FFFF'FFFF'FFFFU;
  const auto expect_refusal = [](std::size_t index, std::uint64_t Piece::*member, std::uint64_t value) {
    std::vector<Piece> pieces = example();
    pieces[index].*member = value;
    EXPECT_THROW((void)with_pieces("abcd", pieces, file), StateError);
  };
  for (const std::size_t index : {0U, 1U}) {
    expect_refusal(index, &Piece::position, far);
    expect_refusal(index, &Piece::offset, far);
    expect_refusal(index, &Piece::size, far);
  }
  expect_refusal(1, &Piece::position, 5);  // within the first
}

}  // namespace
}  // namespace rlrun::experiment::test
