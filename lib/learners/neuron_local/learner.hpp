#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/common/replay_buffer.hpp"
#include "lib/learners/common/running_means.hpp"
#include "lib/learners/neuron_local/exploration.hpp"
#include "lib/learners/neuron_local/global_critic.hpp"
#include "lib/learners/neuron_local/gradient_agreement.hpp"

namespace rlrun::learners::neuron_local {

/// The neuron-local actor-critic (Guss et al., "Backpropagation-free parallel deep reinforcement learning", 2016, and
/// "OpenBrain"): every neuron is an agent with a tiny critic of its own, and gets the reward of the whole. Learns from
/// each step as it happens, or from batches of steps that are kept. What neurons see at the next step is computed by
/// the target weights without noise. The time limit does not end what is valued, termination does.
template <class Scalar>
class NeuronLocalLearner final : public Learner {
 public:
  NeuronLocalLearner(const NeuronLocalSetup& setup, RngKey key, Index num_envs);

  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  /// Of the actions of the latest act.
  void observe(const TransitionBatch& transitions) override;
  void skip(const TransitionBatch& transitions) override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override;
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

  [[nodiscard]] const NeuronLocalSetup& setup() const { return setup_; }
  Network<Scalar>& network() { return network_; }
  /// Of every neuron, with the global critic's gradient, at the end of the latest episode; empty without watch.on.
  [[nodiscard]] const Vector<double>& cosines() const { return cosines_; }

 private:
  void learn_online(const TransitionBatch& transitions);
  void store(const TransitionBatch& transitions, Index column);
  void learn_from_replay(Index column);
  void learn(const NetworkSteps<Scalar>& steps);
  void watch(const TransitionBatch& transitions);
  void compare_gradients();

  NeuronLocalSetup setup_;
  Network<Scalar> network_;
  Exploration exploration_;
  std::optional<ReplayBuffer<Scalar>> replay_;  ///< only with learning: replay
  Rng replay_rng_;
  std::optional<GlobalCritic<Scalar>> global_critic_;   ///< only with watch.on
  std::optional<GradientAgreement<Scalar>> agreement_;  ///< only with watch.on
  Vector<double> cosines_;                              ///< a neuron an entry; of the latest episode; empty otherwise
  RunningMeans means_;
  std::int64_t steps_ = 0;  ///< of all environments together

  Activations<Scalar> acted_;  ///< of the latest act
  Matrix<Scalar> noise_;       ///< (all neurons x num_envs) of the latest act
  Matrix<Scalar> explores_;    ///< (all neurons x num_envs) of the latest act
  Activations<Scalar> batch_;
  Activations<Scalar> next_;
  Matrix<Scalar> records_;          ///< (record x batch_size)
  Matrix<Scalar> learns_;           ///< (all neurons x batch_size)
  Matrix<Scalar> rewards_;          ///< (1 x columns)
  Matrix<Scalar> continues_;        ///< (1 x columns)
  std::vector<double> statistics_;  ///< in the order of the diagnostics
};

}  // namespace rlrun::learners::neuron_local
