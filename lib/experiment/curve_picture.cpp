#include "lib/experiment/curve_picture.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "lib/config/text.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {
namespace {

constexpr std::array<std::string_view, 7> colors = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                    "#E69F00", "#56B4E9", "#000000"};
constexpr std::array<std::string_view, 4> dashes = {"solid", "(8, 3)", "(2, 2)", "(8, 3, 2, 3)"};

// Sizes in the units of PictureFrame, at the size of its letters.
constexpr std::size_t legend_width = 800;
constexpr std::size_t character_width = 9;
constexpr std::size_t sample_width = 60;
constexpr std::size_t legend_row_height = 20;
constexpr std::size_t longest_label = 74;  // characters that surely fit a row

std::vector<std::string> legend(const CurvePicture& picture) {
  std::vector<std::string> labels;
  for (const CurveLine& line : picture.lines) labels.push_back(shortened(line.label, longest_label));
  for (const PublishedValue& published : picture.published) {
    labels.push_back(shortened(published.label + ": " + number_text(published.value), longest_label));
  }
  return labels;
}

std::size_t legend_columns(const std::vector<std::string>& labels) {
  const std::size_t longest = character_count(*std::ranges::max_element(labels, {}, character_count));
  return std::max<std::size_t>(1, legend_width / (sample_width + longest * character_width));
}

std::string every(std::size_t first, std::size_t rows) {
  return "data every ::" + std::to_string(first) + "::" + std::to_string(first + rows - 1);
}

/// Numbers of the lines, points excluded: what their colours and dashes are chosen by. Points have that of their line.
std::vector<std::size_t> line_numbers(const CurvePicture& picture) {
  std::vector<std::size_t> numbers;
  std::size_t next = 0;
  for (const CurveLine& line : picture.lines) numbers.push_back(line.points && next > 0 ? next - 1 : next++);
  return numbers;
}

std::string color(std::size_t line) { return "rgb \"" + std::string(colors[line % colors.size()]) + "\""; }

std::string dash(std::size_t line) { return std::string(dashes[line / colors.size() % dashes.size()]); }

/// Bands first: lines lie on them.
std::vector<std::string> band_elements(const CurvePicture& picture) {
  std::vector<std::string> elements;
  const std::vector<std::size_t> numbers = line_numbers(picture);
  std::size_t first = 0;
  for (std::size_t i = 0; i < picture.lines.size(); ++i) {
    const auto& [label, rows, points] = picture.lines[i];
    if (!points) {
      elements.push_back(every(first, rows) + R"( using "x":"low":"high" with filledcurves fillcolor )" +
                         color(numbers[i]) + " fillstyle transparent solid 0.2 noborder notitle");
    }
    first += rows;
  }
  return elements;
}

/// A line of one point would not be seen.
std::string style(const CurveLine& line, std::size_t number) {
  if (line.points) return "points pointtype 6 pointsize 0.7";
  return std::string(line.rows == 1 ? "linespoints pointtype 7" : "lines") + " linewidth 2 dashtype " + dash(number);
}

std::vector<std::string> line_elements(const CurvePicture& picture, const std::vector<std::string>& labels) {
  std::vector<std::string> elements;
  const std::vector<std::size_t> numbers = line_numbers(picture);
  std::size_t first = 0;
  for (std::size_t i = 0; i < picture.lines.size(); ++i) {
    const std::size_t rows = picture.lines[i].rows;
    elements.push_back(every(first, rows) + R"( using "x":"value" with )" + style(picture.lines[i], numbers[i]) +
                       " linecolor " + color(numbers[i]) + " title " + gnuplot_text(labels[i]));
    first += rows;
  }
  for (std::size_t i = 0; i < picture.published.size(); ++i) {
    elements.push_back(number_text(picture.published[i].value) +
                       " with lines linewidth 1.5 dashtype (12, 6) linecolor rgb \"#606060\" title " +
                       gnuplot_text(labels[picture.lines.size() + i]));
  }
  return elements;
}

}  // namespace

std::string curve_script(const CurvePicture& picture) {
  const std::vector<std::string> labels = legend(picture);
  const std::size_t columns = legend_columns(labels);
  PictureFrame frame = picture.frame;
  frame.height += static_cast<int>((labels.size() + columns - 1) / columns * legend_row_height);
  std::vector<std::string> elements = band_elements(picture);
  std::ranges::move(line_elements(picture, labels), std::back_inserter(elements));
  return script_head(frame) + "# The empty line keeps the legend away.\nset xlabel " + gnuplot_text(picture.x_label) +
         " . \"\\n\"\nset ylabel " + gnuplot_text(picture.y_label) +
         "\n# The axis begins at zero, or below the returns where they are negative.\n"
         "set yrange [* < 0 : *]\n"
         "set autoscale yfixmax\n"
         "set xrange [0 : *] noextend\n"
         "set offsets 0, 0, graph 0.03, 0\n"
         "set format x \"%.12g\"\n"
         "set rmargin 4\n"
         "set key bmargin left horizontal Left reverse noenhanced samplen 3 maxcols " +
         std::to_string(columns) +
         "\n"
         "set border 3 linecolor \"#606060\"\n"
         "set tics nomirror out\n"
         "set grid linecolor \"#e0e0e0\" linetype 1\n"
         "plot " +
         config::join(elements, ", \\\n     ") + "\n";
}

}  // namespace rlrun::experiment
