#include "lib/experiment/shaping.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rlrun::experiment {
namespace {

using config::Range;

constexpr const char* no_grade = "none";

constexpr std::array<std::pair<std::string_view, ShapingKind>, 2> kinds = {
    {{"add", ShapingKind::add}, {"potential", ShapingKind::potential}}};

}  // namespace

ShapingOptions read_shaping(config::Reader environment, const config::Grades& grades) {
  config::Reader reader = environment.section(
      "shaping", {"What the learner is paid beside the task's rewards. No returns that are reported count it."});
  std::vector<std::string> names = {no_grade};
  std::string meaning = "Grade of the environment, in [0, 1], that is paid for; its keys stand beside this one.";
  for (const auto& [name, grade] : grades) {
    names.push_back(name);
    meaning += " " + name + ": " + grade.summary + ".";
  }
  const std::string name = reader.read_name("grade", no_grade, names, {meaning});
  ShapingOptions options;
  if (const auto chosen = grades.find(name); chosen != grades.end()) {
    reader.read("weight", options.weight, Range::any(), {"Factor of what is paid."});
    reader.read("kind", options.kind, kinds,
                {"add: the grade of every step. potential: discount times the grade of the observation after the step, "
                 "0 where the task ended, less that of the observation before it; the best policies stay the best.",
                 "potential: Ng, Harada and Russell 1999, theorem 1"});
    if (options.kind == ShapingKind::potential) {
      reader.read("discount", options.discount, Range::between(0, 1),
                  {"Of the potential after a step; that of the learner, so that the best policies stay the best.",
                   "Ng, Harada and Russell 1999: gamma"});
    }
    options.grade = chosen->second.configure(reader);
  }
  reader.finish();
  return options;
}

Shaping::Shaping(ShapingOptions options, Index num_envs) : options_(std::move(options)), rewards_(num_envs) {}

TransitionBatch Shaping::shape(const TransitionBatch& transitions) {
  if (!options_.grade) return transitions;
  const Index columns = transitions.rewards.size();
  for (Index column = 0; column < columns; ++column) {
    rewards_[column] = transitions.rewards[column] + options_.weight * bonus(transitions, column);
  }
  return {.slots = transitions.slots,
          .observations = transitions.observations,
          .actions = transitions.actions,
          .rewards = rewards_.head(columns),
          .next_observations = transitions.next_observations,
          .terminated = transitions.terminated,
          .truncated = transitions.truncated};
}

double Shaping::bonus(const TransitionBatch& transitions, Index column) const {
  const bool terminated = transitions.terminated[static_cast<std::size_t>(column)] != 0;
  const bool truncated = transitions.truncated[static_cast<std::size_t>(column)] != 0;
  const auto next_observation = transitions.next_observations.col(column);
  if (options_.kind == ShapingKind::add) {
    return options_.grade({.reward = transitions.rewards[column],
                           .next_observation = next_observation,
                           .terminated = terminated,
                           .truncated = truncated});
  }
  const double after = terminated ? 0.0 : potential(next_observation);
  return options_.discount * after - potential(transitions.observations.col(column));
}

double Shaping::potential(const VectorView<double>& observation) const {
  return options_.grade({.next_observation = observation});
}

}  // namespace rlrun::experiment
