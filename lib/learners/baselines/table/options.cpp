#include "lib/learners/baselines/table/options.hpp"

#include <cmath>
#include <string>

namespace rlrun::learners::table {
namespace {

using config::Range;
using config::Reader;

constexpr std::string_view ours = "not in the document";

void read_cells(Reader reader, const config::LearnerContext& context, CellTableOptions& options) {
  reader.read("bins", options.bins, Range::between(1, 65536), {"of equal width into which each input is parted", ours});
  options.range = reinforcement_modified::read_range(reader, context);
  reader.read("learning_rate", options.learning_rate, {.low = 0.0, .high = 1.0, .open_low = true},
              {"share of the way to the desired output that one lesson goes", ours});
  reader.read("initial_score", options.initial_score, Range::between(0, 1),
              {"of every action in a cell that was not learned from", ours});
  const auto inputs = static_cast<double>(context.environment.observation_size());
  if (std::pow(options.bins, inputs) > most_cells) reader.reject("bins", "makes more than 2^53 cells");
  reader.finish();
}

}  // namespace

TableOptions read_options(Reader& reader, const config::LearnerContext& context) {
  TableOptions options;
  options.actions = reinforcement_modified::read_action_count(reader, context);
  read_cells(reader.section("cells", {"the partition of the inputs"}), context, options.cells);
  options.cells.desired_output = reinforcement_modified::read_desired_output(reader);
  options.learner = reinforcement_modified::read_learner_options(reader, context);
  return options;
}

}  // namespace rlrun::learners::table
