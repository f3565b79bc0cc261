#include "lib/learners/rgrl/state_encoder.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

ThermometerStateEncoder::ThermometerStateEncoder(int bins, std::vector<double> low, std::vector<double> high)
    : bins_(bins), low_(std::move(low)), high_(std::move(high)) {}

Index ThermometerStateEncoder::size() const { return bins_ * static_cast<Index>(low_.size()); }

void ThermometerStateEncoder::encode(const VectorView<double>& observation, MutableVectorView<double> state) const {
  state.setZero();
  for (std::size_t i = 0; i < low_.size(); ++i) {
    const auto dimension = static_cast<Index>(i);
    const Index ones = thermometer_count(bins_, low_[i], high_[i], observation[dimension]);
    state.segment(dimension * bins_, ones).setOnes();
  }
}

void SigmoidStateEncoder::encode(const VectorView<double>& observation, MutableVectorView<double> state) const {
  for (Index i = 0; i < size_; ++i) state[i] = 1.0 / (1.0 + std::exp(slope_ * observation[i]));
}

namespace {

std::shared_ptr<const StateEncoder> read_thermometer(config::Reader& reader, const EnvironmentSpec& environment) {
  int bins = 100;
  std::vector<double> low;
  std::vector<double> high;
  reader.read("bins", bins, config::Range::between(1, 10000),
              {"bins a dimension; the state vector has bins x dimensions entries", "RGRL code, state_size"});
  reader.read("low", low, config::Range::any(), {"lower end of the code, one number a dimension of the observation"});
  reader.read("high", high, config::Range::any(), {"upper end of the code, one number a dimension"});
  const auto expected = static_cast<std::size_t>(environment.observation_size());
  const auto check_size = [&](const char* key, const std::vector<double>& numbers) {
    if (!reader.has(key) || numbers.size() == expected) return;  // an absent list is reported by read
    reader.reject(key, "needs " + std::to_string(expected) + " numbers, one a dimension of the observation");
  };
  check_size("low", low);
  check_size("high", high);
  for (std::size_t i = 0; i < std::min(low.size(), high.size()); ++i) {
    if (!(low[i] < high[i])) reader.reject("high", "number " + std::to_string(i + 1) + " must be above that of low");
  }
  return std::make_shared<ThermometerStateEncoder>(bins, low, high);
}

std::shared_ptr<const StateEncoder> read_sigmoid(config::Reader& reader, const EnvironmentSpec& environment) {
  double slope = 1.0;
  reader.read(
      "slope", slope, config::Range::any(),
      {"the entry is 1 / (1 + exp(slope * x)); the author uses 2.718 for MountainCarContinuous", "RGRL code, envs/"});
  return std::make_shared<SigmoidStateEncoder>(environment.observation_size(), slope);
}

}  // namespace

std::shared_ptr<const StateEncoder> read_state_encoder(config::Reader& reader, const EnvironmentSpec& environment) {
  config::Reader section = reader.section("state_encoder", {"how an observation becomes the state vector"});
  const std::string name = section.read_name("name", "thermometer", {"sigmoid", "thermometer"},
                                             {"thermometer: leading ones, bins a dimension; sigmoid: raw values"});
  auto encoder = name == "sigmoid" ? read_sigmoid(section, environment) : read_thermometer(section, environment);
  section.finish();
  return encoder;
}

}  // namespace rlrun::learners::rgrl
