#include "lib/experiment/curve.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun::experiment {
namespace {

constexpr std::size_t step_column = 2;
constexpr std::size_t return_column = 3;

/// Cuts off and returns what stands before the separator.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

template <class T>
bool parse(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool parse_row(std::string_view row, Curve& curve) {
  std::array<std::string_view, return_column + 1> cells;
  for (std::string_view& cell : cells) cell = take(row, ',');
  curve.returns.emplace_back();
  return parse(cells[step_column], curve.steps) && parse(cells[return_column], curve.returns.back());
}

double best_window_mean(std::span<const double> values, std::size_t window) {
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t first = 0; first + window <= values.size(); ++first) {
    best = std::max(best, mean(values.subspan(first, window)));
  }
  return best;
}

}  // namespace

Curve read_curve(const std::filesystem::path& path) {
  const std::string content = read_file(path);
  std::string_view rest = content;
  const auto fail = [&path](long line) {
    throw std::runtime_error(path.string() + ":" + std::to_string(line) + ": not a row of a learning curve");
  };
  if (take(rest, '\n') != CurveReporter::header) fail(1);
  Curve curve;
  for (long line = 2; !rest.empty(); ++line) {
    if (!parse_row(take(rest, '\n'), curve)) fail(line);
  }
  return curve;
}

CurveSummary summarise(const Curve& curve) {
  const std::span<const double> returns = curve.returns;
  const auto count = returns.size();
  CurveSummary summary = {.episodes = static_cast<long>(count), .steps = curve.steps};
  if (count == 0) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    summary.last_100_mean = summary.best_10_mean = summary.second_half_mean = summary.maximum = nan;
    return summary;
  }
  summary.last_100_mean = mean(returns.last(std::min<std::size_t>(100, count)));
  summary.best_10_mean = best_window_mean(returns, std::min<std::size_t>(10, count));
  summary.second_half_mean = mean(returns.subspan(count / 2));
  summary.maximum = *std::ranges::max_element(returns);
  return summary;
}

}  // namespace rlrun::experiment
