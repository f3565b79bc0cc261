#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/reporter.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment::test {

/// Ends after a number of steps that is drawn at the reset, from 1 to `longest`. Every step pays 1.
/// Observation and state: steps that remain, steps at the start.
class Countdown final : public Environment {
 public:
  explicit Countdown(long longest, long time_limit = 1000);

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override { return state_; }

  /// The length of an episode all of whose randomness comes from `key`.
  static long length(long longest, RngKey key);

  /// Called after every step with the state; for faults.
  std::function<void(Vector<double>&)> after_step = [](Vector<double>&) {};

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override { state_ = state; }

  EnvironmentSpec spec_;
  long longest_;
  Vector<double> state_ = Vector<double>::Zero(2);
};

/// Always the first action.
class Idle final : public Policy {
 public:
  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& /*observations*/, std::span<const Index> /*slots*/,
           MutableMatrixView<double> actions) override {
    actions.setZero();
  }
};

/// Writes down all that happens to it, and checks that every column holds the observation that its slot ended with.
class Witness final : public Learner {
 public:
  Witness(SlotSchedule schedule, Index num_envs) : schedule_(schedule), last_(2, num_envs) {}

  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  [[nodiscard]] SlotSchedule slot_schedule() const override { return schedule_; }
  void observe(const TransitionBatch& transitions) override;
  void skip(const TransitionBatch& transitions) override;
  void end_group() override { events.push_back("end_group"); }
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey /*key*/, Index /*num_envs*/) const override {
    return std::make_unique<Idle>();
  }
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {"events", "half"}; }
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& /*writer*/) const override {}
  void load(StateReader& /*reader*/) override {}

  std::vector<std::string> events;  ///< "begin SLOT EPISODE", "step SLOTS" with T or L at ended ones, "skip" likewise,
                                    ///< "end_group"
  std::function<void()> on_observe = [] {};

 private:
  SlotSchedule schedule_;
  Matrix<double> last_;
};

/// Keeps every record.
struct Archive final : Reporter {
  void episode(const EpisodeRecord& record) override { episodes.push_back(record); }
  void diagnostics(const DiagnosticsRecord& record) override {
    diagnostic_steps.push_back(record.step);
    EXPECT_EQ(record.names.size(), record.values.size());
  }
  void evaluation(const EvaluationRecord& record) override { evaluations.push_back(record); }

  std::vector<EpisodeRecord> episodes;
  std::vector<long> diagnostic_steps;
  std::vector<EvaluationRecord> evaluations;
};

/// A config for Countdown environments; without a learner.
ExperimentConfig countdown_config(long longest, RunOptions run);

}  // namespace rlrun::experiment::test
