#include "lib/experiment/heat_map_picture.hpp"

#include <algorithm>
#include <vector>

namespace rlrun::experiment {
namespace {

constexpr std::size_t longest_tick = 18;

// Sizes in the units of PictureFrame, at the size of its letters.
constexpr std::size_t map_width = 600;
constexpr std::size_t character_width = 9;
constexpr std::size_t number_width = 6 * character_width;
constexpr std::size_t row_height = 24;
constexpr std::size_t height_without_rows = 150;

/// `set xtics` or `set ytics` with a value in the middle of each column or row.
std::string tics(const std::string& axis, const std::vector<std::string>& values) {
  std::string text = "set " + axis + "tics noenhanced (";
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += (i == 0 ? "" : ", ") + gnuplot_text(shortened(values[i], longest_tick)) + " " + std::to_string(i);
  }
  return text + ")\nset " + axis + "range [-0.5 : " + std::to_string(values.size() - 1) + ".5]\n";
}

/// Values that would run into each other are turned.
std::string rotation(const std::vector<std::string>& columns) {
  std::size_t longest = 0;
  for (const std::string& value : columns) longest = std::max(longest, character_count(value));
  const bool fit = (std::min(longest, longest_tick) + 1) * character_width * columns.size() <= map_width;
  return fit ? "" : "set xtics rotate by 45 right\n";
}

/// Of the numbers in the cells: smaller where the cells are narrow, but not less than half of the usual size.
int cell_font_size(const HeatMapPicture& picture) {
  const int usual = font_size(picture.frame.format);
  const auto size = static_cast<std::size_t>(usual) * map_width / (number_width * picture.map->columns.size());
  return std::clamp(static_cast<int>(size), usual / 2, usual);
}

}  // namespace

std::string heat_map_script(const HeatMapPicture& picture) {
  PictureFrame frame = picture.frame;
  frame.height = std::max(frame.height, static_cast<int>(height_without_rows + picture.map->rows.size() * row_height));
  return script_head(frame) +
         "stats data using \"value\" nooutput\n"
         "middle = (STATS_min + STATS_max) / 2\n"
         "set xlabel " +
         gnuplot_text(picture.x_label) + " noenhanced\nset ylabel " + gnuplot_text(picture.y_label) + " noenhanced\n" +
         tics("x", picture.map->columns) + rotation(picture.map->columns) + tics("y", picture.map->rows) +
         "set tics scale 0\n"
         "set cbtics scale 1 out nomirror\n"
         "set border 0\n"
         "unset key\n"
         "set palette defined (0 \"#440154\", 1 \"#472d7b\", 2 \"#3b528b\", 3 \"#2c728e\", 4 \"#21918c\", "
         "5 \"#28ae80\", 6 \"#5ec962\", 7 \"#addc30\", 8 \"#fde725\")\n"
         "plot data using \"column\":\"row\":(column(\"column\") - 0.5):(column(\"column\") + 0.5):"
         "(column(\"row\") - 0.5):(column(\"row\") + 0.5):\"value\" \\\n"
         "       with boxxyerror linecolor palette fillstyle solid 1.0 noborder, \\\n"
         "     data using \"column\":\"row\":(sprintf(\"%.4g\", column(\"value\"))):"
         "(column(\"value\") < middle ? 0xffffff : 0x000000) \\\n"
         "       with labels textcolor rgb variable font \"," +
         std::to_string(cell_font_size(picture)) + "\"\n";
}

}  // namespace rlrun::experiment
