#include "lib/learners/rgrl/reward_encoder.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lib/learners/rgrl/glide_encoder.hpp"
#include "lib/learners/rgrl/landing_encoder.hpp"
#include "lib/learners/rgrl/linear_encoder.hpp"
#include "lib/learners/rgrl/swing_encoder.hpp"
#include "lib/learners/rgrl/thermometer.hpp"
#include "lib/learners/rgrl/tip_height_encoder.hpp"

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

/// Level 1 - max_i |observation_i| / limit_i after the step: 1 in the middle, 0 at a limit; all zeros on failure.
class MarginEncoder final : public RewardEncoder {
 public:
  MarginEncoder(int size, std::vector<double> limits) : RewardEncoder(size), limits_(std::move(limits)) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    if (step.terminated) return 0;
    double worst = 0.0;
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      if (limits_[i] > 0.0) {
        worst = std::max(worst, std::abs(step.next_observation[static_cast<Index>(i)]) / limits_[i]);
      }
    }
    return thermometer_count(size(), 0.0, 1.0, 1.0 - worst);
  }
  std::vector<double> limits_;
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

void read_ends(config::Reader& reader, double& low, double& high) {
  reader.read("low", low, config::Range::any(), {"value with one leading one"});
  reader.read("high", high, config::Range::any(), {"value with all ones"});
  if (!(low < high)) reader.reject("high", "must be above low");
}

/// For encoders that read the entries of one environment's observation by their meaning.
void check_observation(config::Reader& reader, const EnvironmentSpec& environment, Index size, const char* of) {
  if (environment.observation_size() == size) return;
  reader.reject("name",
                std::string("reads the observations of ") + of + "; those of " + environment.name + " are others");
}

EncoderPointer read_landing(config::Reader& reader, int size, const EnvironmentSpec& environment) {
  check_observation(reader, environment, LandingEncoder::observation_size, "LunarLander");
  double low = -250.0;
  double high = 20.0;
  read_ends(reader, low, high);
  return std::make_shared<LandingEncoder>(size, low, high);
}

EncoderPointer read_glide(config::Reader& reader, int size, const EnvironmentSpec& environment) {
  check_observation(reader, environment, GlideEncoder::observation_size, "LunarLander");
  return std::make_shared<GlideEncoder>(size);
}

EncoderPointer read_swing(config::Reader& reader, int size, const EnvironmentSpec& environment) {
  check_observation(reader, environment, SwingEncoder::observation_size, "the mountain cars");
  return std::make_shared<SwingEncoder>(size);
}

EncoderPointer read_tip_height(config::Reader& reader, int size, const EnvironmentSpec& environment) {
  check_observation(reader, environment, TipHeightEncoder::observation_size, "Acrobot-v1");
  return std::make_shared<TipHeightEncoder>(size);
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
  read_ends(reader, low, high);
  return std::make_shared<ValueEncoder>(size, index, low, high);
}

/// For keys with one number a dimension of the observation.
void check_dimensions(config::Reader& reader, const char* key, const std::vector<double>& values,
                      const EnvironmentSpec& environment) {
  const Index expected = environment.observation_size();
  if (std::ssize(values) == expected) return;
  reader.reject(key, "needs " + std::to_string(expected) + " numbers, one a dimension of the observation");
}

EncoderPointer read_margin(config::Reader& reader, int size, const EnvironmentSpec& environment) {
  std::vector<double> limits;
  reader.read("limits", limits, config::Range::at_least(0),
              {"one number an entry of the observation: |entry| at which the level is 0; 0 leaves the entry out"});
  if (reader.has("limits")) check_dimensions(reader, "limits", limits, environment);
  return std::make_shared<MarginEncoder>(size, limits);
}

EncoderPointer read_linear(config::Reader& reader, int size, const EnvironmentSpec& environment) {
  std::vector<double> weights;
  reader.read("weights", weights, config::Range::any(), {"one number an entry of the observation"});
  check_dimensions(reader, "weights", weights, environment);
  double width = 1.0;
  reader.read("width", width, config::Range::above(0), {"|weights . observation| at which the level is 0"});
  return std::make_shared<LinearEncoder>(size, Eigen::Map<const Vector<double>>(weights.data(), std::ssize(weights)),
                                         width);
}

}  // namespace

EncoderPointer read_reward_encoder(config::Reader& reader, const EnvironmentSpec& environment) {
  config::Reader section = reader.section("reward_encoder", {"how the outcome of a step becomes the reward vector"});
  const std::string name = section.read_name(
      "name", "alive",
      {"alive", "glide", "goal", "landing", "linear", "margin", "observation", "reward", "swing", "tip_height"},
      {"alive: ones until the last step; goal: ones on the last step; margin: distance to the nearest limit; linear: "
       "how near a linear combination of the observation is to 0; observation, reward: thermometer of that value; "
       "graded ones of a single environment: landing, the potential of LunarLander's reward; glide, how near the "
       "lander is to the targets of "
       "Gym's controller by hand; tip_height, that of Acrobot; swing, the root of the energy of the mountain cars"});
  int size = 100;
  section.read("size", size, config::Range::between(1, 10000),
               {"entries of the reward vector", "RGRL code, reward_size"});
  EncoderPointer encoder;
  if (name == "goal") {
    encoder = read_goal(section, size);
  } else if (name == "glide") {
    encoder = read_glide(section, size, environment);
  } else if (name == "landing") {
    encoder = read_landing(section, size, environment);
  } else if (name == "swing") {
    encoder = read_swing(section, size, environment);
  } else if (name == "tip_height") {
    encoder = read_tip_height(section, size, environment);
  } else if (name == "linear") {
    encoder = read_linear(section, size, environment);
  } else if (name == "margin") {
    encoder = read_margin(section, size, environment);
  } else if (name == "observation" || name == "reward") {
    encoder = read_value(section, size, environment, name == "observation");
  } else {
    encoder = read_alive(section, size);
  }
  section.finish();
  return encoder;
}

}  // namespace rlrun::learners::rgrl
