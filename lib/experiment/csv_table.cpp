#include "lib/experiment/csv_table.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include "lib/experiment/file.hpp"

namespace rlrun::experiment {
namespace {

/// Cuts off and returns what stands before the separator.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

/// The line without its end, which may be that of a text or CR LF.
std::string_view take_line(std::string_view& rest) {
  std::string_view line = take(rest, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::vector<std::string> split_line(std::string_view line) {
  std::vector<std::string> cells;
  for (bool more = true; more;) {
    more = line.find(',') != std::string_view::npos;
    cells.emplace_back(take(line, ','));
  }
  return cells;
}

std::string place(const std::string& path, std::size_t row) {
  constexpr std::size_t line_of_first_row = 2;
  return path + ":" + std::to_string(row + line_of_first_row) + ": ";
}

std::string wrong_width(std::size_t cells, std::size_t expected) {
  return std::to_string(cells) + " cells below a header of " + std::to_string(expected);
}

constexpr const char* real_kind = "number";
constexpr const char* whole_kind = "whole number";

/// Throws std::runtime_error, naming file and line, when the cell is none.
template <class Number>
Number number_of(std::string_view cell, std::string_view kind, const std::string& path, std::size_t row,
                 std::string_view column) {
  Number number{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error == std::errc() && end == cell.data() + cell.size()) return number;
  throw std::runtime_error(place(path, row) + "\"" + std::string(cell) + "\" in column \"" + std::string(column) +
                           "\" is no " + std::string(kind));
}

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& path) : path_(path.string()), content_(read_file(path)) {
  std::string_view rest = content_;
  if (rest.empty()) throw std::runtime_error(path_ + ":1: is empty; a line of column names is expected");
  header_ = split_line(take_line(rest));
  for (std::size_t i = 0; i < header_.size(); ++i) positions_.emplace(header_[i], i);
  while (!rest.empty()) {
    row_begins_.push_back(content_.size() - rest.size());
    const auto cells = static_cast<std::size_t>(std::ranges::count(take_line(rest), ',')) + 1;
    if (cells == header_.size()) continue;
    throw std::runtime_error(place(path_, rows() - 1) + wrong_width(cells, header_.size()));
  }
}

bool CsvTable::has(std::string_view column) const { return positions_.contains(column); }

std::size_t CsvTable::index_of(std::string_view column) const {
  const auto position = positions_.find(column);
  if (position != positions_.end()) return position->second;
  throw std::runtime_error(path_ + ":1: there is no column \"" + std::string(column) + "\"");
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  std::string_view rest = std::string_view(content_).substr(row_begins_[row]);
  std::string_view line = take_line(rest);
  for (std::size_t i = 0; i < column; ++i) take(line, ',');
  return take(line, ',');
}

std::vector<std::string> CsvTable::texts(std::string_view column) const {
  const std::size_t index = index_of(column);
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < rows(); ++row) texts.emplace_back(cell(row, index));
  return texts;
}

template <class Number>
std::vector<Number> CsvTable::parse(std::string_view column, std::string_view kind) const {
  const std::size_t index = index_of(column);
  std::vector<Number> numbers(rows());
  for (std::size_t row = 0; row < rows(); ++row) {
    numbers[row] = number_of<Number>(cell(row, index), kind, path_, row, column);
  }
  return numbers;
}

std::vector<double> CsvTable::numbers(std::string_view column) const { return parse<double>(column, real_kind); }

std::vector<long> CsvTable::integers(std::string_view column) const { return parse<long>(column, whole_kind); }

CsvRows::CsvRows(const std::filesystem::path& path, const std::vector<std::string>& columns)
    : path_(path.string()), stream_(path, std::ios::binary), names_(columns) {
  if (!stream_) throw std::runtime_error(path_ + ": cannot open: " + std::generic_category().message(errno));
  if (!std::getline(stream_, line_)) {
    throw std::runtime_error(path_ + ":1: is empty; a line of column names is expected");
  }
  std::string_view rest = line_;
  const std::vector<std::string> header = split_line(take_line(rest));
  width_ = header.size();
  for (const std::string& column : columns) {
    const auto position = std::ranges::find(header, column);
    if (position == header.end()) throw std::runtime_error(path_ + ":1: there is no column \"" + column + "\"");
    positions_.push_back(static_cast<std::size_t>(position - header.begin()));
  }
}

bool CsvRows::next() {
  if (!std::getline(stream_, line_)) return false;
  std::string_view rest = line_;
  std::string_view line = take_line(rest);
  cells_.clear();
  for (bool more = true; more;) {
    more = line.find(',') != std::string_view::npos;
    cells_.push_back(take(line, ','));
  }
  if (cells_.size() != width_) throw std::runtime_error(place(path_, rows_) + wrong_width(cells_.size(), width_));
  ++rows_;
  return true;
}

double CsvRows::number(std::size_t column) const {
  return number_of<double>(cells_[positions_[column]], real_kind, path_, rows_ - 1, names_[column]);
}

long CsvRows::integer(std::size_t column) const {
  return number_of<long>(cells_[positions_[column]], whole_kind, path_, rows_ - 1, names_[column]);
}

}  // namespace rlrun::experiment
