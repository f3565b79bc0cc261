#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lib/experiment/picture.hpp"
#include "lib/experiment/published_value.hpp"

namespace rlrun::experiment {

/// A line of the picture and its band, or points: consecutive rows of the data.
struct CurveLine {
  std::string label;
  std::size_t rows = 0;
  bool points = false;  ///< without a line and a band, in the colour of the line before
};

/// Learning curves with confidence bands.
struct CurvePicture {
  PictureFrame frame = {};  ///< its height is that without the legend
  std::string x_label = {};
  std::string y_label = {};
  std::vector<CurveLine> lines = {};           ///< in the order of their rows
  std::vector<PublishedValue> published = {};  ///< horizontal lines
};

/// A gnuplot script that draws it from a CSV file with the columns x, value, low and high. Colours are those of Okabe
/// and Ito, which people with any colour vision tell apart, without yellow, which is too light on white; where they
/// are used up the next line style begins. Source: Okabe and Ito, "Color universal design", 2008.
std::string curve_script(const CurvePicture& picture);

}  // namespace rlrun::experiment
