#pragma once

#include <vector>

#include "apps/rlrun/picture_files.hpp"
#include "lib/experiment/curve_band.hpp"
#include "lib/experiment/curve_group.hpp"
#include "lib/experiment/picture_settings.hpp"

namespace rlrun::app {

/// Draws a line with its band for each group of finished runs, and its published curve, if any, as points, which stand
/// for episodes: only over that axis. Data and script lie beside the picture. Warns on stderr
/// of lines of too few seeds. Throws std::runtime_error when a curve cannot be read or gnuplot fails.
void draw_curves(const PictureFiles& files, const std::vector<experiment::CurveGroup>& lines,
                 const experiment::BandOptions& options, experiment::PictureSettings settings);

}  // namespace rlrun::app
