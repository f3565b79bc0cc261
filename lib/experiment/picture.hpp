#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rlrun::experiment {

enum class PictureFormat { svg, png };

/// What all pictures have.
struct PictureFrame {
  PictureFormat format = PictureFormat::svg;
  std::string title = {};     ///< above the picture, at the left
  std::string subtitle = {};  ///< small, below the title
  int height = 520;           ///< units of which the picture is 900 wide
};

/// The first line of every script; a file that begins with it may be replaced by another.
inline constexpr std::string_view script_mark = "# Written by rlrun plot.";

/// The first lines of a gnuplot script: it reads the CSV file that lies beside the script and has its name, and draws
/// a picture beside it of the same name. It sets `data`, the path of the CSV file.
std::string script_head(const PictureFrame& frame);

/// Size of the letters of a picture where nothing else is said, as gnuplot's fonts have it.
int font_size(PictureFormat format);

/// As a string of gnuplot in which nothing is expanded.
std::string gnuplot_text(std::string_view text);

/// A text of at most so many characters (of UTF-8): a longer one loses its middle to an ellipsis.
std::string shortened(std::string_view text, std::size_t most);

/// Characters of UTF-8.
std::size_t character_count(std::string_view text);

}  // namespace rlrun::experiment
