#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/experience.hpp"
#include "lib/learners/rgrl/policy.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/nn/random_matrix.hpp"

/// Tiny networks, experience and episodes for the tests of RGRL.
namespace rlrun::learners::rgrl {

using nn::random_matrix;

/// Entries uniform in [0, 1).
template <class Scalar = double>
Matrix<Scalar> uniform_matrix(Index rows, Index cols, Rng& rng) {
  return Matrix<Scalar>::NullaryExpr(rows, cols, [&rng] { return static_cast<Scalar>(rng.uniform()); });
}

inline WorldModelShape small_shape(nn::CellKind cell = nn::CellKind::gru, bool bias = false) {
  return {.cell = cell, .state_size = 4, .action_size = 2, .reward_size = 3, .bias = bias};
}

inline nn::Parameters<double> random_parameters(const WorldModel& model, Rng& rng) {
  nn::Parameters<double> parameters(model.layout);
  parameters.flat() = 0.5 * random_matrix(model.layout.size(), 1, rng);
  return parameters;
}

template <class Scalar = double>
Episode<Scalar> random_episode(const WorldModelShape& shape, Index length, Rng& rng) {
  return {uniform_matrix<Scalar>(shape.state_size, length + 1, rng),
          uniform_matrix<Scalar>(shape.action_size, length, rng),
          uniform_matrix<Scalar>(shape.reward_size, length, rng)};
}

/// Episodes of the given lengths, in windows of two steps.
template <class Scalar = double>
Experience<Scalar> random_experience(const WorldModelShape& shape, const std::vector<Index>& lengths, Rng& rng) {
  Experience<Scalar> experience(2);
  for (const Index length : lengths) experience.add(random_episode<Scalar>(shape, length, rng));
  return experience;
}

/// Few passes, short plans and phases, no dropout.
inline RgrlOptions small_options() {
  RgrlOptions options;
  options.ensemble_size = 2;
  options.dropout = 0.0;
  options.deduction.horizon = 3;
  options.deduction.iterations = 4;
  options.deduction.noise = 0.5;
  options.learning.interval = 4;
  options.learning.updates = 6;
  options.learning.batch_size = 2;
  options.optimiser.learning_rate = 0.1;
  return options;
}

/// For observations of four real numbers, whose sigmoids are the state vector, and rewards of three entries.
inline std::shared_ptr<const RgrlSetup> small_setup(const RgrlOptions& options, const ActionSpace& space,
                                                    int threads = 1) {
  const ActionCodec codec(space);
  return std::make_shared<const RgrlSetup>(RgrlSetup{options, MemberKinds(options, 4, codec.size(), 3),
                                                     std::make_shared<SigmoidStateEncoder>(4, 1.0), codec, threads,
                                                     threads});
}

/// Two components with different bounds.
inline BoxSpace small_box() { return {.low = Vector<double>{{-1.0, 2.0}}, .high = Vector<double>{{3.0, 2.5}}}; }

}  // namespace rlrun::learners::rgrl
