#include "lib/learners/rgrl/world_model.hpp"

#include "lib/nn/outer_product_descent.hpp"
#include "lib/nn/product.hpp"

namespace rlrun::learners::rgrl {
namespace {

using nn::cell_backward;
using nn::cell_forward;

template <class Scalar, class Sequence>
void add_bias(const nn::Parameters<Scalar>& parameters, Index bias, Sequence&& sequence) {
  if (bias >= 0) sequence.colwise() += parameters[bias].col(0);
}

/// Layer 0 sees a zero hidden state, so its recurrent part is the bias alone (already zero without bias).
template <class Scalar>
void forward_layer0(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& r) {
  weights.multiply(model.weight_ih0, r.used(r.actions), r.used(r.input0));
  add_bias(weights.parameters(), model.bias_ih0, r.used(r.input0));
  if (model.bias_hh0 >= 0) r.used(r.recurrent0).colwise() = weights.parameters()[model.bias_hh0].col(0);
  cell_forward<Scalar>(model.shape.cell, r.used(r.input0), r.used(r.recurrent0), r.used(r.zero_hidden),
                       r.used(r.zero_hidden), r.used(r.hidden0), r.used(r.cell0), r.used(r.cache0));
  if (r.use_dropout) r.used(r.hidden0).array() *= r.used(r.dropout_mask).array();
}

/// d_hidden0 -> d_input0, d_recurrent0, d_actions
template <class Scalar>
void backward_layer0(const WorldModel& model, const WeightProducts<Scalar>& weights, const Rollout<Scalar>& r,
                     RolloutGradient<Scalar>& g) {
  // hidden0 = layer0 * mask
  if (r.use_dropout) r.used(g.d_hidden0).array() *= r.used(r.dropout_mask).array();
  r.used(g.d_cell0).setZero();
  cell_backward<Scalar>(model.shape.cell, r.used(r.zero_hidden), r.used(r.zero_hidden), r.used(r.cache0),
                        r.used(g.d_hidden0), r.used(g.d_cell0), r.used(g.d_input0), r.used(g.d_recurrent0),
                        r.used(g.d_zero_hidden));
  // input0 = W_ih0 a + b_ih0
  weights.multiply_transposed(model.weight_ih0, r.used(g.d_input0), r.used(g.d_actions));
}

template <class View>
void sigmoid_in_place(View&& view) {
  view.array() = view.array().logistic();
}

/// d_logits = d_y * y * (1 - y) for y = sigmoid(logits), in place of d_y
template <class GradientView, class ValueView>
void sigmoid_backward_in_place(GradientView&& d_y, const ValueView& y) {
  d_y.array() *= y.array() * (1 - y.array());
}

/// Calls weight(id, d_y, x) for every y = W x and bias(id, d_y) for every y = ... + b, over all steps and columns.
template <class Scalar, class Weight, class Bias>
void visit_gradients(const WorldModel& model, const Rollout<Scalar>& r, const RolloutGradient<Scalar>& g,
                     Weight&& weight, Bias&& bias) {
  const Index first = r.scope.first_reward_step * r.scope.columns;
  const Index count = r.scope.steps * r.scope.columns - first;
  const auto d_rewards = g.d_rewards.middleCols(first, count);
  const Index predicted = (r.scope.last_state ? r.scope.steps : r.scope.steps - 1) * r.scope.columns;
  const auto d_states = g.d_states.leftCols(predicted);

  weight(model.weight_ih0, r.used(g.d_input0), r.used(r.actions));
  weight(model.weight_ih1, r.used(g.d_input1), r.used(r.hidden0));
  weight(model.weight_hh1, r.used(g.d_recurrent1), r.used(r.states));
  weight(model.weight_reward, d_rewards, r.hidden1.middleCols(first, count));
  weight(model.weight_state, d_states, r.hidden1.leftCols(predicted));
  if (!model.shape.bias) return;
  bias(model.bias_ih0, r.used(g.d_input0));
  bias(model.bias_hh0, r.used(g.d_recurrent0));
  bias(model.bias_ih1, r.used(g.d_input1));
  bias(model.bias_hh1, r.used(g.d_recurrent1));
  bias(model.bias_reward, d_rewards);
  bias(model.bias_state, d_states);
}

}  // namespace

WorldModel::WorldModel(const WorldModelShape& model_shape) : shape(model_shape) {
  const Index hidden = shape.state_size;
  const Index gates0 = nn::gate_count(shape.cell) * shape.hidden0();
  const Index gates = nn::gate_count(shape.cell) * hidden;
  weight_ih0 = layout.add("recurrent_layer.weight_ih_l0", gates0, shape.action_size);
  weight_ih1 = layout.add("recurrent_layer.weight_ih_l1", gates, shape.hidden0());
  weight_hh1 = layout.add("recurrent_layer.weight_hh_l1", gates, hidden);
  weight_reward = layout.add("reward_linear.weight", shape.reward_size, hidden);
  weight_state = layout.add("state_linear.weight", hidden, hidden);
  if (!shape.bias) return;
  bias_ih0 = layout.add("recurrent_layer.bias_ih_l0", gates0, 1);
  bias_hh0 = layout.add("recurrent_layer.bias_hh_l0", gates0, 1);
  bias_ih1 = layout.add("recurrent_layer.bias_ih_l1", gates, 1);
  bias_hh1 = layout.add("recurrent_layer.bias_hh_l1", gates, 1);
  bias_reward = layout.add("reward_linear.bias", shape.reward_size, 1);
  bias_state = layout.add("state_linear.bias", hidden, 1);
}

template <class Scalar>
void initialise(const WorldModel& model, const nn::InitialiserOptions& head_initialiser, Rng& rng,
                nn::Parameters<Scalar>& parameters) {
  const nn::InitialiserOptions layer0 = nn::recurrent_default(model.shape.hidden0());
  const nn::InitialiserOptions layer1 = nn::recurrent_default(model.shape.state_size);
  const auto tensors = static_cast<Index>(model.layout.tensors().size());
  for (Index id = 0; id < tensors; ++id) {
    const bool head = id == model.weight_reward || id == model.weight_state;
    const bool first = id == model.weight_ih0 || id == model.bias_ih0 || id == model.bias_hh0;
    const nn::InitialiserOptions& layer = first ? layer0 : layer1;
    nn::initialise<Scalar>(head ? head_initialiser : layer, rng, parameters[id]);
  }
}

template <class Scalar>
Rollout<Scalar>::Rollout(const WorldModel& model, Index max_steps, Index max_columns) {
  const WorldModelShape& shape = model.shape;
  const Index hidden = shape.state_size;
  const Index units0 = shape.hidden0();
  const Index gates = nn::gate_count(shape.cell);
  const Index width = max_steps * max_columns;
  scope = {max_steps, max_columns};
  actions.resize(shape.action_size, width);
  states.resize(hidden, width + max_columns);
  rewards.resize(shape.reward_size, width);
  for (auto* sequence : {&input0, &recurrent0}) sequence->setZero(gates * units0, width);
  for (auto* sequence : {&dropout_mask, &hidden0, &cell0, &zero_hidden}) sequence->setZero(units0, width);
  for (auto* sequence : {&input1, &recurrent1}) sequence->setZero(gates * hidden, width);
  hidden1.setZero(hidden, width);
  cache0.resize(nn::cache_blocks(shape.cell) * units0, width);
  cache1.resize(nn::cache_blocks(shape.cell) * hidden, width);
  cell1.setZero(hidden, width + max_columns);
}

template <class Scalar>
RolloutGradient<Scalar>::RolloutGradient(const WorldModel& model, Index max_steps, Index max_columns) {
  const WorldModelShape& shape = model.shape;
  const Index hidden = shape.state_size;
  const Index units0 = shape.hidden0();
  const Index gates = nn::gate_count(shape.cell);
  const Index width = max_steps * max_columns;
  d_rewards.resize(shape.reward_size, width);
  d_actions.resize(shape.action_size, width);
  for (auto* part : {&d_state, &d_cell}) part->resize(hidden, max_columns);
  for (auto* sequence : {&d_zero_hidden, &d_hidden0, &d_cell0}) sequence->resize(units0, width);
  for (auto* sequence : {&d_states, &d_hidden1}) sequence->resize(hidden, width);
  for (auto* sequence : {&d_input0, &d_recurrent0}) sequence->resize(gates * units0, width);
  for (auto* sequence : {&d_input1, &d_recurrent1}) sequence->resize(gates * hidden, width);
}

template <class Scalar>
void forward_actions(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& r) {
  forward_layer0(model, weights, r);
  weights.multiply(model.weight_ih1, r.used(r.hidden0), r.used(r.input1));
  add_bias(weights.parameters(), model.bias_ih1, r.used(r.input1));
}

template <class Scalar>
void forward_states(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& r) {
  const auto& parameters = weights.parameters();
  const auto [steps, columns, first_reward_step, last_state] = r.scope;
  r.cell1.leftCols(columns).setZero();
  for (Index t = 0; t < steps; ++t) {
    weights.multiply(model.weight_hh1, r.step_of(r.states, t), r.step_of(r.recurrent1, t));
    add_bias(parameters, model.bias_hh1, r.step_of(r.recurrent1, t));
    cell_forward<Scalar>(model.shape.cell, r.step_of(r.input1, t), r.step_of(r.recurrent1, t), r.step_of(r.states, t),
                         r.step_of(r.cell1, t), r.step_of(r.hidden1, t), r.step_of(r.cell1, t + 1),
                         r.step_of(r.cache1, t));
    if (t + 1 == steps && !last_state) break;
    auto next_state = r.step_of(r.states, t + 1);
    weights.multiply(model.weight_state, r.step_of(r.hidden1, t), next_state);
    add_bias(parameters, model.bias_state, next_state);
    sigmoid_in_place(next_state);
  }
  const Index first = first_reward_step * columns;
  const Index count = (steps - first_reward_step) * columns;
  auto rewards = r.rewards.middleCols(first, count);
  weights.multiply(model.weight_reward, r.hidden1.middleCols(first, count), rewards);
  add_bias(parameters, model.bias_reward, rewards);
  sigmoid_in_place(rewards);
}

template <class Scalar>
void forward(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& r) {
  forward_actions(model, weights, r);
  forward_states(model, weights, r);
}

template <class Scalar>
void backward(const WorldModel& model, const WeightProducts<Scalar>& weights, const Rollout<Scalar>& r,
              RolloutGradient<Scalar>& g) {
  const auto [steps, columns, first_reward_step, last_state] = r.scope;
  const Index first = first_reward_step * columns;
  const Index count = (steps - first_reward_step) * columns;

  // rewards = sigmoid(W_r h + b_r)
  sigmoid_backward_in_place(g.d_rewards.middleCols(first, count), r.rewards.middleCols(first, count));
  g.d_hidden1.leftCols(first).setZero();
  weights.multiply_transposed(model.weight_reward, g.d_rewards.middleCols(first, count),
                              g.d_hidden1.middleCols(first, count));

  auto d_state = g.d_state.leftCols(columns);
  auto d_cell = g.d_cell.leftCols(columns);
  d_state.setZero();
  d_cell.setZero();
  for (Index t = steps - 1; t >= 0; --t) {
    auto d_hidden = r.step_of(g.d_hidden1, t);
    auto d_logits = r.step_of(g.d_states, t);
    const bool last = t + 1 == steps;
    if (g.use_state_loss) {
      d_logits += d_state;
    } else {
      d_logits = d_state;
    }
    if (g.use_state_loss || !last) {
      // states[t + 1] = sigmoid(W_s h_t + b_s)
      sigmoid_backward_in_place(d_logits, r.step_of(r.states, t + 1));
      weights.add_multiply_transposed(model.weight_state, d_logits, d_hidden);
    }
    cell_backward<Scalar>(model.shape.cell, r.step_of(r.states, t), r.step_of(r.cell1, t), r.step_of(r.cache1, t),
                          d_hidden, d_cell, r.step_of(g.d_input1, t), r.step_of(g.d_recurrent1, t), d_state);
    // recurrent1 = W_hh1 states[t] + b_hh1
    if (t > 0 || g.want_initial_state) {
      weights.add_multiply_transposed(model.weight_hh1, r.step_of(g.d_recurrent1, t), d_state);
    }
  }
  // input1 = W_ih1 hidden0 + b_ih1
  weights.multiply_transposed(model.weight_ih1, r.used(g.d_input1), r.used(g.d_hidden0));
  backward_layer0(model, weights, r, g);
}

template <class Scalar>
void accumulate_parameter_gradient(const WorldModel& model, const Rollout<Scalar>& r, const RolloutGradient<Scalar>& g,
                                   nn::Parameters<Scalar>& d_parameters) {
  visit_gradients(
      model, r, g,
      [&](Index weight, const auto& d_y, const auto& x) {
        nn::add_outer_products<Scalar>(d_y, x, d_parameters[weight]);
      },
      [&](Index bias, const auto& d_y) { d_parameters[bias] += d_y.rowwise().sum(); });
}

template <class Scalar>
double descend(const WorldModel& model, const Rollout<Scalar>& r, const RolloutGradient<Scalar>& g, Scalar rate,
               nn::Parameters<Scalar>& parameters) {
  double squared_norm = 0.0;
  visit_gradients(
      model, r, g,
      [&](Index weight, const auto& d_y, const auto& x) {
        squared_norm += nn::descend_outer_products<Scalar>(d_y, x, rate, parameters[weight]);
      },
      [&](Index bias, const auto& d_y) {
        const auto d_bias = d_y.rowwise().sum();
        squared_norm += static_cast<double>(d_bias.squaredNorm());
        parameters[bias] -= rate * d_bias;
      });
  return squared_norm;
}

#define RLRUN_INSTANTIATE(Scalar)                                                                            \
  template struct Rollout<Scalar>;                                                                           \
  template struct RolloutGradient<Scalar>;                                                                   \
  template void initialise(const WorldModel&, const nn::InitialiserOptions&, Rng&, nn::Parameters<Scalar>&); \
  template void forward_actions(const WorldModel&, const WeightProducts<Scalar>&, Rollout<Scalar>&);         \
  template void forward_states(const WorldModel&, const WeightProducts<Scalar>&, Rollout<Scalar>&);          \
  template void forward(const WorldModel&, const WeightProducts<Scalar>&, Rollout<Scalar>&);                 \
  template void backward(const WorldModel&, const WeightProducts<Scalar>&, const Rollout<Scalar>&,           \
                         RolloutGradient<Scalar>&);                                                          \
  template void accumulate_parameter_gradient(const WorldModel&, const Rollout<Scalar>&,                     \
                                              const RolloutGradient<Scalar>&, nn::Parameters<Scalar>&);      \
  template double descend(const WorldModel&, const Rollout<Scalar>&, const RolloutGradient<Scalar>&, Scalar, \
                          nn::Parameters<Scalar>&);
RLRUN_INSTANTIATE(float)
RLRUN_INSTANTIATE(double)
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::learners::rgrl
