#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"
#include "lib/learners/rgrl/weight_products.hpp"
#include "lib/nn/cell.hpp"
#include "lib/nn/initialiser.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::learners::rgrl {

struct WorldModelShape {
  nn::CellKind cell = nn::CellKind::gru;
  Index state_size = 0;  ///< S; also the hidden size of layer 1
  Index action_size = 0;
  Index reward_size = 0;
  bool bias = false;
  Index first_layer_size = 0;  ///< see hidden0

  /// H: units of layer 0. Those of the paper's network, which 0 means, are S.
  [[nodiscard]] Index hidden0() const { return first_layer_size > 0 ? first_layer_size : state_size; }
};

/// The network of RGRL (Wang 2024, footnote 8): from a state vector and a sequence of actions it predicts the
/// sequences of reward vectors and state vectors. Layer 0 has no memory: its hidden state is zero at every step, so
/// that it is a feed-forward function of the action and needs no recurrent weights. The state is the hidden state of
/// layer 1, and the state that layer 1 sees at the next step is the decoded prediction, not its own output.
///
///     x_t = layer0(a_t, 0), dropout      h_t, c_{t+1} = layer1(x_t, s_t, c_t)      c_0 = 0
///     r_t = sigmoid(W_r h_t)             s_{t+1} = sigmoid(W_s h_t)
struct WorldModel {
  explicit WorldModel(const WorldModelShape& model_shape);

  WorldModelShape shape;
  nn::ParameterLayout layout;
  Index weight_ih0, weight_ih1, weight_hh1, weight_reward, weight_state;
  Index bias_ih0 = -1, bias_hh0 = -1, bias_ih1 = -1, bias_hh1 = -1, bias_reward = -1, bias_state = -1;
};

/// Heads by the given initialiser, the layers U(-1/sqrt(H), 1/sqrt(H)) for H units as PyTorch does.
template <class Scalar>
void initialise(const WorldModel& model, const nn::InitialiserOptions& head_initialiser, Rng& rng,
                nn::Parameters<Scalar>& parameters);

/// Which predictions a rollout has to make.
struct RolloutScope {
  Index steps = 0;              ///< T
  Index columns = 0;            ///< B
  Index first_reward_step = 0;  ///< rewards of this step and later ones are predicted
  bool last_state = true;       ///< false: the state after the last step is not predicted
};

/// Values of one forward pass over T steps and B columns. All sequences are time-major: step t is the block of columns
/// [t*B, (t+1)*B). Storage is for the largest scope and is reused by smaller ones.
template <class Scalar>
struct Rollout {
  Rollout(const WorldModel& model, Index max_steps, Index max_columns);

  RolloutScope scope;
  Matrix<Scalar> actions;       ///< (A x T*B), input
  Matrix<Scalar> states;        ///< (S x (T+1)*B): block 0 is input, block t+1 the state predicted by step t
  Matrix<Scalar> dropout_mask;  ///< (H x T*B), input where use_dropout
  bool use_dropout = false;
  Matrix<Scalar> rewards;                                     ///< (R x T*B)
  Matrix<Scalar> input0, recurrent0, hidden0, cell0, cache0;  // layer 0
  Matrix<Scalar> input1, recurrent1, hidden1, cell1, cache1;  // layer 1
  Matrix<Scalar> zero_hidden;                                 ///< (H x T*B), layer 0's hidden and cell before each step

  /// Step t, and all steps in use, of a sequence laid out for this rollout (its own or one of its gradient's).
  template <class Sequence>
  [[nodiscard]] auto step_of(Sequence& sequence, Index t) const {
    return sequence.middleCols(t * scope.columns, scope.columns);
  }
  template <class Sequence>
  [[nodiscard]] auto used(Sequence& sequence) const {
    return sequence.leftCols(scope.steps * scope.columns);
  }
};

/// Gradients of one backward pass, laid out as in Rollout.
template <class Scalar>
struct RolloutGradient {
  RolloutGradient(const WorldModel& model, Index max_steps, Index max_columns);

  Matrix<Scalar> d_rewards;  ///< (R x T*B), input from first_reward_step on; turned into gradients of the logits
  Matrix<Scalar> d_states;   ///< (S x T*B), input where use_state_loss: with respect to the state after each step;
                             ///< turned into gradients of the logits
  bool use_state_loss = false;
  bool want_initial_state = false;
  Matrix<Scalar> d_actions;  ///< (A x T*B), result
  Matrix<Scalar> d_state;    ///< (S x B), with respect to the initial state where wanted
  Matrix<Scalar> d_cell, d_zero_hidden;
  Matrix<Scalar> d_input0, d_recurrent0, d_hidden0, d_cell0;
  Matrix<Scalar> d_input1, d_recurrent1, d_hidden1;
};

/// The first part of forward: layer 0 and the input part of layer 1, which the actions and the dropout mask decide.
template <class Scalar>
void forward_actions(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& rollout);

/// The rest of forward: layer 1 and the heads.
template <class Scalar>
void forward_states(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& rollout);

/// Fills `rollout` from its actions, initial states and dropout mask. No allocation.
template <class Scalar>
void forward(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& rollout);

/// Gradient of a loss given through d_rewards and d_states with respect to the actions, and to the initial state where
/// wanted. No allocation.
template <class Scalar>
void backward(const WorldModel& model, const WeightProducts<Scalar>& weights, const Rollout<Scalar>& rollout,
              RolloutGradient<Scalar>& gradient);

/// Adds the parameter gradients that belong to the latest `backward` of these two to `d_parameters`.
template <class Scalar>
void accumulate_parameter_gradient(const WorldModel& model, const Rollout<Scalar>& rollout,
                                   const RolloutGradient<Scalar>& gradient, nn::Parameters<Scalar>& d_parameters);

/// A step of plain gradient descent along these gradients, which are not stored. Returns their squared norm; when it is
/// not finite, the parameters are spoiled. No allocation.
template <class Scalar>
double descend(const WorldModel& model, const Rollout<Scalar>& rollout, const RolloutGradient<Scalar>& gradient,
               Scalar rate, nn::Parameters<Scalar>& parameters);

}  // namespace rlrun::learners::rgrl
