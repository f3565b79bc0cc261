#include "lib/core/state_io.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace rlrun {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

std::string integer_bytes() {
  StateWriter writer;
  writer.write("count", std::int64_t{7});
  return writer.bytes();
}

template <class Scalar>
std::string matrix_bytes(const Matrix<Scalar>& value) {
  StateWriter writer;
  writer.write_matrix<Scalar>("weight", value);
  return writer.bytes();
}

TEST(StateIo, ReturnsEveryKindOfValue) {
  Rng rng(RngKey(3).derive("x"));
  for (int i = 0; i < 6; ++i) rng.next_u32();
  const Matrix<float> singles = Matrix<float>{{1.5F, -2.0F, 3.0F}, {4.0F, 5.0F, -0.0F}};
  const Matrix<double> doubles = Matrix<double>{{0.1}, {1e-300}};
  StateWriter writer;
  writer.write("lowest", std::numeric_limits<std::int64_t>::min());
  writer.write("tenth", 0.1);
  writer.write("text", std::string_view("a\0b\n", 4));
  writer.write("rng", rng);
  writer.write_matrix<float>("singles", singles);
  writer.write_matrix<double>("doubles", doubles);
  writer.write_matrix<double>("empty", Matrix<double>(0, 3));

  StateReader reader(writer.bytes());
  EXPECT_EQ(reader.read_integer("lowest"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(reader.read_real("tenth"), 0.1);
  EXPECT_EQ(reader.read_string("text"), std::string("a\0b\n", 4));
  Rng loaded = reader.read_rng("rng");
  EXPECT_EQ(loaded.position(), rng.position());
  EXPECT_EQ(loaded.next_u64(), rng.next_u64());
  EXPECT_EQ(reader.read_matrix<float>("singles"), singles);
  EXPECT_EQ(reader.read_matrix<double>("doubles"), doubles);
  EXPECT_FALSE(reader.at_end());
  const Matrix<double> empty = reader.read_matrix<double>("empty");
  EXPECT_EQ(empty.rows(), 0);
  EXPECT_EQ(empty.cols(), 3);
  EXPECT_TRUE(reader.at_end());
}

TEST(StateIo, KeepsTheBitsOfNumbersThatAreNotFinite) {
  const double quiet = std::numeric_limits<double>::quiet_NaN();
  StateWriter writer;
  writer.write("nan", quiet);
  writer.write("infinity", -std::numeric_limits<double>::infinity());
  StateReader reader(writer.bytes());
  const double loaded = reader.read_real("nan");
  EXPECT_EQ(std::memcmp(&loaded, &quiet, sizeof(double)), 0);
  EXPECT_EQ(reader.read_real("infinity"), -std::numeric_limits<double>::infinity());
}

TEST(StateIo, ReadFiniteRefusesNumbersThatAreNot) {
  for (const double value : {1.5, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    StateWriter writer;
    writer.write("x", value);
    StateReader reader(writer.bytes());
    if (std::isfinite(value)) {
      EXPECT_EQ(reader.read_finite("x"), value);
    } else {
      EXPECT_THROW(reader.read_finite("x"), StateError);
    }
  }
}

TEST(StateIo, ReadIntoOverwritesAMatrixOfTheSameSizeAndRefusesOthers) {
  StateWriter writer;
  const Matrix<double> saved{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  writer.write_matrix<double>("m", saved);
  Matrix<double> loaded = Matrix<double>::Zero(2, 3);
  StateReader(writer.bytes()).read_into<double>("m", loaded);
  EXPECT_EQ(loaded, saved);
  for (Matrix<double> other : {Matrix<double>(3, 2), Matrix<double>(2, 2), Matrix<double>(6, 1)}) {
    EXPECT_THROW(StateReader(writer.bytes()).read_into<double>("m", other), StateError);
  }
  StateWriter bad;
  bad.write_matrix<double>("m", Matrix<double>::Constant(2, 3, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_THROW(StateReader(bad.bytes()).read_into<double>("m", loaded), StateError);
  EXPECT_EQ(loaded, saved);
}

TEST(StateIo, WritesABlockOfAMatrixWithoutItsSurroundings) {
  Matrix<double> whole = Matrix<double>::Zero(4, 5);
  whole.block(1, 2, 2, 3) << 1, 2, 3, 4, 5, 6;
  StateWriter writer;
  writer.write_matrix<double>("block", whole.block(1, 2, 2, 3));
  StateReader reader(writer.bytes());
  EXPECT_EQ(reader.read_matrix<double>("block"), (Matrix<double>{{1, 2, 3}, {4, 5, 6}}));
}

TEST(StateIo, RefusesAnotherName) {
  const std::string bytes = integer_bytes();
  StateReader reader(bytes);
  EXPECT_THAT([&] { reader.read_integer("size"); },
              ThrowsMessage<StateError>(testing::AllOf(HasSubstr("'count'"), HasSubstr("'size'"))));
}

TEST(StateIo, RefusesAnotherKind) {
  const std::string bytes = integer_bytes();
  EXPECT_THROW(StateReader(bytes).read_real("count"), StateError);
  EXPECT_THROW(StateReader(bytes).read_string("count"), StateError);
  EXPECT_THROW(StateReader(bytes).read_rng("count"), StateError);
  EXPECT_THROW(StateReader(bytes).read_matrix<float>("count"), StateError);
}

TEST(StateIo, RefusesAMatrixOfTheOtherPrecision) {
  const std::string bytes = matrix_bytes<float>(Matrix<float>::Ones(2, 2));
  EXPECT_THROW(StateReader(bytes).read_matrix<double>("weight"), StateError);
}

TEST(StateIo, RefusesBytesCutAtAnyPlace) {
  StateWriter writer;
  writer.write("count", std::int64_t{7});
  writer.write("tenth", 0.1);
  writer.write("text", std::string_view("abc"));
  writer.write("rng", Rng(RngKey(1)));
  writer.write_matrix<float>("weight", Matrix<float>::Ones(2, 3));
  const auto read_all = [](std::string_view bytes) {
    StateReader reader(bytes);
    reader.read_integer("count");
    reader.read_real("tenth");
    reader.read_string("text");
    reader.read_rng("rng");
    reader.read_matrix<float>("weight");
  };
  const std::string_view whole = writer.bytes();
  EXPECT_NO_THROW(read_all(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_THROW(read_all(whole.substr(0, length)), StateError) << "length " << length;
  }
}

TEST(StateIo, RefusesSizesThatNoMemoryHolds) {
  std::string bytes = matrix_bytes<double>(Matrix<double>::Ones(1, 1));
  const std::size_t sizes = bytes.size() - sizeof(double) - 2 * sizeof(std::uint64_t);
  for (const std::uint64_t huge : {~std::uint64_t{0}, std::uint64_t{1} << 32, std::uint64_t{1} << 61}) {
    std::memcpy(bytes.data() + sizes, &huge, sizeof(huge));
    std::memcpy(bytes.data() + sizes + sizeof(huge), &huge, sizeof(huge));
    EXPECT_THROW(StateReader(bytes).read_matrix<double>("weight"), StateError) << huge;
  }
}

TEST(StateIo, LastingStretchesChangeNoByte) {
  StateWriter writer;
  writer.write("count", std::int64_t{7});
  const std::size_t begin = writer.bytes().size();
  writer.write("count", std::int64_t{7});
  writer.mark_lasting(begin);
  writer.write("count", std::int64_t{7});
  EXPECT_EQ(writer.bytes(), integer_bytes() + integer_bytes() + integer_bytes());
  ASSERT_EQ(writer.lasting().size(), 1U);
  EXPECT_EQ(writer.lasting()[0].begin, integer_bytes().size());
  EXPECT_EQ(writer.lasting()[0].size, integer_bytes().size());
}

TEST(StateIo, CountsAndRangesAreChecked) {
  const auto written = [](std::int64_t value) {
    StateWriter writer;
    writer.write("x", value);
    return writer.bytes();
  };
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(StateReader(written(5)).read_count("x"), 5);
  for (const std::int64_t bad : {std::int64_t{-1}, -largest - 1, largest}) {
    EXPECT_THROW(StateReader(written(bad)).read_count("x"), StateError) << bad;
  }
  EXPECT_EQ(StateReader(written(3)).read_integer("x", -1, 3), 3);
  EXPECT_THROW(StateReader(written(4)).read_integer("x", -1, 3), StateError);
  EXPECT_TRUE(StateReader(written(1)).read_flag("x"));
  EXPECT_THROW(StateReader(written(2)).read_flag("x"), StateError);
}

TEST(StateIo, AMatrixWithoutEntriesHasFewRowsAndColumns) {
  StateWriter writer;
  writer.write_matrix<double>("m", Matrix<double>(0, 3));
  std::string bytes = writer.bytes();
  EXPECT_EQ(StateReader(bytes).read_matrix<double>("m").cols(), 3);
  const std::int64_t huge = std::int64_t{1} << 62;
  std::memcpy(bytes.data() + bytes.size() - sizeof(huge), &huge, sizeof(huge));
  EXPECT_THROW(StateReader(bytes).read_matrix<double>("m"), StateError);
}

TEST(StateIo, TheWriterTellsWhatIsNotFinite) {
  StateWriter writer;
  writer.write("a", 1.0);
  EXPECT_EQ(writer.not_finite(), "");
  writer.write("b", std::numeric_limits<double>::infinity());
  writer.write_matrix<float>("c", Matrix<float>::Constant(1, 1, std::numeric_limits<float>::quiet_NaN()));
  EXPECT_EQ(writer.not_finite(), "b");
}

}  // namespace
}  // namespace rlrun
