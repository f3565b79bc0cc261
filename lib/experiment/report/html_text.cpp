#include <stdexcept>
#include <string_view>

#include "lib/experiment/file.hpp"
#include "lib/experiment/report/page.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view style =
    "body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }\n"
    "table { border-collapse: collapse; margin: 1rem 0; }\n"
    "th, td { border: 1px solid #ccc; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }\n"
    "pre { background: #f5f5f5; padding: 0.6rem; overflow-x: auto; }\n"
    "svg { max-width: 100%; height: auto; }\n";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string element(const std::string& name, const std::string& content) {
  return "<" + name + ">" + content + "</" + name + ">";
}

/// Without what stands before it in a file. The names inside it that gnuplot refers to mean the same in all pictures.
std::string svg_element(const fs::path& path) {
  const std::string text = read_file(path);
  const std::size_t begin = text.find("<svg");
  if (begin == std::string::npos) throw std::runtime_error(path.string() + ": is no SVG file");
  return text.substr(begin);
}

struct Html {
  const fs::path& folder;

  std::string operator()(const Heading& heading) const {
    return element("h" + std::to_string(heading.level), escaped(heading.text));
  }

  std::string operator()(const Paragraph& paragraph) const { return element("p", escaped(paragraph.text)); }

  std::string operator()(const Table& table) const {
    std::string rows;
    for (const auto& row : table.rows) {
      std::string cells;
      for (const std::string& text : row) cells += element(&row == &table.rows.front() ? "th" : "td", escaped(text));
      rows += element("tr", cells) + "\n";
    }
    return element("table", "\n" + rows);
  }

  std::string operator()(const List& list) const {
    std::string items;
    for (const std::string& item : list.items) items += element("li", escaped(item)) + "\n";
    return element("ul", "\n" + items);
  }

  std::string operator()(const Listing& listing) const { return element("pre", escaped(listing.text)); }

  std::string operator()(const Illustration& picture) const {
    return element("figure", "\n" + svg_element(folder / picture.file) + element("figcaption", escaped(picture.text)));
  }
};

/// The text of the first heading.
std::string title_of(const Page& page) {
  for (const Block& block : page) {
    if (const auto* heading = std::get_if<Heading>(&block)) return heading->text;
  }
  return "";
}

}  // namespace

std::string html_text(const Page& page, const fs::path& folder) {
  std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
                     element("title", escaped(title_of(page))) + "\n" + element("style", "\n" + std::string(style)) +
                     "\n</head>\n<body>\n";
  for (const Block& block : page) text += std::visit(Html{folder}, block) + "\n";
  return text + "</body>\n</html>\n";
}

}  // namespace rlrun::experiment
