#include <spdlog/spdlog.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/curve_drawing.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/picture_files.hpp"
#include "apps/rlrun/run_group_request.hpp"
#include "apps/rlrun/text_table.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/curve_band.hpp"
#include "lib/experiment/curve_group.hpp"
#include "lib/experiment/heat_map.hpp"
#include "lib/experiment/heat_map_picture.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/picture_settings.hpp"

namespace rlrun::app {
namespace {

using experiment::CurveAxis;
using experiment::number_text;
using experiment::RunGroups;
using experiment::SeedStatistic;

struct PlotFlags {
  std::vector<std::string> folders;
  std::string picture;
  std::string group_by;
  std::string statistic = "iqm";
  std::string axis = "episode";
  std::size_t window = 10;
  std::string heat_map;
  std::size_t last = 100;
};

constexpr const char* plot_explanation =
    "Draws a line for each group of runs: those in one folder or, with --group-by, those whose config.yaml has the\n"
    "same value of a key. Each curve is first replaced by its running average over N episodes; the line is the\n"
    "interquartile mean (or mean) over the seeds that reach x, the band its 95% interval. Over steps a\n"
    "curve has the value of the latest episode that has ended. At most 500 points of a line are drawn.\n"
    "--heat-map draws a coloured cell for every pair of values of two config keys: the interquartile mean over seeds\n"
    "of the final return, which is the mean return of the last N episodes.\n"
    "The data and the gnuplot script lie beside the picture, with the endings .csv and .gp. `gnuplot FILE.gp` draws\n"
    "the picture again.\n"
    "Exit code 4 when a run is not done: stderr names it, and the picture is drawn of the others.";

experiment::BandOptions band_options(const PlotFlags& flags) {
  return {.statistic = flags.statistic == "mean" ? SeedStatistic::mean : SeedStatistic::interquartile_mean,
          .axis = flags.axis == "step" ? CurveAxis::step : CurveAxis::episode,
          .window = flags.window};
}

void draw_lines(const RunGroups& groups, const PlotFlags& flags) {
  const PictureFiles files = picture_files(flags.picture);
  draw_curves(files, flags.group_by.empty() ? group_by_folder(groups) : group_by_key(groups, flags.group_by),
              band_options(flags), experiment::read_picture_settings(finished_runs(groups)));
}

/// The two keys of --heat-map.
std::pair<std::string, std::string> two_keys(const std::string& text) {
  const std::size_t comma = text.find(',');
  const bool two = comma != std::string::npos && comma > 0 && comma + 1 < text.size();
  if (!two || text.find(',', comma + 1) != std::string::npos) {
    throw UsageError("--heat-map " + text + ": allowed: two config keys, KEY_X,KEY_Y");
  }
  return {text.substr(0, comma), text.substr(comma + 1)};
}

TextTable heat_map_table(const experiment::HeatMap& map) {
  TextTable table = {{"column", "row", "x", "y", "value", "low", "high", "seeds"}};
  for (const experiment::HeatMapCell& cell : map.cells) {
    table.push_back({std::to_string(cell.column), std::to_string(cell.row), map.columns[cell.column],
                     map.rows[cell.row], number_text(cell.summary.interquartile_mean),
                     number_text(cell.summary.interquartile_mean_interval.low),
                     number_text(cell.summary.interquartile_mean_interval.high), std::to_string(cell.seeds)});
  }
  return table;
}

std::string cell_label(const std::string& x_key, const std::string& x, const std::string& y_key, const std::string& y) {
  return x_key + "=" + x + "," + y_key + "=" + y;
}

void draw_heat_map(const RunGroups& groups, const PlotFlags& flags) {
  const auto [x_key, y_key] = two_keys(flags.heat_map);
  const PictureFiles files = picture_files(flags.picture);
  const experiment::HeatMap map = experiment::heat_map(groups, x_key, y_key);
  for (const experiment::HeatMapCell& cell : map.cells) {
    warn_of_few_seeds(cell_label(x_key, map.columns[cell.column], y_key, map.rows[cell.row]), cell.seeds);
  }
  const experiment::PictureFrame frame = {.format = files.format,
                                          .title = experiment::read_picture_settings(finished_runs(groups)).title,
                                          .subtitle = "interquartile mean over seeds of the mean return of the last " +
                                                      std::to_string(flags.last) + " episodes"};
  draw_picture(files, csv_text(heat_map_table(map)),
               experiment::heat_map_script({.frame = frame, .x_label = x_key, .y_label = y_key, .map = &map}));
}

int plot(const PlotFlags& flags) {
  const RunGroups groups = experiment::read_run_groups(flags.folders, flags.last);
  bool done = true;
  for (const auto& [folder, group] : groups) done = report_unfinished(group) && done;
  if (finished_runs(groups).empty()) {
    spdlog::error("no run is done: there is nothing to draw");
    return exit_differs;
  }
  flags.heat_map.empty() ? draw_lines(groups, flags) : draw_heat_map(groups, flags);
  return done ? exit_done : exit_differs;
}

std::vector<Argument> curve_arguments(PlotFlags& flags) {
  return {{.name = "--group-by",
           .target = &flags.group_by,
           .meaning = "A line for each value of this config key, such as learner.ensemble_size",
           .value_name = "KEY"},
          {.name = "--statistic",
           .target = &flags.statistic,
           .meaning = "Over seeds: interquartile mean (default) or mean",
           .choices = {"iqm", "mean"}},
          {.name = "--window",
           .target = &flags.window,
           .meaning = "Episodes that each curve is averaged over (default: 10)",
           .value_name = "N",
           .minimum = 1},
          {.name = "--x",
           .target = &flags.axis,
           .meaning = "What the curves are drawn over: episode (default) or environment step",
           .choices = {"episode", "step"}}};
}

std::vector<Argument> heat_map_arguments(PlotFlags& flags) {
  return {{.name = "--heat-map",
           .target = &flags.heat_map,
           .meaning = "Final returns over the values of two config keys instead",
           .value_name = "KEY_X,KEY_Y",
           .excludes = "--group-by"},
          last_argument(&flags.last)};
}

std::vector<Argument> files_arguments(PlotFlags& flags) {
  return {folders_argument(flags.folders),
          {.name = "-o,--output",
           .target = &flags.picture,
           .meaning = "The picture",
           .value_name = "FILE.svg|png",
           .required = true}};
}

}  // namespace

Command plot_command(const CommandContext& /*context*/) {
  const auto flags = std::make_shared<PlotFlags>();
  return {.name = "plot",
          .summary = "Draw learning curves with confidence bands, or a heat map",
          .arguments = joined({files_arguments(*flags), curve_arguments(*flags), heat_map_arguments(*flags)}),
          .action = [flags] { return plot(*flags); },
          .details = plot_explanation};
}

}  // namespace rlrun::app
