#include "tests/conformance/learner_life.hpp"

#include "apps/rlrun/builtins.hpp"

namespace rlrun::conformance {
namespace {

void append(Trace& trace, const MatrixView<double>& values) {
  for (Index column = 0; column < values.cols(); ++column) {
    trace.insert(trace.end(), values.col(column).begin(), values.col(column).end());
  }
}

}  // namespace

experiment::ExperimentConfig small_config(const std::string& learner, int threads,
                                          const std::vector<std::string>& overrides) {
  const std::string path = RLRUN_SOURCE_DIR "/tests/conformance/learners/" + learner + ".yaml";
  return experiment::load_experiment(path, overrides, app::builtins(), threads);
}

experiment::Rollout make_rollout(const experiment::ExperimentConfig& config, SlotSchedule schedule, RngKey key) {
  return {config.make_environment,
          {.num_envs = config.run.num_envs,
           .time_limit = config.time_limit,
           .max_episodes = config.run.episodes,
           .schedule = schedule},
          key};
}

Trace live(Learner& learner, const experiment::ExperimentConfig& config, RngKey key) {
  Trace trace;
  experiment::Rollout rollout = make_rollout(config, learner.slot_schedule(), key);
  const auto take_diagnostics = [&] {
    const std::vector<double> values = learner.take_diagnostics();
    trace.insert(trace.end(), values.begin(), values.end());
  };
  while (rollout.episodes_left()) {
    rollout.start_group(learner);
    while (rollout.running() > 0) {
      const TransitionBatch transitions = rollout.step(learner);
      append(trace, transitions.actions);
      learner.observe(transitions);
      rollout.advance(learner);
      take_diagnostics();
    }
    if (learner.slot_schedule() == SlotSchedule::rest_until_group_ends) learner.end_group();
    take_diagnostics();
  }
  return trace;
}

Trace explore(Learner& learner, const experiment::ExperimentConfig& config, RngKey key) {
  Trace trace;
  experiment::Rollout rollout = make_rollout(config, learner.slot_schedule(), key);
  while (rollout.episodes_left()) {
    rollout.start_group(learner);
    while (rollout.running() > 0) {
      const TransitionBatch transitions = rollout.step(learner);
      append(trace, transitions.actions);
      learner.skip(transitions);
      rollout.advance(learner);
    }
  }
  return trace;
}

Trace act(Policy& policy, const experiment::ExperimentConfig& config, RngKey key) {
  Trace trace;
  experiment::Rollout rollout = make_rollout(config, SlotSchedule::reset_at_once, key);
  rollout.start_group(policy);
  while (rollout.running() > 0) {
    append(trace, rollout.step(policy).actions);
    rollout.advance(policy);
  }
  return trace;
}

std::string saved(const Learner& learner) {
  StateWriter writer;
  learner.save(writer);
  return writer.bytes();
}

}  // namespace rlrun::conformance
