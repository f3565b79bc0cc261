#include "lib/experiment/report/page.hpp"

namespace rlrun::experiment {
namespace {

/// Text of a cell: what would end it is escaped.
std::string cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

std::string row_text(const std::vector<std::string>& row) {
  std::string line = "|";
  for (const std::string& text : row) line += " " + cell(text) + " |";
  return line + "\n";
}

struct Markdown {
  std::string operator()(const Heading& heading) const {
    return std::string(static_cast<std::size_t>(heading.level), '#') + " " + heading.text + "\n";
  }

  std::string operator()(const Paragraph& paragraph) const { return paragraph.text + "\n"; }

  std::string operator()(const Table& table) const {
    if (table.rows.empty()) return "";
    std::string text = row_text(table.rows.front()) + "|";
    for (std::size_t i = 0; i < table.rows.front().size(); ++i) text += "---|";
    text += "\n";
    for (std::size_t i = 1; i < table.rows.size(); ++i) text += row_text(table.rows[i]);
    return text;
  }

  std::string operator()(const List& list) const {
    std::string text;
    for (const std::string& item : list.items) text += "- " + item + "\n";
    return text;
  }

  std::string operator()(const Listing& listing) const { return "```\n" + listing.text + "\n```\n"; }

  std::string operator()(const Illustration& picture) const {
    return "![" + picture.text + "](" + picture.file + ")\n";
  }
};

}  // namespace

std::string markdown_text(const Page& page) {
  std::string text;
  for (const Block& block : page) text += (text.empty() ? "" : "\n") + std::visit(Markdown(), block);
  return text;
}

}  // namespace rlrun::experiment
