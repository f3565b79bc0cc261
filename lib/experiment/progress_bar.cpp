#include "lib/experiment/progress_bar.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {
namespace {

constexpr double redraw_interval = 0.1;  // seconds
constexpr std::size_t mean_window = 10;  // episodes
constexpr long bar_width = 10;           // columns

/// Carriage return, erase to the end of the line.
constexpr std::string_view erase_line = "\r\x1b[K";
/// A line that is too long for the terminal is cut off: a wrapped one could not be drawn over.
constexpr std::string_view wrap_off = "\x1b[?7l";
constexpr std::string_view wrap_on = "\x1b[?7h";

std::string bar(double fraction) {
  const long filled = std::clamp(std::lround(fraction * bar_width), 0L, bar_width);
  return "[" + std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(bar_width - filled), '.') + "]";
}

std::string padded(long value) { return (value < 10 ? "0" : "") + number_text(value); }

std::string duration_text(double seconds) {
  const long total = std::lround(seconds);
  const std::string hours = total >= 3600 ? number_text(total / 3600) + ":" : "";
  return hours + padded(total / 60 % 60) + ":" + padded(total % 60);
}

}  // namespace

void ProgressBar::episode(const EpisodeRecord& record) {
  episodes_ = record.episode + 1;
  last_returns_.push_back(record.episode_return);
  if (last_returns_.size() > mean_window) last_returns_.pop_front();
}

void ProgressBar::progress(const Progress& progress) {
  if (drawn_seconds_ >= 0.0 && progress.wall_seconds - drawn_seconds_ < redraw_interval) return;
  drawn_seconds_ = progress.wall_seconds;
  out_ << erase_line << wrap_off << line(progress) << wrap_on << std::flush;
}

void ProgressBar::close() { out_ << erase_line << std::flush; }

double ProgressBar::fraction_done(const Progress& progress) const {
  const auto ratio = [](long done, long all) {
    return all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0.0;
  };
  return std::max(ratio(episodes_, plan_.episodes), ratio(progress.step, plan_.steps));
}

std::string ProgressBar::line(const Progress& progress) const {
  const double fraction = fraction_done(progress);
  std::string text = plan_.title + " " + bar(fraction) + " episode " + number_text(episodes_);
  if (plan_.episodes > 0) text += "/" + number_text(plan_.episodes);
  if (!last_returns_.empty()) {
    const double sum = std::accumulate(last_returns_.begin(), last_returns_.end(), 0.0);
    text += "  return " + fixed_text(last_returns_.back(), 1);
    text += "  mean of last 10 " + fixed_text(sum / static_cast<double>(last_returns_.size()), 1);
  }
  if (progress.wall_seconds > 0.0) {
    text += "  " + fixed_text(static_cast<double>(progress.step) / progress.wall_seconds, 0) + " steps/s";
  }
  if (fraction > 0.0) text += "  " + duration_text(progress.wall_seconds * (1.0 - fraction) / fraction) + " left";
  return text;
}

}  // namespace rlrun::experiment
