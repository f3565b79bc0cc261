#include "lib/experiment/report/experiment_list.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "lib/config/flow_text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/report/section.hpp"
#include "lib/experiment/seed_list.hpp"

namespace rlrun::experiment {
namespace {

using config::Entry;
using config::Range;
using config::Reader;

constexpr double required_number = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> read_overrides(Section& section) {
  std::vector<std::string> overrides;
  const Section set = inner_section(section, "set", {"Keys of the config with other values."});
  if (set.mapping == nullptr) return overrides;
  for (const Entry& entry : set.mapping->entries) overrides.push_back(entry.key + "=" + config::flow_text(entry.value));
  return overrides;
}

void read_seeds(Reader& reader, RunScale& scale) {
  reader.read("seeds", scale.seed_text, {"Seeds, as of rlrun run --seeds."});
  try {
    scale.seeds = parse_seed_list(scale.seed_text);
  } catch (const UsageError&) {
    reader.reject("seeds", "is no list of seeds; allowed: such as 0..9 or \"0,3,7\"");
  }
}

void read_scale(Section& section, RunScale& scale) {
  read_seeds(section.reader, scale);
  section.reader.read("seconds", scale.run_seconds, Range::above(0),
                      {"Measured time of one run on one core, for estimates."});
  for (std::string& text : read_overrides(section)) scale.overrides.push_back(std::move(text));
}

void read_count(Reader& reader, std::string_view key, std::size_t& count, Range range, config::Doc doc) {
  auto number = static_cast<long>(count);
  reader.read(key, number, range, doc);
  count = static_cast<std::size_t>(number);
}

SeedRuns read_runs(const std::string& key, Section& section) {
  SeedRuns runs = {.name = key, .config = ""};
  read_required(section.reader, "config", runs.config, {"The config file, from the working directory."});
  read_count(section.reader, "last", runs.last, Range::at_least(0),
             {"Episodes at the end that count in the table of the task; 0: as many as the table says."});
  runs.full.run_seconds = required_number;
  read_scale(section, runs.full);
  runs.quick = runs.full;
  Section quick = inner_section(section, "quick", {"What a quick reproduction does instead."});
  if (quick.mapping == nullptr) return runs;
  read_scale(quick, runs.quick);
  quick.reader.finish();
  return runs;
}

Metric read_metric_keys(Reader& reader) {
  Metric metric;
  reader.read("metric", metric.kind, metric_names, {"What of a run is compared."});
  if (has_threshold(metric.kind)) reader.read("threshold", metric.threshold, Range::any(), {"The return to reach."});
  if (metric.kind == MetricKind::last) {
    read_count(reader, "last", metric.last, Range::at_least(1), {"Episodes at the end."});
  }
  if (metric.kind == MetricKind::diagnostic) {
    read_required(reader, "names", metric.names, {"Names of diagnostics; * and ? as in file names."});
  }
  read_count(reader, "until", metric.until, Range::at_least(0), {"Only so many episodes count; 0: all."});
  return metric;
}

std::optional<Target> read_target(Reader& reader) {
  Target target;
  for (const bool at_least : {true, false}) {
    const std::string_view key = at_least ? "at_least" : "at_most";
    if (!reader.has(key)) continue;
    target = {.value = required_number, .at_least = at_least};
    reader.read(key, target.value, Range::any(), {"The mean over seeds that counts as reproduced."});
  }
  if (reader.has("at_least") && reader.has("at_most")) reader.reject("at_most", "there is at_least already");
  return reader.has("at_least") || reader.has("at_most") ? std::optional(target) : std::nullopt;
}

Comparison read_comparison(const std::string& key, Section& section) {
  Comparison comparison = {.name = key, .runs = ""};
  Reader& reader = section.reader;
  read_required(reader, "runs", comparison.runs, {"Which runs."});
  comparison.metric = read_metric_keys(reader);
  reader.read("published", comparison.published, {"The paper's value, as it has it."});
  reader.read("reference", comparison.reference, {"That of the reference implementation, run anew."});
  comparison.target = read_target(reader);
  return comparison;
}

/// Of keys that stand there twice, which is an error of its own, both are looked at.
void require_known_runs(const PaperExperiment& experiment, const Section& comparisons) {
  if (comparisons.mapping == nullptr) return;
  for (const Entry& comparison : comparisons.mapping->entries) {
    const Entry* runs = comparison.value.find("runs");
    if (runs == nullptr || runs->value.kind != config::Node::Kind::scalar) continue;
    if (std::ranges::count(experiment.runs, runs->value.text, &SeedRuns::name) > 0) continue;
    comparisons.findings->add(runs->value.place, comparisons.path + "." + comparison.key + ".runs",
                              "there are no such runs; allowed: a key of experiments." + experiment.id + ".runs");
  }
}

std::vector<Unsuited> read_unsuited(Section& section) {
  std::vector<Unsuited> unsuited;
  Section learners = inner_section(section, "unsuited", {"Why a learner cannot do the task, by its name."});
  if (learners.mapping == nullptr) return unsuited;
  for (const Entry& entry : learners.mapping->entries) {
    read_required(learners.reader, entry.key, unsuited.emplace_back(Unsuited{entry.key, ""}).reason, {"The reason."});
  }
  learners.reader.finish();
  return unsuited;
}

std::optional<TaskTable> read_table(Section& experiment) {
  Section section = inner_section(experiment, "table", {"By what the learners on a task are measured."});
  if (section.mapping == nullptr) return std::nullopt;
  TaskTable table;
  read_count(section.reader, "last", table.last, Range::at_least(1), {"Episodes at the end whose mean return counts."});
  section.reader.read("threshold", table.threshold, Range::any(), {"The return that this mean has to reach."});
  table.unsuited = read_unsuited(section);
  section.reader.finish();
  return table;
}

PaperExperiment read_experiment_keys(const std::string& key, Section& section) {
  PaperExperiment experiment = {.id = key, .title = "", .source = ""};
  read_required(section.reader, "title", experiment.title, {"What it is, for people."});
  read_required(section.reader, "source", experiment.source, {"The paper, and its figure or table."});
  section.reader.read("note", experiment.note, {"What a reader of the report must know."});
  experiment.runs = read_entries(inner_section(section, "runs", {"The configs that are run."}), read_runs);
  if (experiment.runs.empty()) section.reader.reject("runs", "there are none; allowed: one or more");
  const Section comparisons = inner_section(section, "comparisons", {"Published values beside those of the runs."});
  experiment.comparisons = read_entries(comparisons, read_comparison);
  require_known_runs(experiment, comparisons);
  experiment.table = read_table(section);
  return experiment;
}

}  // namespace

std::vector<PaperExperiment> read_experiment_list(const std::filesystem::path& path) {
  config::Findings findings(path.string());
  const std::string text = config::read_file(path, findings);
  findings.throw_if_any();
  config::Node root;
  config::FieldLog log;
  if (!config::parse_yaml(text, 0, "", findings, root)) findings.throw_if_any();
  Section section = make_section(root, "", root.place, findings, log);
  auto experiments =
      read_entries(inner_section(section, "experiments", {"Experiments by their ids."}), read_experiment_keys);
  if (experiments.empty()) section.reader.reject("experiments", "there are none; allowed: one or more");
  section.reader.finish();
  findings.throw_if_any();
  return experiments;
}

}  // namespace rlrun::experiment
