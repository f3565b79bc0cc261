#include <cctype>

#include "lib/experiment/report/page.hpp"

namespace rlrun::experiment {
namespace {

/// Whether a `<` before this character may begin a tag.
bool begins_tag(char next) {
  return std::isalpha(static_cast<unsigned char>(next)) != 0 || next == '/' || next == '!' || next == '?';
}

/// Text that may have marks of Markdown, but no tags of HTML: outside of code their `<` is escaped.
std::string without_tags(const std::string& text) {
  std::string escaped;
  bool in_code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') in_code = !in_code;
    if (text[i] == '<' && !in_code && i + 1 < text.size() && begins_tag(text[i + 1])) escaped += '\\';
    escaped += text[i];
  }
  return escaped;
}

/// Text of a cell: what would end it is escaped.
std::string cell(const std::string& text) {
  std::string escaped;
  for (const char c : without_tags(text)) {
    if (c == '|') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

std::string row_text(const std::vector<std::string>& row) {
  std::string line = "|";
  for (const std::string& text : row) line += " " + cell(text) + " |";
  return line + "\n";
}

struct Markdown {
  std::string operator()(const Heading& heading) const {
    return std::string(static_cast<std::size_t>(heading.level), '#') + " " + without_tags(heading.text) + "\n";
  }

  std::string operator()(const Paragraph& paragraph) const { return without_tags(paragraph.text) + "\n"; }

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
    return "![" + without_tags(picture.text) + "](" + picture.file + ")\n";
  }
};

}  // namespace

std::string markdown_text(const Page& page) {
  std::string text;
  for (const Block& block : page) text += (text.empty() ? "" : "\n") + std::visit(Markdown(), block);
  return text;
}

}  // namespace rlrun::experiment
