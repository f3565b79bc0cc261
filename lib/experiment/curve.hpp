#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace rlrun::experiment {

/// A learning curve as read from `curve.csv`.
struct Curve {
  long seed = 0;
  std::vector<double> returns;       ///< one an episode
  long steps = 0;                    ///< environment steps of all episodes
  std::vector<long> end_steps = {};  ///< environment steps of the run up to the end of each episode
};

/// Throws std::runtime_error naming file and line when it is not such a file.
Curve read_curve(const std::filesystem::path& path);

/// The curve of a run directory. Throws std::runtime_error also when it is not the one whose hash the manifest of a
/// completed run records.
Curve read_run_curve(const std::filesystem::path& directory);

/// What a run came to: the mean return of the last `last` episodes of a curve, or of all when there are fewer. NaN for
/// a curve without episodes.
double final_return(const Curve& curve, std::size_t last);

/// Area under the curve, over the number of episodes: the mean return of all. NaN for a curve without episodes.
double area(const Curve& curve);

/// The figures of a learning curve that the summary table shows.
struct CurveSummary {
  long episodes = 0;
  long steps = 0;
  double last_100_mean = 0.0;  ///< of the last 100 episodes, or of all when there are fewer
  double best_10_mean = 0.0;   ///< largest mean of 10 consecutive episodes, or of all when there are fewer
  double second_half_mean = 0.0;
  double maximum = 0.0;
};

/// All returns of a curve without episodes are NaN.
CurveSummary summarise(const Curve& curve);

/// The same of the curve of a run directory, which is read row by row: however long it is, it takes no memory. Throws
/// as read_run_curve.
CurveSummary summarise_run_curve(const std::filesystem::path& directory);

}  // namespace rlrun::experiment
