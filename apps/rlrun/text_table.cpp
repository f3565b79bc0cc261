#include "apps/rlrun/text_table.hpp"

#include <algorithm>
#include <sstream>

#include "lib/config/text.hpp"

namespace rlrun::app {
namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char character : text) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + "\"";
}

}  // namespace

void print_table(std::ostream& out, TextTable table) {
  for (auto& row : table)
    std::ranges::transform(row, row.begin(), [](const std::string& cell) { return config::one_line(cell); });
  std::vector<std::size_t> widths(table.front().size());
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const auto& row : table) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += std::string(i == 0 ? 0 : 2, ' ') + std::string(widths[i] - row[i].size(), ' ') + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << "\n";
  }
}

void print_csv(std::ostream& out, const TextTable& table) {
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) out << (i == 0 ? "" : ",") << csv_cell(row[i]);
    out << "\n";
  }
}

std::string csv_text(const TextTable& table) {
  std::ostringstream text;
  print_csv(text, table);
  return text.str();
}

}  // namespace rlrun::app
