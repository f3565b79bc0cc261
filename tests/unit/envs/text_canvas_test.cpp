#include "envs/common/text_canvas.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rlrun::envs {
namespace {

TEST(TextCanvas, PutsTheTopRowFirst) {
  TextCanvas canvas(3, 2, {.left = 0.0, .right = 3.0, .bottom = 0.0, .top = 2.0});
  canvas.mark(0.5, 0.5, 'a');
  canvas.mark(2.5, 1.5, 'b');
  EXPECT_EQ(canvas.text(), "  b\na  \n");
}

TEST(TextCanvas, LeavesOutWhatLiesOutside) {
  TextCanvas canvas(2, 1, {});
  for (const double x : {-0.1, 1.0, 7.0, std::numeric_limits<double>::quiet_NaN()}) canvas.mark(x, 0.5, 'x');
  for (const double y : {-0.1, 1.1, std::numeric_limits<double>::infinity()}) canvas.mark(0.5, y, 'x');
  EXPECT_EQ(canvas.text(), "  \n");
}

TEST(TextCanvas, DrawsLinesWithoutGaps) {
  TextCanvas canvas(5, 5, {.left = 0.0, .right = 5.0, .bottom = 0.0, .top = 5.0});
  canvas.line(0.5, 0.5, 4.5, 4.5, '/');
  EXPECT_EQ(canvas.text(), "    /\n   / \n  /  \n /   \n/    \n");
}

}  // namespace
}  // namespace rlrun::envs
