#pragma once

#include <deque>
#include <ostream>
#include <string>

#include "lib/experiment/reporter.hpp"

namespace rlrun::experiment {

/// One line for people, drawn over itself at most 10 times a second: episode, return, mean of the last 10 returns,
/// steps a second and the time left.
class ProgressBar final : public Reporter {
 public:
  struct Plan {
    long episodes = 0;  ///< 0: not limited
    long steps = 0;     ///< 0: not limited
    std::string title;
  };

  ProgressBar(std::ostream& out, Plan plan) : out_(out), plan_(std::move(plan)) {}

  void episode(const EpisodeRecord& record) override;
  void progress(const Progress& progress) override;
  /// Removes the line.
  void close() override;

 private:
  [[nodiscard]] std::string line(const Progress& progress) const;
  [[nodiscard]] double fraction_done(const Progress& progress) const;

  std::ostream& out_;
  Plan plan_;
  long episodes_ = 0;
  std::deque<double> last_returns_;
  double drawn_seconds_ = -1.0;
};

}  // namespace rlrun::experiment
