#include "lib/learners/rgrl/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

using testing::HasSubstr;

auto read(const std::string& text) {
  return read_text(text, [](config::Reader& reader) { return read_options(reader); });
}

RgrlOptions good(const std::string& text) {
  const auto [options, findings] = read(text);
  EXPECT_EQ(findings, "") << text;
  return options;
}

TEST(RgrlOptions, EveryKeyOfTheEnsembleIsRead) {
  const RgrlOptions options =
      good("{ensemble_size: 7, cell: lstm, bias: true, dropout: 0.25, head_initialiser: xavier_uniform}");
  EXPECT_EQ(options.ensemble_size, 7);
  EXPECT_EQ(options.cell, nn::CellKind::lstm);
  EXPECT_TRUE(options.bias);
  EXPECT_EQ(options.dropout, 0.25);
  EXPECT_EQ(options.head_initialiser.kind, nn::Initialiser::xavier_uniform);
  EXPECT_EQ(good("cell: rnn").cell, nn::CellKind::rnn);
}

TEST(RgrlOptions, EveryKeyOfMembersIsRead) {
  const MemberOptions options = good(
                                    "{ensemble_size: 3, members: {gru: 1, lstm: 2, rnn: 0, first_layer_size: [50], "
                                    "dropout: [0, 0.1, 0.2], desired_reward: [1, 0.5, 0.25]}}")
                                    .members;
  EXPECT_EQ(options.gru, 1);
  EXPECT_EQ(options.lstm, 2);
  EXPECT_EQ(options.first_layer_size, std::vector<double>{50.0});
  EXPECT_EQ(options.dropout, (std::vector<double>{0.0, 0.1, 0.2}));
  EXPECT_EQ(options.desired_reward, (std::vector<double>{1.0, 0.5, 0.25}));
  EXPECT_EQ(good("{ensemble_size: 3, members: {rnn: 3}}").members.rnn, 3);
  EXPECT_EQ(good("dropout: 0.25").members.dropout, std::vector<double>{0.25}) << "that of the ensemble";
}

TEST(RgrlOptions, MembersMustFitTheEnsemble) {
  for (const auto& [members, finding] :
       {std::pair<const char*, const char*>("gru: 2, lstm: 1, rnn: 1", "members.gru: gru, lstm and rnn are more"),
        {"dropout: [0, 0.1]", "members.dropout: needs one number, or 3"},
        {"desired_reward: [1, 1, 1, 1]", "members.desired_reward: needs one number, or 3"},
        {"first_layer_size: [2.5]", "members.first_layer_size: must hold whole numbers"}}) {
    const std::string text = "{ensemble_size: 3, members: {" + std::string(members) + "}}";
    EXPECT_THAT(read(text).findings, HasSubstr(finding)) << text;
  }
}

TEST(RgrlOptions, EveryKeyOfDeductionIsRead) {
  const DeductionOptions options = good(
                                       "deduction: {horizon: 25, iterations: 30, step_size: 0.7, noise: 0.2, "
                                       "anneal_episodes: 50, final_noise: 0.125, warm_start: true, starts: 6, "
                                       "member_selection: sweep, desired_rewards: all}")
                                       .deduction;
  EXPECT_EQ(options.horizon, 25);
  EXPECT_EQ(options.iterations, 30);
  EXPECT_EQ(options.step_size, 0.7);
  EXPECT_EQ(options.noise, 0.2);
  EXPECT_EQ(options.anneal_episodes, 50);
  EXPECT_EQ(options.final_noise, 0.125);
  EXPECT_TRUE(options.warm_start);
  EXPECT_EQ(options.starts, 6);
  EXPECT_EQ(options.member_selection, MemberSelection::sweep);
  EXPECT_EQ(options.desired_rewards, DesiredRewards::all);
}

TEST(RgrlOptions, EveryKeyOfASearchIsRead) {
  const DeductionOptions options =
      good("deduction: {method: cross_entropy, rounds: 4, samples: 60, elites: 7, spread: 0.75}").deduction;
  EXPECT_EQ(options.method, DeductionMethod::cross_entropy);
  EXPECT_EQ(options.rounds, 4);
  EXPECT_EQ(options.samples, 60);
  EXPECT_EQ(options.elites, 7);
  EXPECT_EQ(options.spread, 0.75);
  EXPECT_EQ(options.candidates(), 60);
  for (const auto& [keys, what] : {std::pair<const char*, const char*>("samples: 3", "deduction.samples: unknown key"),
                                   {"method: random_shooting, rounds: 2", "deduction.rounds: unknown key"},
                                   {"method: random_shooting, samples: 0", "deduction.samples"},
                                   {"method: cross_entropy, samples: 10, elites: 11", "deduction.elites"},
                                   {"method: cross_entropy, spread: 0", "deduction.spread"}}) {
    EXPECT_THAT(read("deduction: {" + std::string(keys) + "}").findings, HasSubstr(what)) << keys;
  }
}

TEST(RgrlOptions, ASearchMakesAsManyPassesThroughModelsAsTheGradientWouldUnlessToldOtherwise) {
  const std::string ensemble = "{ensemble_size: 5, deduction: {iterations: 200, ";
  EXPECT_EQ(model_passes(good(ensemble + "starts: 1}}").deduction, 5), 400) << "a member, forward and backward";
  EXPECT_EQ(model_passes(good(ensemble + "member_selection: sweep}}").deduction, 5), 2000);
  EXPECT_EQ(model_passes(good(ensemble + "starts: 3}}").deduction, 5), 1215) << "and the comparison by all members";
  EXPECT_EQ(good(ensemble + "method: random_shooting}}").deduction.samples, 80);
  const DeductionOptions rounds = good(ensemble + "method: cross_entropy}}").deduction;
  EXPECT_EQ(rounds.rounds * rounds.samples, 80);
  EXPECT_EQ(model_passes(rounds, 5), 400);
  EXPECT_EQ(rounds.elites, 4);
  EXPECT_EQ(good("{ensemble_size: 9, deduction: {iterations: 1, method: random_shooting}}").deduction.samples, 1);
}

TEST(RgrlOptions, EveryKeyOfLearningIsRead) {
  const LearningOptions options = good(
                                      "learning: {interval: 3, updates: 40, chunk: 5, batch_size: 6, "
                                      "final_rate: 0.125, decay_phases: 2.5, loss: bce, ewc_lambda: 1.5, "
                                      "online_interval: 7, online_updates: 8, mid_episode: true}")
                                      .learning;
  EXPECT_EQ(options.interval, 3);
  EXPECT_EQ(options.updates, 40);
  EXPECT_EQ(options.chunk, 5);
  EXPECT_EQ(options.batch_size, 6);
  EXPECT_EQ(options.online_interval, 7);
  EXPECT_EQ(options.online_updates, 8);
  EXPECT_TRUE(options.mid_episode);
  EXPECT_EQ(options.final_rate, 0.125);
  EXPECT_EQ(options.decay_phases, 2.5);
  EXPECT_EQ(options.loss, nn::Loss::bce);
  EXPECT_EQ(options.ewc_lambda, 1.5);
}

TEST(RgrlOptions, EveryKeyOfReplayIsRead) {
  const ReplayOptions options = good(
                                    "replay: {sampling: uniform, priority_error: squared, priority_exponent: 0.6, "
                                    "priority_epsilon: 0.01, refresh_interval: 50, refresh_drawn: false, "
                                    "capacity: 3000, eviction: oldest}")
                                    .replay;
  EXPECT_EQ(options.sampling, Sampling::uniform);
  EXPECT_EQ(options.priority_error, PriorityError::squared);
  EXPECT_EQ(options.priority_exponent, 0.6);
  EXPECT_EQ(options.priority_epsilon, 0.01);
  EXPECT_EQ(options.refresh_interval, 50);
  EXPECT_FALSE(options.refresh_drawn);
  EXPECT_EQ(options.capacity, 3000);
  EXPECT_EQ(options.eviction, Eviction::oldest);
  EXPECT_EQ(good("replay: {priority_error: squared_over_size}").replay.priority_error,
            PriorityError::squared_over_size);
}

TEST(RgrlOptions, EveryKeyOfTheOptimiserIsRead) {
  const nn::OptimiserOptions options =
      good(
          "optimiser: {name: adam, learning_rate: 0.03, momentum: 0.5, nesterov: true, beta1: 0.8, beta2: 0.95, "
          "alpha: 0.7, epsilon: 1e-4, weight_decay: 0.002}")
          .optimiser;
  EXPECT_EQ(options.kind, nn::OptimiserKind::adam);
  EXPECT_EQ(options.learning_rate, 0.03);
  EXPECT_EQ(options.momentum, 0.5);
  EXPECT_TRUE(options.nesterov);
  EXPECT_EQ(options.beta1, 0.8);
  EXPECT_EQ(options.beta2, 0.95);
  EXPECT_EQ(options.alpha, 0.7);
  EXPECT_EQ(options.epsilon, 1e-4);
  EXPECT_EQ(options.weight_decay, 0.002);
}

TEST(RgrlOptions, DefaultsAreThePapers) {
  const RgrlOptions options = good("{}");
  EXPECT_EQ(options.ensemble_size, 5);
  EXPECT_EQ(options.cell, nn::CellKind::gru);
  EXPECT_FALSE(options.bias);
  EXPECT_EQ(options.head_initialiser.kind, nn::Initialiser::normal);
  EXPECT_EQ(options.deduction.horizon, 15);
  EXPECT_EQ(options.deduction.iterations, 200);
  EXPECT_EQ(options.deduction.anneal_episodes, 0);
  EXPECT_FALSE(options.deduction.warm_start);
  EXPECT_EQ(options.deduction.starts, 1);
  EXPECT_EQ(options.deduction.member_selection, MemberSelection::random);
  EXPECT_EQ(options.replay.refresh_interval, 1);
  EXPECT_EQ(options.replay.priority_error, PriorityError::absolute);
  EXPECT_EQ(options.replay.capacity, 0);
  EXPECT_EQ(options.learning.online_interval, 0);
  EXPECT_FALSE(options.learning.mid_episode);
  EXPECT_EQ(options.learning.chunk, 2);
  EXPECT_EQ(options.optimiser.kind, nn::OptimiserKind::sgd);
  EXPECT_EQ(options.optimiser.learning_rate, 0.1);
}

TEST(RgrlOptions, ValuesOutOfRangeAreFound) {
  for (const auto& [section, entry] : {std::pair<const char*, const char*>("", "ensemble_size: 0"),
                                       {"", "cell: grru"},
                                       {"", "bias: 1"},
                                       {"", "dropout: 1"},
                                       {"", "dropout: -0.1"},
                                       {"", "head_initialiser: zeros"},
                                       {"members", "gru: -1"},
                                       {"members", "lstm: -1"},
                                       {"members", "rnn: 0.5"},
                                       {"members", "first_layer_size: 3"},
                                       {"members", "dropout: 0.1"},
                                       {"members", "desired_reward: one"},
                                       {"deduction", "horizon: 0"},
                                       {"deduction", "horizon: 2.5"},
                                       {"deduction", "iterations: 0"},
                                       {"deduction", "step_size: 0"},
                                       {"deduction", "noise: -1"},
                                       {"deduction", "anneal_episodes: -1"},
                                       {"deduction", "final_noise: -1"},
                                       {"deduction", "warm_start: 1"},
                                       {"deduction", "starts: 0"},
                                       {"deduction", "member_selection: all"},
                                       {"deduction", "desired_rewards: first"},
                                       {"learning", "interval: 0"},
                                       {"learning", "updates: 0"},
                                       {"learning", "online_interval: -1"},
                                       {"learning", "online_updates: 0"},
                                       {"learning", "mid_episode: 1"},
                                       {"learning", "chunk: 0"},
                                       {"learning", "batch_size: 0"},
                                       {"learning", "final_rate: 1.5"},
                                       {"learning", "decay_phases: -1"},
                                       {"learning", "loss: huber"},
                                       {"learning", "ewc_lambda: -1"},
                                       {"replay", "sampling: greedy"},
                                       {"replay", "priority_error: signed"},
                                       {"replay", "priority_exponent: -1"},
                                       {"replay", "priority_epsilon: 0"},
                                       {"replay", "refresh_interval: -1"},
                                       {"replay", "refresh_drawn: yes"},
                                       {"replay", "capacity: -1"},
                                       {"replay", "eviction: newest"},
                                       {"optimiser", "name: adm"},
                                       {"optimiser", "learning_rate: 0"},
                                       {"optimiser", "momentum: 1"},
                                       {"optimiser", "nesterov: 2"},
                                       {"optimiser", "beta1: 1"},
                                       {"optimiser", "beta2: -0.5"},
                                       {"optimiser", "alpha: 1"},
                                       {"optimiser", "epsilon: 0"},
                                       {"optimiser", "weight_decay: -1"}}) {
    const std::string key = std::string(entry).substr(0, std::string_view(entry).find(':'));
    const std::string path = *section == '\0' ? key : section + ("." + key);
    const std::string text = *section == '\0' ? entry : section + (": {" + std::string(entry)) + "}";
    EXPECT_THAT(read(text).findings, HasSubstr(": " + path + ": ")) << text;
  }
}

TEST(RgrlOptions, EvictionByPriorityNeedsPriorities) {
  EXPECT_THAT(read("replay: {sampling: uniform, eviction: lowest_priority}").findings,
              HasSubstr("replay.eviction: lowest_priority needs sampling: prioritised"));
  EXPECT_EQ(good("replay: {eviction: lowest_priority}").replay.eviction, Eviction::lowest_priority);
}

TEST(RgrlOptions, UnknownKeysAreFoundInEverySection) {
  for (const std::string section : {"members", "deduction", "learning", "replay", "optimiser"}) {
    EXPECT_THAT(read(section + ": {nothing: 1}").findings, HasSubstr(section + ".nothing")) << section;
  }
  EXPECT_THAT(read("esemble_size: 3").findings, HasSubstr("did you mean \"ensemble_size\""));
}

}  // namespace
}  // namespace rlrun::learners::rgrl
