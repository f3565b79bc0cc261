#include "envs/common/text_canvas.hpp"

#include <cmath>

namespace rlrun::envs {

TextCanvas::TextCanvas(int columns, int rows, const Window& window)
    : columns_(columns),
      window_(window),
      rows_(static_cast<std::size_t>(rows), std::string(static_cast<std::size_t>(columns), ' ')) {}

void TextCanvas::mark(double x, double y, char symbol) {
  const auto rows = static_cast<double>(rows_.size());
  const double column = std::floor((x - window_.left) / (window_.right - window_.left) * columns_);
  const double row = std::floor((window_.top - y) / (window_.top - window_.bottom) * rows);
  const bool inside = column >= 0.0 && column < columns_ && row >= 0.0 && row < rows;
  if (inside) rows_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = symbol;
}

void TextCanvas::line(double from_x, double from_y, double to_x, double to_y, char symbol) {
  const int steps = 2 * columns_;
  for (int i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    mark(from_x + share * (to_x - from_x), from_y + share * (to_y - from_y), symbol);
  }
}

std::string TextCanvas::text() const {
  std::string text;
  for (const std::string& row : rows_) text += row + "\n";
  return text;
}

}  // namespace rlrun::envs
