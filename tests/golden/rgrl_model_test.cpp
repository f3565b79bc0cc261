#include <algorithm>

#include "lib/learners/rgrl/deduction.hpp"
#include "tests/golden/rgrl_data.hpp"

namespace rlrun::learners::rgrl {
namespace {

using golden::Json;

/// Compares both ways to store the weights with the file.
class ForwardCase {
 public:
  explicit ForwardCase(const std::filesystem::path& path)
      : file_(golden::read_json(path)),
        model_(golden::world_model(file_.at("config"))),
        parameters_(golden::rgrl_parameters(model_, file_.at("params"))),
        actions_(golden::time_major(file_.at("inputs").at("a"), true)),
        states_(golden::columns(file_.at("inputs").at("s"))),
        steps_(actions_.cols() / states_.cols()) {}

  void compare(const WeightProducts<double>& weights) const {
    Rollout<double> rollout = run_forward(weights, 0);
    EXPECT_TRUE(golden::close(rollout.used(rollout.rewards), expected("outputs", "reward")));
    EXPECT_TRUE(golden::close(rollout.states.rightCols(actions_.cols()), expected("outputs", "state")));
    compare_upstream(weights, rollout);
    compare_desired(weights, steps_ - 1, "last_reward");
    compare_desired(weights, 0, "all_rewards");
  }

  [[nodiscard]] const nn::Parameters<double>& parameters() const { return parameters_; }

 private:
  [[nodiscard]] Matrix<double> expected(const char* group, const char* name) const {
    return golden::time_major(file_.at(group).at(name), true);
  }

  [[nodiscard]] Rollout<double> run_forward(const WeightProducts<double>& weights, Index first_reward_step) const {
    Rollout<double> rollout(model_, steps_, states_.cols());
    rollout.scope.first_reward_step = first_reward_step;
    rollout.actions = actions_;
    rollout.states.leftCols(states_.cols()) = states_;
    forward(model_, weights, rollout);
    return rollout;
  }

  void compare_upstream(const WeightProducts<double>& weights, const Rollout<double>& rollout) const {
    RolloutGradient<double> gradient(model_, steps_, states_.cols());
    gradient.d_rewards = expected("upstream", "reward");
    gradient.d_states = expected("upstream", "state");
    gradient.use_state_loss = true;
    gradient.want_initial_state = true;
    backward(model_, weights, rollout, gradient);
    nn::Parameters<double> d_parameters(model_.layout);
    accumulate_parameter_gradient(model_, rollout, gradient, d_parameters);

    EXPECT_TRUE(golden::close(gradient.d_actions, expected("upstream_grad_inputs", "a")));
    EXPECT_TRUE(golden::close(gradient.d_state, golden::columns(file_.at("upstream_grad_inputs").at("s"))));
    const Json& d_expected = file_.at("upstream_grad_params");
    golden::expect_no_memory_in_layer0(d_expected);
    EXPECT_TRUE(golden::close(d_parameters.flat(), golden::rgrl_parameters(model_, d_expected).flat()));
  }

  /// Mean squared distance to all ones of the rewards from `first_reward_step` on.
  void compare_desired(const WeightProducts<double>& weights, Index first_reward_step, const std::string& name) const {
    const Rollout<double> rollout = run_forward(weights, first_reward_step);
    const Index count = (steps_ - first_reward_step) * states_.cols();
    const auto error = rollout.rewards.rightCols(count).array() - 1.0;
    EXPECT_NEAR(error.square().mean(), file_.at("loss_" + name + "_vs_ones"), 1e-12);
    RolloutGradient<double> gradient(model_, steps_, states_.cols());
    gradient.d_rewards.rightCols(count) = error * (2.0 / static_cast<double>(error.size()));
    backward(model_, weights, rollout, gradient);
    EXPECT_TRUE(
        golden::close(gradient.d_actions, golden::time_major(file_.at("grad_a_loss_" + name + "_vs_ones"), true)));
  }

  Json file_;
  WorldModel model_;
  nn::Parameters<double> parameters_;
  Matrix<double> actions_;
  Matrix<double> states_;
  Index steps_;
};

TEST(GoldenRgrl, ForwardAndBackward) {
  for (const auto& path : golden::files("rgrl", "rgrl_forward_")) {
    SCOPED_TRACE(path.string());
    const ForwardCase reference(path);
    reference.compare(LiveWeights<double>(reference.parameters()));
    reference.compare(FrozenWeights<double>(reference.parameters()));
  }
}

/// Runs a trace of deduction: `members` lists the members of each recorded stretch of passes.
void compare_trace(const Json& file, DesiredRewards desired, const std::vector<std::vector<std::size_t>>& members,
                   const Json& trace, const Json& first_action) {
  const WorldModel model = golden::world_model(file.at("config"));
  std::vector<nn::Parameters<double>> ensemble;
  for (const Json& tensors : file.at("ensemble")) ensemble.push_back(golden::rgrl_parameters(model, tensors));
  const Matrix<double> states = golden::columns(file.at("inputs").at("s"));
  Matrix<double> plan = golden::time_major(file.at("inputs").at("pre_activation_0"), true);
  RgrlOptions options = golden::rgrl_options(file.at("config"), 1);
  options.deduction.desired_rewards = desired;
  Deduction<double> deduction(model, options.deduction, options.dropout, 1.0, states.cols());
  Rng unused;
  ASSERT_EQ(members.size(), trace.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (const std::size_t member : members[i]) {
      deduction.descend(FrozenWeights<double>(ensemble.at(member)), states, plan, unused);
    }
    EXPECT_TRUE(golden::close(plan, golden::time_major(trace[i], true))) << "entry " << i << " of the trace";
  }
  Index best = 0;
  plan.col(0).maxCoeff(&best);
  EXPECT_EQ(best, first_action.get<Index>());
}

TEST(GoldenRgrl, DeductionWithOneMemberAPassAndTheLastReward) {
  for (const auto& path : golden::files("rgrl", "rgrl_deduce_")) {
    SCOPED_TRACE(path.string());
    const Json file = golden::read_json(path);
    const Json& version = file.at("version_A");
    std::vector<std::vector<std::size_t>> members;
    for (const Json& member : version.at("model_index_per_iteration")) members.push_back({member});
    compare_trace(file, DesiredRewards::last, members, version.at("pre_activation_after"),
                  version.at("argmax_first_action"));
  }
}

TEST(GoldenRgrl, DeductionWithSweepsAndAllRewards) {
  for (const auto& path : golden::files("rgrl", "rgrl_deduce_")) {
    SCOPED_TRACE(path.string());
    const Json file = golden::read_json(path);
    const Json& version = file.at("version_B");
    compare_trace(file, DesiredRewards::all, version.at("model_order_per_epoch"),
                  version.at("pre_activation_after_each_epoch"), version.at("argmax_first_action"));
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
