#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "lib/config/config.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::learners {

/// What a reader made of a config, and what was found wrong in it.
template <class T>
struct Reading {
  T value;
  std::string findings;
};

/// Reads the config `text`, which stands for the mapping of a learner, with `read(reader)`.
template <class Read>
auto read_text(const std::string& text, Read&& read) {
  config::Config config = config::Config::parse(text, "test.yaml");
  config::Reader root = config.root();
  auto value = read(root);
  root.finish();
  return Reading<decltype(value)>{std::move(value), config.findings().text()};
}

/// An environment whose observations have two entries.
inline EnvironmentSpec small_environment() {
  EnvironmentSpec spec;
  spec.name = "Small";
  spec.observation_space = {.low = Vector<double>::Constant(2, -1.0), .high = Vector<double>::Constant(2, 1.0)};
  spec.action_space = DiscreteSpace{2};
  return spec;
}

}  // namespace rlrun::learners
