#include "tests/golden/golden_data.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace rlrun::golden {
namespace {

std::filesystem::path directory() {
  const char* path = std::getenv("RLRUN_GOLDEN_DIR");
  return path != nullptr ? path : RLRUN_SOURCE_DIR "/tests/data";
}

}  // namespace

std::vector<std::filesystem::path> files(std::string_view folder, std::string_view prefix, std::string_view extension) {
  const std::filesystem::path place = directory() / folder;
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(place)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(extension)) found.push_back(entry.path());
  }
  if (found.empty()) {
    throw std::runtime_error("no golden file " + (place / prefix).string() + "*" + std::string(extension));
  }
  std::sort(found.begin(), found.end());
  return found;
}

Json read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  return Json::parse(file);
}

Matrix<double> matrix(const Json& tensor) { return columns(tensor).transpose(); }

Matrix<double> columns(const Json& tensor) {
  const auto shape = tensor.at("shape").get<std::vector<Index>>();
  const auto data = tensor.at("data").get<std::vector<double>>();
  const auto count = static_cast<Index>(data.size());
  Index expected_count = 1;
  for (const Index extent : shape) expected_count *= extent;
  if (count != expected_count) throw std::runtime_error("a golden tensor's shape and data disagree");
  const Index length = shape.size() > 1 ? shape.back() : 1;
  return Eigen::Map<const Matrix<double>>(data.data(), length, length == 0 ? 0 : count / length);
}

Matrix<double> time_major(const Json& tensor, bool batch_first) {
  Matrix<double> result = columns(tensor);
  if (!batch_first) return result;
  const auto shape = tensor.at("shape").get<std::vector<Index>>();
  const Index batch = shape.at(0);
  const Index steps = shape.at(1);
  const Matrix<double> sequences = result;
  for (Index i = 0; i < batch; ++i) {
    for (Index step = 0; step < steps; ++step) result.col(step * batch + i) = sequences.col(i * steps + step);
  }
  return result;
}

testing::AssertionResult close(const MatrixView<double>& actual, const MatrixView<double>& expected, double tolerance) {
  if (actual.rows() != expected.rows() || actual.cols() != expected.cols()) {
    return testing::AssertionFailure() << "shape (" << actual.rows() << " x " << actual.cols() << ") instead of ("
                                       << expected.rows() << " x " << expected.cols() << ")";
  }
  for (Index col = 0; col < actual.cols(); ++col) {
    for (Index row = 0; row < actual.rows(); ++row) {
      const double want = expected(row, col);
      const double error = std::abs(actual(row, col) - want) / std::max(1.0, std::abs(want));
      if (error <= tolerance) continue;
      return testing::AssertionFailure() << "entry (" << row << ", " << col << ") is " << actual(row, col)
                                         << " instead of " << want << ", relative error " << error;
    }
  }
  return testing::AssertionSuccess();
}

}  // namespace rlrun::golden
