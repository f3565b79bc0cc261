#include "lib/experiment/picture.hpp"

#include <algorithm>

namespace rlrun::experiment {
namespace {

/// As many characters as fit above a picture.
constexpr std::size_t longest_title = 80;
constexpr std::size_t longest_subtitle = 100;

std::string terminal(const PictureFrame& frame) {
  const bool svg = frame.format == PictureFormat::svg;
  const std::string kind = svg ? "svg size 900, " + std::to_string(frame.height) + " dynamic"
                               : "pngcairo size 1800, " + std::to_string(2 * frame.height) + " fontscale 2 linewidth 2";
  return kind + R"( background "#ffffff" font "DejaVu Sans,)" + std::to_string(font_size(frame.format)) + "\"\n";
}

bool begins_character(char byte) {
  constexpr unsigned kind_bits = 0xC0;
  constexpr unsigned continuation = 0x80;
  return (static_cast<unsigned char>(byte) & kind_bits) != continuation;
}

/// Where the character of this number begins.
std::size_t offset_of(std::string_view text, std::size_t character) {
  std::size_t offset = 0;
  for (std::size_t begun = 0; offset < text.size(); ++offset) {
    if (begins_character(text[offset]) && begun++ == character) break;
  }
  return offset;
}

}  // namespace

std::string script_head(const PictureFrame& frame) {
  const std::string ending = frame.format == PictureFormat::svg ? ".svg" : ".png";
  return std::string(script_mark) +
         " gnuplot THIS_FILE draws the picture again, from the data in the CSV file of the same name.\n"
         "stem = ARG0[1 : strlen(ARG0) - 3]\n"
         "data = stem . \".csv\"\n"
         "set encoding utf8\n"
         "set terminal " +
         terminal(frame) + "set output stem . \"" + ending +
         "\"\n"
         "set datafile separator \",\"\n"
         "set datafile columnheaders\n"
         "set label " +
         gnuplot_text(shortened(frame.title, longest_title)) +
         " noenhanced at graph 0, graph 1 offset 0, 1.9\n"
         "set label " +
         gnuplot_text(shortened(frame.subtitle, longest_subtitle)) +
         " noenhanced at graph 0, graph 1 offset 0, 0.7 textcolor rgb \"#606060\"\n"
         "set tmargin 3.5\n";
}

int font_size(PictureFormat format) { return format == PictureFormat::svg ? 14 : 12; }

std::string gnuplot_text(std::string_view text) {
  std::string quoted = "'";
  for (const char character : text) {
    if (character == '\'') quoted += '\'';
    quoted += static_cast<unsigned char>(character) < ' ' ? ' ' : character;
  }
  return quoted + "'";
}

std::string shortened(std::string_view text, std::size_t most) {
  const std::size_t count = character_count(text);
  if (count <= most) return std::string(text);
  const std::size_t head = (most - 1) / 2;
  const std::size_t tail = most - 1 - head;
  return std::string(text.substr(0, offset_of(text, head))) + "…" +
         std::string(text.substr(offset_of(text, count - tail)));
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

}  // namespace rlrun::experiment
