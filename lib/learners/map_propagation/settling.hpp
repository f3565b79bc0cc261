#pragma once

#include <optional>

#include "lib/learners/map_propagation/feedback.hpp"
#include "lib/learners/map_propagation/network.hpp"

namespace rlrun::learners::map_propagation {

/// How hidden values climb to their most probable state (Chung 2020, equations (8) and (9)).
struct SettlingOptions {
  int steps = 20;          ///< N
  double step_size = 0.5;  ///< alpha of layer l over its variance
  double noise = 0.0;      ///< injected at every step, in standard deviations of the layer
  double tolerance = 0.0;  ///< stop when no value moves further than this many standard deviations; 0: never
};

/// Where settling diverged: `layer` and `step` count from 1, as in the paper.
struct SettlingFailure {
  std::size_t layer = 0;
  int step = 0;
};

/// Gradient ascent of the hidden values on log p(h_1 .. h_L | h_0) for fixed input and output: all layers move at once
/// from the old values, then all means follow. On return values, means, slopes and errors belong together.
/// `means_are_current`: the means below were made with these parameters; else the first step takes them as they are and
/// they are renewed after it (the code of Chung 2020 does so).
/// A layer whose values lie on average more than 1000 standard deviations from their means has diverged.
template <class Scalar>
std::optional<SettlingFailure> settle(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters,
                                      const Feedback<Scalar>& feedback, const SettlingOptions& options,
                                      bool means_are_current, Columns columns, Rng& noise_rng,
                                      Activity<Scalar>& activity);

}  // namespace rlrun::learners::map_propagation
