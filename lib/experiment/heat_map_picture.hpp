#pragma once

#include <string>

#include "lib/experiment/heat_map.hpp"
#include "lib/experiment/picture.hpp"

namespace rlrun::experiment {

/// A grid of coloured cells with a number in each.
struct HeatMapPicture {
  PictureFrame frame;  ///< its height is the least; many rows make the picture higher
  std::string x_label;
  std::string y_label;
  const HeatMap* map;
};

/// A gnuplot script that draws it from a CSV file with the columns column, row and value. Colours are those of viridis,
/// whose lightness grows evenly. Source: van der Walt and Smith, "A better default colormap for Matplotlib", 2015.
std::string heat_map_script(const HeatMapPicture& picture);

}  // namespace rlrun::experiment
