#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "lib/experiment/picture.hpp"

namespace rlrun::app {

/// A picture, and beside it, by the same name, what it is drawn from.
struct PictureFiles {
  std::filesystem::path picture;
  std::filesystem::path data;    ///< .csv
  std::filesystem::path script;  ///< .gp
  experiment::PictureFormat format = experiment::PictureFormat::svg;
};

/// The files of a picture that is to have this name. Throws UsageError when its ending is not .svg or .png, when its
/// folder cannot be written to, and when data or a script lie there that are not of an earlier picture.
PictureFiles picture_files(const std::string& name);

/// Writes data and script and has the picture drawn. Throws std::runtime_error when it cannot write or gnuplot fails;
/// then no picture is left.
void draw_picture(const PictureFiles& files, std::string_view data, std::string_view script);

}  // namespace rlrun::app
