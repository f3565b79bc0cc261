#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rlrun::experiment {

/// A table of comma-separated values without quotes below one line of column names.
class CsvTable {
 public:
  /// Throws std::runtime_error, naming file and line, when the file cannot be read, is empty, or a row has another
  /// number of cells than the header.
  explicit CsvTable(const std::filesystem::path& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] std::size_t rows() const { return cells_.size(); }
  [[nodiscard]] bool has(std::string_view column) const;
  /// The cells of a column. Throws std::runtime_error when there is no such column.
  [[nodiscard]] std::vector<std::string> texts(std::string_view column) const;
  /// The numbers of a column. Throws std::runtime_error when there is no such column, and, naming file and line, when
  /// one of its cells is no number.
  [[nodiscard]] std::vector<double> numbers(std::string_view column) const;
  /// As `numbers`, of whole numbers written without fraction or exponent.
  [[nodiscard]] std::vector<long> integers(std::string_view column) const;

 private:
  template <class Number>
  [[nodiscard]] std::vector<Number> parse(std::string_view column, std::string_view kind) const;

  std::string path_;
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> cells_;
};

}  // namespace rlrun::experiment
