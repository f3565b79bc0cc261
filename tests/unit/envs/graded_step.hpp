#pragma once

#include <string>

#include "tests/unit/envs/configured_environment.hpp"

namespace rlrun::envs {

/// What a test says of a step.
struct GradedStep {
  double reward = 0.0;
  bool terminated = false;
};

/// A grade of a registered environment, with keys from `text`.
class ConfiguredGrade {
 public:
  ConfiguredGrade(const config::EnvironmentFactory& factory, const std::string& name, const std::string& text = "{}") {
    config::Config document = config::Config::parse(text, "test.yaml");
    config::Reader reader = document.root();
    grade_ = factory.grades.at(name).configure(reader);
    reader.finish();
    findings_ = document.findings().text();
  }

  [[nodiscard]] const std::string& findings() const { return findings_; }

  /// Of a step to `observation`.
  [[nodiscard]] double operator()(const Vector<double>& observation, GradedStep step = {}) const {
    return grade_({.reward = step.reward, .next_observation = observation, .terminated = step.terminated});
  }

 private:
  Grade grade_;
  std::string findings_;
};

}  // namespace rlrun::envs
