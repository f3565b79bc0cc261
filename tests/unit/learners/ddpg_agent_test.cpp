#include "lib/learners/baselines/ddpg/agent.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/core/error.hpp"
#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/ddpg_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners::ddpg {
namespace {

using nn::check_gradient;
using nn::GradientCheck;
using testing::HasSubstr;

constexpr Index batch = 6;

/// The networks of an agent as plain functions of their parameters.
struct Functions {
  explicit Functions(std::shared_ptr<const DdpgSetup> given) : setup(std::move(given)) {}

  [[nodiscard]] Matrix<double> act(const nn::Parameters<double>& actor, const Matrix<double>& observations) const {
    return nn::MlpPass<double>(setup->actor, observations.cols()).forward(actor, observations);
  }
  [[nodiscard]] Matrix<double> value(const nn::Parameters<double>& critic, const Matrix<double>& observations,
                                     const Matrix<double>& actions) const {
    return nn::MlpPass<double>(setup->critic, observations.cols()).forward(critic, observations, actions);
  }

  std::shared_ptr<const DdpgSetup> setup;
};

class DdpgAgent : public testing::Test {
 protected:
  explicit DdpgAgent(const DdpgOptions& options = small_options())
      : setup(small_setup(options)), functions(setup), agent(setup, 10, RngKey(1)) {
    Rng rng(RngKey(2));
    records = random_records(batch, rng);
    small_rows.continues(records)(0, 1) = 0.0;
  }

  [[nodiscard]] Matrix<double> targets() const {
    const Matrix<double> next = small_rows.next_observation(records);
    const Matrix<double> values =
        functions.value(agent.target_critic(), next, functions.act(agent.target_actor(), next));
    return small_rows.reward(records).array() + 0.9 * small_rows.continues(records).array() * values.array();
  }

  const std::shared_ptr<const DdpgSetup> setup;
  const Functions functions;
  Agent<double> agent;
  Matrix<double> records;
};

TEST_F(DdpgAgent, TheCriticDescendsItsLoss) {
  nn::Parameters<double> critic = agent.critic();
  const Matrix<double> y = targets();
  const auto loss = [&] {
    const Matrix<double> observations = small_rows.observation(records);
    return (functions.value(critic, observations, small_rows.action(records)) - y).squaredNorm() / batch;
  };
  const double loss_before = loss();
  const UpdateStatistics statistics = agent.update(records);
  EXPECT_NEAR(statistics.critic_loss, loss_before, 1e-12);
  const Vector<double> gradient = critic.flat() - agent.critic().flat();
  const GradientCheck check = check_gradient(loss, critic.flat(), gradient);
  EXPECT_LT(check.largest_error, 1e-6) << check.worst;
}

TEST_F(DdpgAgent, TheActorClimbsTheValueOfItsActions) {
  nn::Parameters<double> actor = agent.actor();
  agent.update(records);
  const auto loss = [&] {
    const Matrix<double> observations = small_rows.observation(records);
    return -functions.value(agent.critic(), observations, functions.act(actor, observations)).sum() / batch;
  };
  const Vector<double> gradient = actor.flat() - agent.actor().flat();
  const GradientCheck check = check_gradient(loss, actor.flat(), gradient);
  EXPECT_LT(check.largest_error, 1e-6) << check.worst;
}

TEST_F(DdpgAgent, TargetsFollowSlowly) {
  const Vector<double> critic_before = agent.target_critic().flat();
  const Vector<double> actor_before = agent.target_actor().flat();
  agent.update(records);
  EXPECT_TRUE(agent.target_critic().flat().isApprox(0.75 * critic_before + 0.25 * agent.critic().flat(), 1e-12));
  EXPECT_TRUE(agent.target_actor().flat().isApprox(0.75 * actor_before + 0.25 * agent.actor().flat(), 1e-12));
}

TEST_F(DdpgAgent, WeightDecayDrawsTheCriticToZero) {
  DdpgOptions options = small_options();
  options.critic.optimiser.weight_decay = 0.1;
  Agent<double> decaying(small_setup(options), 10, RngKey(1));
  const Vector<double> before = agent.critic().flat();
  agent.update(records);
  decaying.update(records);
  EXPECT_TRUE((agent.critic().flat() - decaying.critic().flat()).isApprox(0.1 * before, 1e-10));
}

TEST_F(DdpgAgent, GoesOnAfterLoading) {
  DdpgOptions options = small_options();
  options.actor.optimiser.kind = nn::OptimiserKind::adam;
  options.critic.optimiser.kind = nn::OptimiserKind::adam;
  Agent<double> first(small_setup(options), 10, RngKey(1));
  first.update(records);
  Agent<double> loaded(small_setup(options), 10, RngKey(5));
  load(loaded, saved(first));
  first.update(records);
  loaded.update(records);
  EXPECT_EQ(saved(loaded), saved(first));
}

TEST_F(DdpgAgent, DivergenceNamesTheTensor) {
  small_rows.reward(records)(0, 0) = 1e300;
  try {
    agent.update(records);
    agent.update(records);
    FAIL() << "did not diverge";
  } catch (const DivergenceError& error) {
    EXPECT_THAT(error.what(), HasSubstr("tensor critic."));
  }
}

}  // namespace
}  // namespace rlrun::learners::ddpg
