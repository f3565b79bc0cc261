#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace rlrun::app {

/// Rows of cells, the first one the header; columns are aligned to the right.
using TextTable = std::vector<std::vector<std::string>>;

/// Requires that all rows have as many cells as the header.
void print_table(std::ostream& out, TextTable table);

/// As comma-separated values; a cell with a comma, a quote or a line break stands in quotes (RFC 4180).
void print_csv(std::ostream& out, const TextTable& table);
std::string csv_text(const TextTable& table);

}  // namespace rlrun::app
