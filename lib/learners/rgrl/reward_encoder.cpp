#include "lib/learners/rgrl/reward_encoder.hpp"

#include <string>
#include <utility>
#include <vector>

#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

void RewardEncoder::encode(const StepResult& step, MutableVectorView<double> reward_vector) const {
  reward_vector.setZero();
  reward_vector.head(ones(step)).setOnes();
}

namespace {

/// All ones while the episode goes on, all zeros on its last step (the author's CartPole).
class AliveEncoder final : public RewardEncoder {
 public:
  AliveEncoder(int size, bool time_limit_fails) : RewardEncoder(size), time_limit_fails_(time_limit_fails) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    return step.terminated || (time_limit_fails_ && step.truncated) ? 0 : size();
  }
  bool time_limit_fails_;
};

/// All zeros while the episode goes on, all ones on its last step (the author's Acrobot).
class GoalEncoder final : public RewardEncoder {
 public:
  GoalEncoder(int size, bool time_limit_succeeds) : RewardEncoder(size), time_limit_succeeds_(time_limit_succeeds) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    return step.terminated || (time_limit_succeeds_ && step.truncated) ? size() : 0;
  }
  bool time_limit_succeeds_;
};

/// Thermometer code of the reward, or of one entry of the observation after the step.
class ValueEncoder final : public RewardEncoder {
 public:
  static constexpr int immediate_reward = -1;

  ValueEncoder(int size, int observation_index, double low, double high)
      : RewardEncoder(size), observation_index_(observation_index), low_(low), high_(high) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    const double value =
        observation_index_ == immediate_reward ? step.reward : step.next_observation[observation_index_];
    return thermometer_count(size(), low_, high_, value);
  }
  int observation_index_;
  double low_;
  double high_;
};

/// Thermometer code of a grade of the environment (not in the paper); all zeros where the grade is 0.
class GradeEncoder final : public RewardEncoder {
 public:
  GradeEncoder(int size, Grade grade) : RewardEncoder(size), grade_(std::move(grade)) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    const double level = grade_(step);
    return level > 0.0 ? thermometer_count(size(), 0.0, 1.0, level) : 0;
  }
  Grade grade_;
};

using EncoderPointer = std::shared_ptr<const RewardEncoder>;

EncoderPointer read_alive(config::Reader& reader, int size) {
  bool time_limit_fails = false;
  reader.read("time_limit_fails", time_limit_fails,
              {"true: the step on which the time limit ends an episode counts as failed too, as in the author's code",
               "RGRL code"});
  return std::make_shared<AliveEncoder>(size, time_limit_fails);
}

EncoderPointer read_goal(config::Reader& reader, int size) {
  bool time_limit_succeeds = false;
  reader.read("time_limit_succeeds", time_limit_succeeds,
              {"true: the step on which the time limit ends an episode counts as the goal too, as in the author's code",
               "RGRL code"});
  return std::make_shared<GoalEncoder>(size, time_limit_succeeds);
}

EncoderPointer read_value(config::Reader& reader, int size, const EnvironmentSpec& environment, bool of_observation) {
  int index = ValueEncoder::immediate_reward;
  if (of_observation) {
    index = 0;
    reader.read("index", index, config::Range::between(0, static_cast<double>(environment.observation_size() - 1)),
                {"entry of the observation after the step"});
  }
  double low = 0.0;
  double high = 1.0;
  reader.read("low", low, config::Range::any(), {"value with one leading one"});
  reader.read("high", high, config::Range::any(), {"value with all ones"});
  if (!(low < high)) reader.reject("high", "must be above low");
  return std::make_shared<ValueEncoder>(size, index, low, high);
}

EncoderPointer read_encoder(config::Reader& reader, const std::string& name, int size,
                            const config::LearnerContext& context) {
  const auto grade = context.grades.find(name);
  if (grade != context.grades.end()) return std::make_shared<GradeEncoder>(size, grade->second.configure(reader));
  if (name == "goal") return read_goal(reader, size);
  if (name == "observation" || name == "reward") {
    return read_value(reader, size, context.environment, name == "observation");
  }
  return read_alive(reader, size);
}

}  // namespace

EncoderPointer read_reward_encoder(config::Reader& reader, const config::LearnerContext& context) {
  config::Reader section = reader.section("reward_encoder", {"how the outcome of a step becomes the reward vector"});
  std::vector<std::string> names = {"alive", "goal", "observation", "reward"};
  for (const auto& [name, grade] : context.grades) names.push_back(name);
  const std::string name = section.read_name(
      "name", "alive", names,
      {"alive: ones until the last step; goal: ones on the last step; observation, reward: thermometer of that value; "
       "any other: thermometer of that grade of the environment, which knows more of the task than its reward tells"});
  int size = 100;
  section.read("size", size, config::Range::between(1, 10000),
               {"entries of the reward vector", "RGRL code, reward_size"});
  EncoderPointer encoder = read_encoder(section, name, size, context);
  section.finish();
  return encoder;
}

}  // namespace rlrun::learners::rgrl
