#include "tests/golden/csv_table.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>

namespace rlrun::golden {
namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char character : line) {
    if (character == ',') {
      cells.emplace_back();
    } else if (character != '\r') {
      cells.back() += character;
    }
  }
  return cells;
}

std::string place(const std::string& path, std::size_t row) {
  constexpr std::size_t lines_before_first_row = 2;
  return path + ":" + std::to_string(row + lines_before_first_row) + ": ";
}

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& path) : path_(path.string()) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error(path_ + ": cannot be read or is empty");
  header_ = split(line);
  while (std::getline(file, line)) {
    cells_.push_back(split(line));
    if (cells_.back().size() != header_.size()) {
      throw std::runtime_error(place(path_, cells_.size() - 1) + "the number of cells differs from the header's");
    }
  }
}

double CsvTable::at(std::size_t row, std::string_view column) const {
  const auto position = std::ranges::find(header_, column);
  if (position == header_.end()) throw std::runtime_error(path_ + ": no column '" + std::string(column) + "'");
  const std::string& cell = cells_.at(row)[static_cast<std::size_t>(position - header_.begin())];
  double value = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    throw std::runtime_error(place(path_, row) + "'" + cell + "' in column '" + std::string(column) + "' is no number");
  }
  return value;
}

std::vector<std::string> CsvTable::names_before(std::string_view suffix) const {
  std::vector<std::string> names;
  for (const std::string& column : header_) {
    if (column.ends_with(suffix)) names.push_back(column.substr(0, column.size() - suffix.size()));
  }
  return names;
}

}  // namespace rlrun::golden
