#include "envs/regression/target_file.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/config/document.hpp"
#include "lib/config/findings.hpp"

namespace rlrun::envs::regression {
namespace {

using config::Entry;
using config::Findings;
using config::Node;

/// The mapping in the file; what is wrong is added to the findings.
Node read_mapping(const std::filesystem::path& path, Findings& findings) {
  Node root;
  const std::string text = config::read_file(path, findings);
  if (!findings.empty()) return root;
  config::parse_yaml(text, 0, "", findings, root);
  if (findings.empty() && root.kind != Node::Kind::mapping) {
    findings.add(root.place, "",
                 "the file holds " + std::string(config::kind_name(root.kind)) + "; allowed: a mapping");
  }
  return root;
}

/// The first entry whose key is `name` or begins with it and an underscore; nullptr after adding a finding.
const Entry* find_matrix(const Node& root, const std::string& name, Findings& findings) {
  for (const Entry& entry : root.entries) {
    if (entry.key == name || entry.key.starts_with(name + "_")) return &entry;
  }
  findings.add(root.place, name, "the key must be given; allowed: a list of rows");
  return nullptr;
}

bool is_row(const Node& node) { return node.kind == Node::Kind::sequence && !node.items.empty(); }

bool fits(std::size_t size) { return size <= static_cast<std::size_t>(largest_layer); }

/// True for a list of equally long lists, neither too many nor too long.
bool check_shape(const Entry& entry, Findings& findings) {
  constexpr std::string_view allowed = "; allowed: a list of equally long rows, at most 1024 by 1024";
  if (!is_row(entry.value) || !is_row(entry.value.items.front())) {
    findings.add(entry.value.place, entry.key, "the value is no list of rows" + std::string(allowed));
    return false;
  }
  const std::size_t columns = entry.value.items.front().items.size();
  for (const Node& row : entry.value.items) {
    if (is_row(row) && row.items.size() == columns) continue;
    findings.add(row.place, entry.key, "the row is not as long as the first" + std::string(allowed));
    return false;
  }
  if (fits(entry.value.items.size()) && fits(columns)) return true;
  findings.add(entry.value.place, entry.key, "there are too many numbers" + std::string(allowed));
  return false;
}

double read_number(const Node& node, const std::string& key, Findings& findings) {
  const config::Parsed<double> parsed = config::parse_number(node);
  if (const auto* number = std::get_if<double>(&parsed)) return *number;
  findings.add(node.place, key, std::get<config::Problem>(parsed).what + "; allowed: number");
  return 0.0;
}

/// The matrix under `name`; an empty one after adding findings.
Matrix<double> read_matrix(const Node& root, const std::string& name, Findings& findings) {
  const Entry* const entry = find_matrix(root, name, findings);
  if (entry == nullptr || !check_shape(*entry, findings)) return {};
  const std::vector<Node>& rows = entry->value.items;
  Matrix<double> matrix(std::ssize(rows), std::ssize(rows.front().items));
  for (Index row = 0; row < matrix.rows(); ++row) {
    const std::vector<Node>& numbers = rows[static_cast<std::size_t>(row)].items;
    for (Index column = 0; column < matrix.cols(); ++column) {
      matrix(row, column) = read_number(numbers[static_cast<std::size_t>(column)], entry->key, findings);
    }
  }
  return matrix;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

config::Parsed<TargetNetwork> read_target_file(const std::filesystem::path& path) {
  Findings findings(path.string());
  const Node root = read_mapping(path, findings);
  if (!findings.empty()) return config::Problem{first_line(findings.text())};
  TargetNetwork network = {.hidden_weights = read_matrix(root, "A", findings), .output_weights = {}};
  const Matrix<double> output = read_matrix(root, "c", findings);
  if (findings.empty() && (output.cols() != 1 || output.rows() != network.hidden_weights.cols())) {
    findings.add(root.place, "c",
                 "the matrix is " + std::to_string(output.rows()) + " by " + std::to_string(output.cols()) +
                     "; allowed: " + std::to_string(network.hidden_weights.cols()) + " by 1, as A has columns");
  }
  if (!findings.empty()) return config::Problem{first_line(findings.text())};
  network.output_weights = output.col(0);
  return network;
}

}  // namespace rlrun::envs::regression
