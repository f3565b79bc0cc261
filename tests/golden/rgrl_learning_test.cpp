#include <numeric>

#include "lib/learners/rgrl/member.hpp"
#include "lib/learners/rgrl/priority.hpp"
#include "tests/golden/rgrl_data.hpp"

namespace rlrun::learners::rgrl {
namespace {

using golden::Json;

template <class Compare>
void for_each_file(const char* prefix, Compare&& compare) {
  for (const auto& path : golden::files("rgrl", prefix)) {
    SCOPED_TRACE(path.string());
    compare(golden::read_json(path));
  }
}

std::vector<Index> all_windows(const Experience<double>& experience) {
  std::vector<Index> windows(static_cast<std::size_t>(experience.size()));
  std::iota(windows.begin(), windows.end(), 0);
  return windows;
}

Matrix<double> rows_as_columns(const Json& rows) {
  Matrix<double> result(static_cast<Index>(rows.at(0).size()), static_cast<Index>(rows.size()));
  for (Index column = 0; column < result.cols(); ++column) {
    const auto values = rows.at(static_cast<std::size_t>(column)).get<std::vector<double>>();
    result.col(column) = Eigen::Map<const Vector<double>>(values.data(), result.rows());
  }
  return result;
}

/// All windows of an experience as sequences of one batch.
struct Batch {
  explicit Batch(const Experience<double>& experience, const WorldModelShape& shape)
      : states(shape.state_size, experience.size()),
        actions(shape.action_size, experience.size() * experience.chunk()),
        rewards(shape.reward_size, actions.cols()),
        next_states(shape.state_size, actions.cols()) {
    for (Index window = 0; window < experience.size(); ++window) {
      experience.copy_window(window, window, experience.size(), states, actions, rewards, next_states);
    }
  }
  Matrix<double> states, actions, rewards, next_states;
};

TEST(GoldenRgrl, WindowsOfAnEpisode) {
  for_each_file("rgrl_per_", [](const Json& file) {
    const WorldModelShape shape = golden::world_model(file.at("config")).shape;
    const Json& episode = file.at("raw_episode");
    Experience<double> experience(episode.at("chunk_size").get<Index>());
    experience.add({rows_as_columns(episode.at("states")), rows_as_columns(episode.at("actions")),
                    rows_as_columns(episode.at("rewards"))});
    const Experience<double> expected = golden::rgrl_experience(file.at("dataset"));
    ASSERT_EQ(experience.size(), expected.size());
    ASSERT_EQ(experience.chunk(), expected.chunk());
    const Batch ours(experience, shape);
    const Batch theirs(expected, shape);
    EXPECT_EQ(ours.states, theirs.states);
    EXPECT_EQ(ours.actions, theirs.actions);
    EXPECT_EQ(ours.rewards, theirs.rewards);
    EXPECT_EQ(ours.next_states, theirs.next_states);
  });
}

void compare_priorities(const Json& file, PriorityError kind, const Json& expected) {
  const WorldModel model = golden::world_model(file.at("config"));
  const nn::Parameters<double> parameters = golden::rgrl_parameters(model, file.at("params"));
  const Experience<double> experience = golden::rgrl_experience(file.at("dataset"));
  WindowPass<double> pass(model, experience.chunk(), experience.size(), 0.0);
  Rng unused;
  pass.predict(LiveWeights<double>(parameters), experience, all_windows(experience), false, unused);
  for (const auto& [name, exponent] : {std::pair("1.0", 1.0), std::pair("0.6", 0.6)}) {
    ReplayOptions options;
    options.priority_exponent = exponent;
    PriorityTree tree;
    tree.resize(experience.size());
    for (Index i = 0; i < experience.size(); ++i) {
      const double error = pass.priority_error(i, kind);
      EXPECT_NEAR(error, expected.at("td_error").at(static_cast<std::size_t>(i)), 1e-11);
      tree.set(i, priority(options, error));
    }
    const Json& probabilities = expected.at(std::string("prob_eps1e-6_exp") + name);
    for (Index i = 0; i < experience.size(); ++i) {
      EXPECT_NEAR(tree.get(i) / tree.total(), probabilities.at(static_cast<std::size_t>(i)), 1e-11);
    }
  }
}

TEST(GoldenRgrl, Priorities) {
  for_each_file("rgrl_per_", [](const Json& file) {
    compare_priorities(file, PriorityError::squared_over_size, file.at("per").at("A"));
    compare_priorities(file, PriorityError::squared, file.at("per").at("B"));
  });
}

TEST(GoldenRgrl, Updates) {
  for_each_file("rgrl_learn_", [](const Json& file) {
    const WorldModel model = golden::world_model(file.at("config"));
    const Experience<double> experience = golden::rgrl_experience(file.at("dataset"));
    const RgrlOptions options = golden::rgrl_options(file.at("config"), experience.chunk());
    Member<double> member(model, options, RngKey());
    member.parameters() = golden::rgrl_parameters(model, file.at("params"));
    const auto order = file.at("sample_index_per_update").get<std::vector<Index>>();
    Rng unused;

    WindowPass<double> pass(model, experience.chunk(), 1, 0.0);
    nn::Parameters<double> gradient(model.layout);
    const LiveWeights<double> weights(member.parameters());
    pass.predict(weights, experience, std::span(order).first(1), true, unused);
    pass.accumulate_gradient(weights, options.learning.loss, 1, gradient);
    const Json& d_expected = file.at("grads_first_update");
    golden::expect_no_memory_in_layer0(d_expected);
    EXPECT_TRUE(golden::close(gradient.flat(), golden::rgrl_parameters(model, d_expected).flat()));

    for (std::size_t i = 0; i < order.size(); ++i) {
      const PhaseStatistics step = member.update(experience, std::span(order).subspan(i, 1), unused);
      if (i == 0) {
        EXPECT_NEAR(step.reward_loss + step.state_loss, file.at("loss_before_first_update"), 1e-11);
      }
      const std::string name = "params_after_" + std::to_string(i + 1);
      if (file.contains(name)) {
        const auto expected = golden::rgrl_parameters(model, file.at(name));
        EXPECT_TRUE(golden::close(member.parameters().flat(), expected.flat())) << name;
      }
    }
  });
}

TEST(GoldenRgrl, ElasticWeightControl) {
  for_each_file("rgrl_ewc_", [](const Json& file) {
    const WorldModel model = golden::world_model(file.at("config"));
    const auto parameters = [&](const char* name) { return golden::rgrl_parameters(model, file.at(name)); };
    const Experience<double> experience = golden::rgrl_experience(file.at("dataset"));
    const std::vector<Index> sample = {file.at("sample_index").get<Index>()};
    const double lambda = file.at("lambda");
    RgrlOptions options = golden::rgrl_options(file.at("config"), experience.chunk());
    Rng unused;

    // The paper's penalty has lambda / 2, the author's code lambda: half the rate for the first, twice for the second.
    const auto update = [&](double our_lambda, const char* expected_penalty, const char* expected_parameters) {
      options.learning.ewc_lambda = our_lambda;
      Member<double> member(model, options, RngKey());
      member.parameters() = parameters("params_prev");
      member.consolidate(experience, unused);
      EXPECT_TRUE(golden::close(member.fisher().flat(), parameters("fisher_diag").flat()));
      member.parameters() = parameters("params_current");
      if (expected_penalty != nullptr) {
        EXPECT_NEAR(member.elastic_penalty(), file.at(expected_penalty), 1e-12);
      }
      member.update(experience, sample, unused);
      if (expected_parameters == nullptr) return;
      EXPECT_TRUE(golden::close(member.parameters().flat(), parameters(expected_parameters).flat()));
    };
    update(0.0, nullptr, "params_after_update_as_code");
    update(lambda, "ewc_loss_paper_half_lambda", nullptr);
    update(2.0 * lambda, "ewc_loss_as_code", "params_after_update_with_differentiated_ewc");
  });
}

}  // namespace
}  // namespace rlrun::learners::rgrl
