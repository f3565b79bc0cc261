#include "lib/experiment/report/published_curve.hpp"

#include <stdexcept>

#include "lib/experiment/csv_table.hpp"

namespace rlrun::experiment {

std::vector<double> read_published_curve(const std::filesystem::path& path, const std::string& panel) {
  const CsvTable table(path);
  const auto panels = table.texts("panel");
  const auto episodes = table.integers("episode");
  const auto values = table.numbers("return");
  std::vector<double> returns;
  for (std::size_t row = 0; row < panels.size(); ++row) {
    if (panels[row] != panel) continue;
    returns.push_back(values[row]);
    if (episodes[row] == static_cast<long>(returns.size())) continue;
    throw std::runtime_error(path.string() + ": the episodes of panel " + panel + " do not follow each other from 1");
  }
  if (returns.empty()) throw std::runtime_error(path.string() + ": there is no panel " + panel);
  return returns;
}

}  // namespace rlrun::experiment
