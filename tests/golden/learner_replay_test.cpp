// Learners as they are configured and driven, against what independent programs recorded: tests/reference/README.md.
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

#include "apps/rlrun/builtins.hpp"
#include "lib/config/config.hpp"
#include "lib/nn/parameters.hpp"
#include "tests/golden/golden_data.hpp"
#include "tests/golden/recorded_draws.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::golden {
namespace {

/// Of the largest entry of what is compared.
constexpr double tolerance = 1e-10;

Vector<double> vector(const Json& list) {
  const auto values = list.get<std::vector<double>>();
  return Eigen::Map<const Vector<double>>(values.data(), static_cast<Index>(values.size()));
}

BoxSpace box(const Json& bounds) { return {.low = vector(bounds.at("low")), .high = vector(bounds.at("high"))}; }

config::LearnerContext context(const Json& environment) {
  EnvironmentSpec spec;
  spec.name = "Recorded";
  spec.observation_space = box(environment.at("observations"));
  const Json& actions = environment.at("actions");
  if (actions.contains("count")) {
    spec.action_space = DiscreteSpace{actions.at("count")};
  } else {
    spec.action_space = box(actions);
  }
  return {.environment = spec, .precision = config::Precision::double_, .num_envs = 1, .time_limit = 100};
}

std::unique_ptr<Learner> make_learner(const Json& file) {
  config::Config config = config::Config::parse(file.at("config").get<std::string>(), "recorded config");
  config::Reader reader = config.root();
  const experiment::Registries registries = app::builtins();
  const config::LearnerFactory* factory = registries.learners.find(file.at("learner").get<std::string>());
  const config::LearnerMaker make = factory->configure(reader, context(file.at("environment")));
  reader.finish();
  EXPECT_EQ(config.findings().text(), "");
  return make(RngKey(1));
}

/// Matrices, each a list of rows, as learners save them.
Vector<double> flat(const Json& matrices) {
  nn::ParameterLayout layout;
  for (const Json& rows : matrices) {
    layout.add("", static_cast<Index>(rows.size()), static_cast<Index>(rows.at(0).size()));
  }
  nn::Parameters<double> parameters(layout);
  for (std::size_t i = 0; i < matrices.size(); ++i) {
    auto matrix = parameters[static_cast<Index>(i)];
    for (Index row = 0; row < matrix.rows(); ++row) {
      matrix.row(row) = vector(matrices.at(i).at(static_cast<std::size_t>(row)));
    }
  }
  return parameters.flat();
}

/// Where the entries of the vector `name` of `size` lie in a saved state.
std::size_t place_of(const std::string& state, const std::string& name, Index size) {
  StateWriter writer;
  writer.write_matrix<double>(name, Vector<double>::Zero(size));
  const std::size_t header = writer.bytes().size() - static_cast<std::size_t>(size) * sizeof(double);
  const std::size_t place = state.find(writer.bytes().substr(0, header));
  if (place == std::string::npos) throw std::runtime_error("no vector '" + name + "' is saved");
  return place + header;
}

void set_initial(Learner& learner, const Json& initial) {
  std::string state = learners::saved(learner);
  for (const auto& [name, matrices] : initial.items()) {
    const Vector<double> values = flat(matrices);
    const std::size_t bytes = static_cast<std::size_t>(values.size()) * sizeof(double);
    state.replace(place_of(state, name, values.size()), bytes, reinterpret_cast<const char*>(values.data()), bytes);
  }
  learners::load(learner, state);
}

void expect_state(const Learner& learner, const Json& expected) {
  const std::string state = learners::saved(learner);
  for (const auto& [name, matrices] : expected.items()) {
    const Vector<double> wanted = flat(matrices);
    Vector<double> values(wanted.size());
    std::memcpy(values.data(), state.data() + place_of(state, name, values.size()),
                static_cast<std::size_t>(values.size()) * sizeof(double));
    EXPECT_LE((values - wanted).cwiseAbs().maxCoeff(), tolerance * wanted.cwiseAbs().maxCoeff()) << name;
  }
}

TEST(GoldenLearnerReplay, LearnsAsRecorded) {
  for (const auto& path : files("learners", "")) {
    SCOPED_TRACE(path.string());
    const Json file = read_json(path);
    const std::unique_ptr<Learner> learner = make_learner(file);
    set_initial(*learner, file.at("initial"));
    RecordedDraws draws;
    long episode = 0;
    for (const Json& step : file.at("steps")) {
      SCOPED_TRACE("episode " + std::to_string(episode) + ", action " + step.at("action").dump());
      const Vector<double> observation = vector(step.at("observation"));
      const Vector<double> action = vector(step.at("action"));
      draws.normals = step.at("normals").get<std::deque<double>>();
      draws.indices = step.at("indices").get<std::deque<std::size_t>>();
      if (step.at("begins")) learner->begin_episode(0, episode++, observation);
      EXPECT_TRUE(close(learners::act(*learner, observation, action.size()), action, tolerance));
      learners::observe(*learner, {.observation = observation,
                                   .action = action,
                                   .reward = step.at("reward"),
                                   .next_observation = vector(step.at("next_observation")),
                                   .terminated = step.at("terminated"),
                                   .truncated = step.at("truncated")});
      EXPECT_TRUE(draws.empty());
      expect_state(*learner, step.at("after"));
      if (testing::Test::HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace rlrun::golden
