#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace rlrun::experiment {

struct Heading {
  int level = 1;  ///< 1 is the largest
  std::string text;
};

struct Paragraph {
  std::string text;
};

/// Rows of cells, the first one the header.
struct Table {
  std::vector<std::vector<std::string>> rows;
};

/// Items, each a paragraph of its own.
struct List {
  std::vector<std::string> items;
};

/// Text that is shown as it is.
struct Listing {
  std::string text;
};

/// An SVG file in the folder of the page.
struct Illustration {
  std::string file;
  std::string text;  ///< what it shows
};

using Block = std::variant<Heading, Paragraph, Table, List, Listing, Illustration>;

/// A document from top to bottom.
using Page = std::vector<Block>;

/// As Markdown, which refers to the pictures.
std::string markdown_text(const Page& page);

/// As one HTML file that holds the pictures, read from `folder`, and needs no other file. Throws std::runtime_error
/// when a picture cannot be read.
std::string html_text(const Page& page, const std::filesystem::path& folder);

}  // namespace rlrun::experiment
