#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
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
  [[nodiscard]] std::size_t rows() const { return row_begins_.size(); }
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
  [[nodiscard]] std::size_t index_of(std::string_view column) const;
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;

  std::string path_;
  std::vector<std::string> header_;
  std::map<std::string, std::size_t, std::less<>> positions_;  ///< of the columns, by name
  std::string content_;                  ///< the cells stay in it: a table takes little more memory than its file
  std::vector<std::size_t> row_begins_;  ///< in the content
};

/// The same kind of file row by row: of some columns, and never more than one row in memory.
class CsvRows {
 public:
  /// Throws as CsvTable, here and in the functions below.
  CsvRows(const std::filesystem::path& path, const std::vector<std::string>& columns);

  /// Reads the next row. False when there is none.
  bool next();
  /// A cell of the row as a number; `column` counts those of the constructor from 0.
  [[nodiscard]] double number(std::size_t column) const;
  [[nodiscard]] long integer(std::size_t column) const;

 private:
  std::string path_;
  std::ifstream stream_;
  std::string line_;
  std::size_t width_ = 0;               ///< cells of a row
  std::size_t rows_ = 0;                ///< read so far
  std::vector<std::string> names_;      ///< of the columns asked for
  std::vector<std::size_t> positions_;  ///< of these columns
  std::vector<std::string_view> cells_;
};

}  // namespace rlrun::experiment
