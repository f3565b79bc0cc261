#include "apps/rlrun/curve_drawing.hpp"

#include <string>
#include <utility>

#include "apps/rlrun/run_group_request.hpp"
#include "apps/rlrun/text_table.hpp"
#include "lib/experiment/curve_picture.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::app {
namespace {

using experiment::BandOptions;
using experiment::CurveAxis;
using experiment::CurveGroup;
using experiment::number_text;
using experiment::SeedStatistic;

std::vector<experiment::Curve> read_curves(const CurveGroup& group) {
  std::vector<experiment::Curve> curves;
  for (const std::filesystem::path& run : group.runs) {
    curves.push_back(experiment::read_run_curve(run));
  }
  return curves;
}

void append_rows(const std::string& label, const std::vector<experiment::BandPoint>& band, TextTable& table) {
  for (const experiment::BandPoint& point : band) {
    table.push_back({label, number_text(point.x), number_text(point.value), number_text(point.interval.low),
                     number_text(point.interval.high), std::to_string(point.seeds)});
  }
}

void append_points(const std::string& label, const std::vector<double>& returns, TextTable& table) {
  for (std::size_t episode = 0; episode < returns.size(); ++episode) {
    table.push_back({label, std::to_string(episode), number_text(returns[episode]), "nan", "nan", "1"});
  }
}

std::string statistic_name(const BandOptions& options) {
  return options.statistic == SeedStatistic::mean ? "mean" : "interquartile mean";
}

std::string y_label(const BandOptions& options) {
  return options.window == 1 ? "return" : "mean return of the latest " + std::to_string(options.window) + " episodes";
}

/// Without its lines.
experiment::CurvePicture empty_picture(const BandOptions& options, experiment::PictureSettings settings,
                                       experiment::PictureFormat format) {
  return {.frame = {.format = format,
                    .title = std::move(settings.title),
                    .subtitle = statistic_name(options) + " over seeds; band: 95% interval"},
          .x_label = options.axis == CurveAxis::step ? "environment steps" : "episode",
          .y_label = y_label(options),
          .published = std::move(settings.published)};
}

}  // namespace

void draw_curves(const PictureFiles& files, const std::vector<CurveGroup>& lines, const BandOptions& options,
                 experiment::PictureSettings settings) {
  experiment::CurvePicture picture = empty_picture(options, std::move(settings), files.format);
  TextTable table = {{"group", "x", "value", "low", "high", "seeds"}};
  for (const CurveGroup& line : lines) {
    const auto band = experiment::curve_band(read_curves(line), options);
    picture.lines.push_back({.label = line.label, .rows = band.size()});
    append_rows(line.label, band, table);
    if (const auto& points = line.published_returns; !points.empty()) {
      const std::string label = line.label + ", published";
      picture.lines.push_back({.label = label, .rows = points.size(), .points = true});
      append_points(label, points, table);
    }
    warn_of_few_seeds(line.label, line.runs.size());
  }
  draw_picture(files, csv_text(table), experiment::curve_script(picture));
}

}  // namespace rlrun::app
