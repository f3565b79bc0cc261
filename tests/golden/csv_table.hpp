#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rlrun::golden {

/// A recorded table: numbers separated by commas below one line of column names.
class CsvTable {
 public:
  /// Throws std::runtime_error, naming file and line, when the file cannot be read, a row has another number of cells
  /// than the header or a cell that is asked for is not a number.
  explicit CsvTable(const std::filesystem::path& path);

  [[nodiscard]] std::size_t rows() const { return cells_.size(); }
  /// Throws std::runtime_error when there is no such column.
  [[nodiscard]] double at(std::size_t row, std::string_view column) const;
  /// The names of all columns that end in `suffix`, without it, in the order of the file.
  [[nodiscard]] std::vector<std::string> names_before(std::string_view suffix) const;

 private:
  std::string path_;
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> cells_;
};

}  // namespace rlrun::golden
