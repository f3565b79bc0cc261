#include "lib/experiment/csv_table.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

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

std::vector<std::string> split_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
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

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& path) : path_(path.string()) {
  const std::string content = read_file(path);
  std::string_view rest = content;
  if (rest.empty()) throw std::runtime_error(path_ + ":1: is empty; a line of column names is expected");
  header_ = split_line(take(rest, '\n'));
  while (!rest.empty()) {
    cells_.push_back(split_line(take(rest, '\n')));
    if (cells_.back().size() != header_.size()) {
      throw std::runtime_error(place(path_, rows() - 1) + std::to_string(cells_.back().size()) +
                               " cells below a header of " + std::to_string(header_.size()));
    }
  }
}

bool CsvTable::has(std::string_view column) const { return std::ranges::find(header_, column) != header_.end(); }

std::vector<std::string> CsvTable::texts(std::string_view column) const {
  const auto position = std::ranges::find(header_, column);
  if (position == header_.end()) {
    throw std::runtime_error(path_ + ":1: there is no column \"" + std::string(column) + "\"");
  }
  const auto index = static_cast<std::size_t>(position - header_.begin());
  std::vector<std::string> texts;
  for (const auto& row : cells_) texts.push_back(row[index]);
  return texts;
}

template <class Number>
std::vector<Number> CsvTable::parse(std::string_view column, std::string_view kind) const {
  const std::vector<std::string> cells = texts(column);
  std::vector<Number> numbers(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const std::string& cell = cells[row];
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), numbers[row]);
    if (error != std::errc() || end != cell.data() + cell.size()) {
      throw std::runtime_error(place(path_, row) + "\"" + cell + "\" in column \"" + std::string(column) + "\" is no " +
                               std::string(kind));
    }
  }
  return numbers;
}

std::vector<double> CsvTable::numbers(std::string_view column) const { return parse<double>(column, "number"); }

std::vector<long> CsvTable::integers(std::string_view column) const { return parse<long>(column, "whole number"); }

}  // namespace rlrun::experiment
