#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "lib/config/reader.hpp"
#include "lib/core/action_rule.hpp"
#include "lib/core/environment.hpp"
#include "lib/core/grade.hpp"
#include "lib/core/learner.hpp"
#include "lib/core/registry.hpp"
#include "lib/core/replayer.hpp"

namespace rlrun::config {

/// Makes one instance; called once for every slot of the lockstep wrapper.
using EnvironmentMaker = std::function<std::unique_ptr<Environment>()>;

/// A grade that an environment offers. `configure` reads the keys of the grade from the mapping that names it, and must
/// not fail: bad values are reported to the reader, whose caller then does not use the grade.
struct GradeFactory {
  std::string summary;  ///< what it measures and who says so, for `rlrun describe`
  std::function<Grade(Reader&)> configure;
};

/// Grades by name.
using Grades = std::map<std::string, GradeFactory>;

/// A registered environment. `configure` reads the keys of the `environment:` mapping beside `name` and `time_limit`
/// and must not fail: bad values are reported to the reader, whose caller then does not call the maker.
struct EnvironmentFactory {
  std::string summary;  ///< one line for `rlrun list`
  std::function<EnvironmentMaker(Reader&)> configure;
  /// Built-in policies beside `random`, by name.
  std::map<std::string, ActionRule> rules = {};
  /// What is known of the task beyond its reward; learners and shaping use it by name.
  Grades grades = {};
  /// How recorded steps are repeated; empty: by StateReplayer.
  std::function<std::unique_ptr<Replayer>(const EnvironmentMaker&)> make_replayer = {};
  /// What an episode came to, by the state after its last step; empty: nothing to say beyond its flags.
  std::function<std::string(const VectorView<double>& state, const StepOutcome& last_step)> name_outcome = {};
  /// Some lines of text that show a state; empty: it cannot be drawn.
  std::function<std::string(const VectorView<double>& state)> draw = {};
};

enum class Precision { single, double_ };

/// What a learner is configured for.
struct LearnerContext {
  EnvironmentSpec environment;
  Precision precision = Precision::single;
  Index num_envs = 1;
  long time_limit = 0;  ///< steps an episode at most
  int threads = 1;      ///< at most; a learner whose parallel work is small uses fewer, with the same results
  Grades grades = {};   ///< those of the environment
};

/// Makes the learner; all its randomness comes from the key.
using LearnerMaker = std::function<std::unique_ptr<Learner>(RngKey)>;

/// A registered learner. `configure` reads the keys of the `learner:` mapping beside `name`; an environment that the
/// learner cannot deal with is reported with reader.reject("name", ...).
struct LearnerFactory {
  std::string summary;
  std::function<LearnerMaker(Reader&, const LearnerContext&)> configure;
};

using EnvironmentRegistry = Registry<EnvironmentFactory>;
using LearnerRegistry = Registry<LearnerFactory>;

}  // namespace rlrun::config
