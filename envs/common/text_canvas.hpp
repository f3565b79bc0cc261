#pragma once

#include <string>
#include <vector>

namespace rlrun::envs {

/// The part of a plane that a canvas shows.
struct Window {
  double left = 0.0;
  double right = 1.0;
  double bottom = 0.0;
  double top = 1.0;
};

/// A picture made of characters.
class TextCanvas {
 public:
  TextCanvas(int columns, int rows, const Window& window);

  /// Marks the cell at a point; one that is not finite or lies outside the window is left out.
  void mark(double x, double y, char symbol);

  /// Marks the cells along a straight line.
  void line(double from_x, double from_y, double to_x, double to_y, char symbol);

  /// The rows from top to bottom, each ended by a line break.
  [[nodiscard]] std::string text() const;

 private:
  int columns_;
  Window window_;
  std::vector<std::string> rows_;
};

}  // namespace rlrun::envs
