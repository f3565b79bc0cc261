#include "apps/rlrun/published_curves.hpp"

#include <algorithm>

#include "lib/experiment/curve.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/report/report_text.hpp"

namespace rlrun::app {
namespace {

using experiment::number_text;

/// One episode of a published curve and of our runs that have it.
struct EpisodePair {
  double published = 0.0;
  std::vector<double> ours;

  [[nodiscard]] double lowest() const { return *std::ranges::min_element(ours); }
  [[nodiscard]] double highest() const { return *std::ranges::max_element(ours); }
};

/// The episodes that the published curve and all of our completed runs have.
std::vector<EpisodePair> common_episodes(const GroupResult& group) {
  const std::vector<double>& published = group.runs->published_returns;
  std::vector<experiment::Curve> curves;
  std::size_t length = published.size();
  for (const auto& run : completed_runs(group)) {
    curves.push_back(experiment::read_run_curve(run));
    length = std::min(length, curves.back().returns.size());
  }
  if (curves.empty()) return {};
  std::vector<EpisodePair> pairs(length);
  for (std::size_t episode = 0; episode < length; ++episode) {
    pairs[episode].published = published[episode];
    for (const experiment::Curve& curve : curves) pairs[episode].ours.push_back(curve.returns[episode]);
  }
  return pairs;
}

std::string episode_rows(const std::string& experiment, const GroupResult& group) {
  std::string text;
  long episode = 0;
  for (const EpisodePair& pair : common_episodes(group)) {
    text += experiment + "," + group.runs->name + "," + std::to_string(++episode) + "," + number_text(pair.published) +
            "," + std::to_string(pair.ours.size()) + "," + number_text(experiment::mean(pair.ours)) + "," +
            number_text(pair.lowest()) + "," + number_text(pair.highest()) + "\n";
  }
  return text;
}

std::vector<std::string> range_row(const GroupResult& group) {
  const std::vector<EpisodePair> pairs = common_episodes(group);
  const auto below = std::ranges::count_if(pairs, [](const auto& pair) { return pair.published < pair.lowest(); });
  const auto above = std::ranges::count_if(pairs, [](const auto& pair) { return pair.published > pair.highest(); });
  const auto all = static_cast<long>(pairs.size());
  const std::size_t seeds = pairs.empty() ? 0 : pairs.front().ours.size();
  std::vector<std::string> row = {group.runs->name, std::to_string(group.runs->published_returns.size()),
                                  std::to_string(all), std::to_string(seeds)};
  if (seeds < experiment::fewest_seeds) {
    row.insert(row.end(), {"-", "-", "-", "fewer than 5 seeds"});
    return row;
  }
  const auto count = static_cast<double>(seeds);
  row.insert(row.end(), {std::to_string(all - below - above), std::to_string(below), std::to_string(above),
                         experiment::rounded(static_cast<double>(all) * (count - 1.0) / (count + 1.0))});
  return row;
}

}  // namespace

std::string published_curves_csv(const std::vector<PaperResult>& results) {
  std::string rows;
  for (const PaperResult& result : results) {
    for (const GroupResult& group : result.groups) rows += episode_rows(result.experiment->id, group);
  }
  return rows.empty() ? "" : "experiment,group,episode,published,seeds,mean,lowest,highest\n" + rows;
}

experiment::Page published_curves_section(const PaperResult& result) {
  experiment::Table table = {{{"runs", "published episodes", "compared", "seeds", "published within ours", "below",
                               "above", "within, if alike"}}};
  for (const GroupResult& group : result.groups) {
    if (!group.runs->published_returns.empty()) table.rows.push_back(range_row(group));
  }
  if (table.rows.size() == 1) return {};
  return {
      experiment::Paragraph{std::string("Published curves beside ours, episode by episode on equal lengths: how many "
                                        "published returns lie between the lowest and the highest of ours. All of "
                                        "them stand in ") +
                            published_curves_file + "."},
      std::move(table)};
}

}  // namespace rlrun::app
