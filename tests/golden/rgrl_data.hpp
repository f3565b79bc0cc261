#pragma once

#include <string>

#include "lib/learners/rgrl/experience.hpp"
#include "lib/learners/rgrl/options.hpp"
#include "lib/learners/rgrl/world_model.hpp"
#include "tests/golden/golden_data.hpp"

/// What the files `rgrl_*` have in common.
namespace rlrun::golden {

learners::rgrl::WorldModel world_model(const Json& config);

/// Options with the file's loss, learning rate (SGD) and step size; no dropout, windows of `chunk` steps.
learners::rgrl::RgrlOptions rgrl_options(const Json& config, Index chunk);

/// Tensors by PyTorch's names. The recurrent weights of layer 0 are left out: its hidden state is always zero.
nn::Parameters<double> rgrl_parameters(const learners::rgrl::WorldModel& model, const Json& tensors);

/// Fails where the file's gradient for the left-out weights is not exactly zero.
void expect_no_memory_in_layer0(const Json& gradients);

/// The samples of `dataset` {state, action, reward, next_state}: sample k is window k.
learners::rgrl::Experience<double> rgrl_experience(const Json& dataset);

}  // namespace rlrun::golden
