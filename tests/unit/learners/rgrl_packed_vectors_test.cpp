#include "lib/learners/rgrl/packed_vectors.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rlrun::learners::rgrl {
namespace {

template <class Scalar>
Matrix<Scalar> random_bits(Index rows, Index cols) {
  Rng rng(RngKey(5));
  Matrix<Scalar> matrix(rows, cols);
  for (Scalar& entry : matrix.reshaped()) entry = static_cast<Scalar>(rng.below(2));
  return matrix;
}

template <class Scalar>
std::string packed(const Matrix<Scalar>& matrix) {
  StateWriter writer;
  write_packed<Scalar>(writer, "x", matrix);
  return writer.bytes();
}

template <class Scalar>
Matrix<Scalar> unpacked(const std::string& bytes) {
  StateReader reader(bytes);
  Matrix<Scalar> matrix = read_packed<Scalar>(reader, "x");
  EXPECT_TRUE(reader.at_end());
  return matrix;
}

TEST(RgrlPackedVectors, CodesComeBackFromBits) {
  for (const Index rows : {0, 1, 7, 8, 9, 100}) {
    for (const Index cols : {0, 1, 3, 16}) {
      const Matrix<float> single = random_bits<float>(rows, cols);
      const Matrix<double> wide = random_bits<double>(rows, cols);
      EXPECT_EQ(unpacked<float>(packed(single)), single) << rows << " x " << cols;
      EXPECT_EQ(unpacked<double>(packed(wide)), wide) << rows << " x " << cols;
    }
  }
  EXPECT_LT(packed(random_bits<float>(100, 500)).size(), 100U * 500U / 8U + 200U);
}

TEST(RgrlPackedVectors, OtherNumbersComeBackAsTheyAre) {
  Matrix<double> matrix = random_bits<double>(5, 4);
  for (const double odd : {0.5, -1.0, 1.0 + 1e-15}) {
    matrix(3, 2) = odd;
    EXPECT_EQ(unpacked<double>(packed(matrix)), matrix) << odd;
  }
  matrix(3, 2) = std::numeric_limits<double>::infinity();
  EXPECT_THROW(unpacked<double>(packed(matrix)), StateError);
}

TEST(RgrlPackedVectors, RefusesSizesThatAreNotThoseOfTheBits) {
  constexpr std::int64_t huge = std::int64_t{1} << 62;
  for (const auto& [rows, cols] : std::vector<std::pair<std::int64_t, std::int64_t>>{
           {3, 3}, {17, 1}, {8, 1}, {-1, -9}, {huge, 4}, {4, huge}, {huge, huge}, {0, 0}}) {
    StateWriter writer;
    writer.write("x_binary", std::int64_t{1});
    writer.write("x_rows", rows);
    writer.write("x_cols", cols);
    writer.write("x", std::string(2, '\x0f'));
    StateReader reader(writer.bytes());
    const bool right = rows == 3 && cols == 3;
    if (right) {
      EXPECT_NO_THROW(read_packed<float>(reader, "x"));
    } else {
      EXPECT_THROW(read_packed<float>(reader, "x"), StateError) << rows << " x " << cols;
    }
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
