#include "lib/experiment/report/experiment_list.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <utility>

#include "lib/config/flow_text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/plain_name.hpp"
#include "lib/experiment/report/published_curve.hpp"
#include "lib/experiment/report/section.hpp"
#include "lib/experiment/seed_list.hpp"

namespace rlrun::experiment {
namespace {

using config::Entry;
using config::Range;
using config::Reader;

constexpr double required_number = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<std::pair<std::string_view, Purpose>, 2> purposes = {
    {{"report", Purpose::report}, {"tuning", Purpose::tuning}}};

/// Reported seeds, of which nothing may be chosen; settings are chosen on those below.
constexpr long first_reported_seed = 1000;
constexpr long last_reported_seed = 1019;

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

/// A published learning curve of the same runs.
std::vector<double> read_published_returns(Section& runs) {
  Section section = inner_section(runs, "published_curve", {"A published learning curve, drawn as points."});
  if (section.mapping == nullptr) return {};
  std::string file;
  std::string panel;
  read_required(section.reader, "file", file, {"A CSV file with panel, episode, return; from the working directory."});
  read_required(section.reader, "panel", panel, {"Which of its curves."});
  section.reader.finish();
  if (file.empty() || panel.empty()) return {};
  try {
    return read_published_curve(file, panel);
  } catch (const std::runtime_error& error) {
    section.reader.reject("file", std::string("is not to be read: ") + error.what());
    return {};
  }
}

void read_count(Reader& reader, std::string_view key, std::size_t& count, Range range, config::Doc doc) {
  auto number = static_cast<long>(count);
  reader.read(key, number, range, doc);
  count = static_cast<std::size_t>(number);
}

/// Names of files and words of command lines are made of it.
void require_plain_name(const std::string& key, const Section& section) {
  if (is_plain_name(key) || section.mapping == nullptr) return;
  section.findings->add(section.mapping->place, section.path,
                        "is no name of an experiment or its runs; allowed: " + std::string(plain_names));
}

SeedRuns read_runs(const std::string& key, Section& section) {
  require_plain_name(key, section);
  SeedRuns runs = {.name = key, .config = ""};
  read_required(section.reader, "config", runs.config, {"The config file, from the working directory."});
  section.reader.read("floor", runs.floor, {"Whether nothing is learned: the level to beat."});
  section.reader.read("knows", runs.knowledge, {"What the config knows of the task beyond the task's own reward."});
  section.reader.read("settings", runs.settings, {"For what the settings were chosen, where not for this task."});
  section.reader.read("policy", runs.policy, {"How the frozen policy acts: greedy, or drawing its actions."});
  runs.published_returns = read_published_returns(section);
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
  if (metric.kind == MetricKind::diagnostic || metric.kind == MetricKind::diagnostics_below) {
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

/// Numbers of published runs: a mean with its deviation and their number, or the value of a single run.
std::optional<Moments> read_published_numbers(Reader& reader) {
  if (reader.has("value")) {
    Moments numbers = {.mean = required_number, .count = 1};
    reader.read("value", numbers.mean, Range::any(), {"The value of a single run."});
    return numbers;
  }
  if (!reader.has("mean")) return std::nullopt;
  Moments numbers = {.mean = required_number, .deviation = required_number};
  reader.read("mean", numbers.mean, Range::any(), {"The mean over runs."});
  reader.read("deviation", numbers.deviation, Range::above(0), {"Their standard deviation."});
  read_count(reader, "runs", numbers.count, Range::at_least(2), {"Their number."});
  return numbers;
}

/// The value that a metric has of the published curve of the runs.
std::optional<Moments> published_curve_value(const std::vector<SeedRuns>& runs, const Comparison& comparison) {
  const auto named = std::ranges::find(runs, comparison.runs, &SeedRuns::name);
  if (named == runs.end() || !is_of_curve(comparison.metric.kind)) return std::nullopt;
  const auto value = curve_metric({.returns = named->published_returns}, comparison.metric);
  return value ? std::optional(Moments{.mean = *value, .count = 1}) : std::nullopt;
}

std::optional<Published> read_published(Section& comparison_section, const std::vector<SeedRuns>& runs,
                                        const Comparison& comparison) {
  Section section = inner_section(comparison_section, "published", {"What the document says of it."});
  if (section.mapping == nullptr) return std::nullopt;
  Reader& reader = section.reader;
  Published published;
  reader.read("claim", published.claim, {"What it says, in words."});
  bool curve = false;
  reader.read("curve", curve, {"Whether the value is that of the published curve of these runs."});
  published.numbers = curve ? published_curve_value(runs, comparison) : read_published_numbers(reader);
  if (curve && !published.numbers) reader.reject("curve", "the published curve of these runs has no such value");
  if (published.claim.empty() && !published.numbers && !curve) {
    reader.reject("claim", "nothing is said; allowed: claim, value, curve, or mean with deviation and runs");
  }
  reader.finish();
  return published;
}

Comparison read_comparison(const std::string& key, Section& section, const std::vector<SeedRuns>& runs) {
  Comparison comparison = {.name = key, .runs = ""};
  Reader& reader = section.reader;
  read_required(reader, "runs", comparison.runs, {"Which runs."});
  comparison.metric = read_metric_keys(reader);
  comparison.published = read_published(section, runs, comparison);
  reader.read("reference", comparison.reference, {"That of the reference implementation, run anew."});
  comparison.target = read_target(reader);
  reader.read("better_than", comparison.others, {"Other runs, which these are compared with."});
  reader.read("lower_is_better", comparison.lower_is_better, {"Whether the smaller value is the better one."});
  if (comparison.target && (comparison.published || !comparison.others.empty())) {
    reader.reject(comparison.target->at_least ? "at_least" : "at_most",
                  "a goal of our own stands beside something else; allowed: a comparison of its own");
  }
  return comparison;
}

/// Of keys that stand there twice, which is an error of its own, both are looked at.
void require_known_runs(const PaperExperiment& experiment, const Section& comparisons) {
  if (comparisons.mapping == nullptr) return;
  for (const Entry& comparison : comparisons.mapping->entries) {
    for (const char* key : {"runs", "better_than"}) {
      const Entry* runs = comparison.value.find(key);
      if (runs == nullptr || runs->value.kind != config::Node::Kind::scalar) continue;
      if (std::ranges::count(experiment.runs, runs->value.text, &SeedRuns::name) > 0) continue;
      comparisons.findings->add(runs->value.place, comparisons.path + "." + comparison.key + "." + key,
                                "there are no such runs; allowed: a key of experiments." + experiment.id + ".runs");
    }
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

/// Keys that all runs of an experiment share come before those of their own.
void share_overrides(const std::vector<std::string>& shared, std::vector<SeedRuns>& runs) {
  for (SeedRuns& group : runs) {
    for (RunScale* scale : {&group.full, &group.quick}) {
      scale->overrides.insert(scale->overrides.begin(), shared.begin(), shared.end());
    }
  }
}

bool sets_time_limit(const std::string& override) { return override.starts_with("environment.time_limit="); }

/// The learners of a table are compared on equal terms: the same seeds, one time limit, and what each of them knows.
void require_equal_terms(const PaperExperiment& experiment, Section& section) {
  for (const SeedRuns& runs : experiment.runs) {
    const std::string name = "runs " + runs.name + " of a table ";
    if (runs.full.seeds != experiment.runs.front().full.seeds) {
      section.reader.reject("runs", name + "have other seeds than the first ones; allowed: the same");
    }
    if (std::ranges::count_if(runs.full.overrides, sets_time_limit) != 1) {
      section.reader.reject("runs", name +
                                        "must have the time limit of all; allowed: environment.time_limit in the "
                                        "experiment's own set, and nowhere else");
    }
    if (runs.knowledge.empty()) section.reader.reject("runs", name + "must say what the config knows; allowed: knows");
    if (runs.policy.empty()) section.reader.reject("runs", name + "must say how they act when frozen; allowed: policy");
  }
}

PaperExperiment read_experiment_keys(const std::string& key, Section& section) {
  require_plain_name(key, section);
  PaperExperiment experiment = {.id = key, .title = "", .source = ""};
  read_required(section.reader, "title", experiment.title, {"What it is, for people."});
  read_required(section.reader, "source", experiment.source, {"The paper, and its figure or table."});
  section.reader.read("note", experiment.note, {"What a reader of the report must know."});
  const std::vector<std::string> shared = read_overrides(section);
  experiment.runs = read_entries(inner_section(section, "runs", {"The configs that are run."}), read_runs);
  share_overrides(shared, experiment.runs);
  if (experiment.runs.empty()) section.reader.reject("runs", "there are none; allowed: one or more");
  const Section comparisons = inner_section(section, "comparisons", {"Published values beside those of the runs."});
  experiment.comparisons = read_entries(comparisons, [&](const std::string& name, Section& entry) {
    return read_comparison(name, entry, experiment.runs);
  });
  require_known_runs(experiment, comparisons);
  experiment.table = read_table(section);
  if (experiment.table) require_equal_terms(experiment, section);
  return experiment;
}

/// What is reported comes from seeds that nothing was chosen on, and settings are chosen on none of these.
void require_seeds_of(Purpose purpose, const std::vector<PaperExperiment>& experiments, Section& section) {
  const auto fits = [&](long seed) {
    const bool reported = first_reported_seed <= seed && seed <= last_reported_seed;
    return purpose == Purpose::report ? reported : seed < first_reported_seed;
  };
  const std::string allowed = purpose == Purpose::report
                                  ? "1000 to 1019, which nothing was chosen on; lower ones with purpose: tuning"
                                  : "seeds below 1000, since purpose is tuning";
  for (const PaperExperiment& experiment : experiments) {
    for (const SeedRuns& runs : experiment.runs) {
      for (const RunScale* scale : {&runs.full, &runs.quick}) {
        if (std::ranges::all_of(scale->seeds, fits)) continue;
        section.reader.reject("experiments", "seeds " + scale->seed_text + " of " + experiment.id + ".runs." +
                                                 runs.name + " are no seeds of this list; allowed: " + allowed);
      }
    }
  }
}

std::vector<std::pair<std::string, std::string>> read_deviations(Section& root) {
  std::vector<std::pair<std::string, std::string>> deviations;
  Section section = inner_section(root, "deviations", {"How ours differs from the documents, by what it is of."});
  if (section.mapping == nullptr) return deviations;
  for (const Entry& entry : section.mapping->entries) {
    read_required(section.reader, entry.key, deviations.emplace_back(entry.key, "").second, {"How it differs."});
  }
  section.reader.finish();
  return deviations;
}

}  // namespace

ExperimentList read_experiment_list(const std::filesystem::path& path) {
  config::Findings findings(path.string());
  const std::string text = config::read_file(path, findings);
  findings.throw_if_any();
  config::Node root;
  config::FieldLog log;
  if (!config::parse_yaml(text, 0, "", findings, root)) findings.throw_if_any();
  Section section = make_section(root, "", root.place, findings, log);
  ExperimentList list;
  section.reader.read("purpose", list.purpose, purposes, {"What its seeds are for."});
  list.deviations = read_deviations(section);
  list.experiments =
      read_entries(inner_section(section, "experiments", {"Experiments by their ids."}), read_experiment_keys);
  if (list.experiments.empty()) section.reader.reject("experiments", "there are none; allowed: one or more");
  require_seeds_of(list.purpose, list.experiments, section);
  section.reader.finish();
  findings.throw_if_any();
  return list;
}

}  // namespace rlrun::experiment
