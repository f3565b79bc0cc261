// A number that is not finite, wherever it comes from, ends the run of any learner.
#include <gmock/gmock.h>

#include <limits>

#include "apps/rlrun/builtins.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/runner.hpp"
#include "tests/conformance/learner_life.hpp"
#include "tests/conformance/parameter_names.hpp"
#include "tests/conformance/state_records.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::conformance {
namespace {

using experiment::ExperimentConfig;
using experiment::Manifest;
using testing::HasSubstr;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What goes wrong, and at which of all calls of its kind.
struct Fault {
  enum class Site { reset, observation, reward };
  Site site = Site::observation;
  double value = not_a_number;
  long countdown = 20;

  bool strikes(Site at) { return at == site && --countdown == 0; }
};

/// Another environment, but for one number.
class FaultyEnvironment final : public Environment {
 public:
  FaultyEnvironment(std::unique_ptr<Environment> sound, std::shared_ptr<Fault> fault)
      : sound_(std::move(sound)), fault_(std::move(fault)) {}

  [[nodiscard]] const EnvironmentSpec& spec() const override { return sound_->spec(); }
  [[nodiscard]] Vector<double> state() const override { return sound_->state(); }

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override {
    sound_->reset(rng, observation);
    if (fault_->strikes(Fault::Site::reset)) observation(0) = fault_->value;
  }
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override {
    StepOutcome outcome = sound_->step(action, rng, observation);
    if (fault_->strikes(Fault::Site::observation)) observation(observation.size() - 1) = fault_->value;
    if (fault_->strikes(Fault::Site::reward)) outcome.reward = fault_->value;
    return outcome;
  }
  void restore(const VectorView<double>& state) override { sound_->set_state(state); }

  std::unique_ptr<Environment> sound_;
  std::shared_ptr<Fault> fault_;
};

ExperimentConfig with_fault(ExperimentConfig config, const Fault& fault) {
  const auto shared = std::make_shared<Fault>(fault);
  config.make_environment = [sound = config.make_environment, shared] {
    return std::make_unique<FaultyEnvironment>(sound(), shared);
  };
  return config;
}

class DivergenceConformance : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] Manifest run(const ExperimentConfig& run_config, const std::string& name, bool resume = false) const {
    const experiment::StopFlag never;
    return experiment::run_experiment(run_config, folder_.path() / name, {.resume = resume, .checkpoint_every = 7},
                                      never);
  }

  const ExperimentConfig config = small_config(GetParam());
  const TemporaryFolder folder_;
};

TEST_P(DivergenceConformance, OfTheEnvironmentEndsTheRunAndTheLastCheckpointIsGood) {
  const std::string unbroken = run(config, "unbroken").curve_sha256;
  int number = 0;
  for (const Fault& fault : {Fault{.site = Fault::Site::reset, .countdown = 3}, Fault{.value = not_a_number},
                             Fault{.value = infinity}, Fault{.site = Fault::Site::reward, .value = not_a_number},
                             Fault{.site = Fault::Site::reward, .value = -infinity}}) {
    const std::string name = std::to_string(number++);
    const Manifest end = run(with_fault(config, fault), name);
    ASSERT_EQ(end.exit_code, 3) << name;
    ASSERT_EQ(end.status, experiment::RunStatus::diverged) << name;
    EXPECT_THAT(end.error, HasSubstr(fault.site == Fault::Site::reward ? "reward" : "observation"));
    const Manifest resumed = run(config, name, true);
    EXPECT_EQ(resumed.exit_code, 0) << name;
    EXPECT_EQ(resumed.curve_sha256, unbroken) << name;
  }
}

TEST_P(DivergenceConformance, OfItsStateDoesNotGoOn) {
  const RngKey key(1);
  const auto learner = config.make_learner(key);
  live(*learner, config, RngKey(2));
  const std::string state = saved(*learner);
  for (const NumberRecord& record : real_records(state)) {
    for (const std::size_t index : {std::size_t{0}, record.count - 1}) {
      const std::string poisoned = with_value(state, record, index, not_a_number);
      const auto victim = config.make_learner(key);
      const auto go_on = [&] {
        StateReader reader(poisoned);
        victim->load(reader);
        live(*victim, config, RngKey(3));
      };
      try {
        go_on();
        ADD_FAILURE() << "NaN in entry " << index << " of " << record.name << " at byte " << record.offset;
      } catch (const DivergenceError&) {
      } catch (const StateError&) {
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Registered, DivergenceConformance, testing::ValuesIn(app::builtins().learners.names()),
                         parameter_name);

}  // namespace
}  // namespace rlrun::conformance
