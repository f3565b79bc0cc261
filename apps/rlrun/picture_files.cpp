#include "apps/rlrun/picture_files.hpp"

#include <unistd.h>

#include <stdexcept>

#include "apps/rlrun/gnuplot.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"

namespace rlrun::app {
namespace {

namespace fs = std::filesystem;
using experiment::PictureFormat;

PictureFormat format_of(const fs::path& picture) {
  const std::string ending = picture.extension().string();
  if (ending == ".svg") return PictureFormat::svg;
  if (ending == ".png") return PictureFormat::png;
  throw UsageError(picture.string() + ": pictures of this ending cannot be drawn; allowed: .svg, .png");
}

void require_writable_folder(const fs::path& picture) {
  const fs::path folder = picture.has_parent_path() ? picture.parent_path() : fs::path(".");
  if (!fs::is_directory(folder)) throw UsageError(picture.string() + ": there is no such folder to write to");
  if (::access(folder.c_str(), W_OK) != 0) throw UsageError(picture.string() + ": the folder cannot be written to");
}

/// A run's curve.csv, say, must not be lost to the data of a curve.svg.
void require_replaceable(const PictureFiles& files) {
  for (const fs::path& path : {files.picture, files.data, files.script}) {
    if (fs::is_directory(path)) throw UsageError(path.string() + ": is a folder");
  }
  const bool drawn_before =
      fs::exists(files.script) && experiment::read_file(files.script).starts_with(experiment::script_mark);
  for (const fs::path& path : {files.data, files.script}) {
    if (drawn_before || !fs::exists(path)) continue;
    throw UsageError(path.string() + ": would be overwritten, and is not of a picture; choose another name");
  }
}

}  // namespace

PictureFiles picture_files(const std::string& name) {
  const fs::path picture = name;
  PictureFiles files = {.picture = picture, .data = picture, .script = picture, .format = format_of(picture)};
  files.data.replace_extension(".csv");
  files.script.replace_extension(".gp");
  require_writable_folder(picture);
  require_replaceable(files);
  return files;
}

void draw_picture(const PictureFiles& files, std::string_view data, std::string_view script) try {
  // The script first: it tells that the data may be replaced.
  experiment::write_atomically(files.script, script);
  experiment::write_atomically(files.data, data);
  run_gnuplot(files.script);
} catch (const std::runtime_error&) {
  std::error_code absent;
  fs::remove(files.picture, absent);
  throw;
}

}  // namespace rlrun::app
