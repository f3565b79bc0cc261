#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lib/learners/baselines/ddpg/agent.hpp"
#include "lib/learners/neuron_local/critic.hpp"

namespace rlrun::learners::ddpg {

/// Small critics of the actor's parts that watch it learn and do not disturb it (Guss et al. 2016, section 4.1): one
/// for every neuron, which sees what comes from the layer below and what the neuron puts out, and one for every layer,
/// which sees the same and the outputs of the whole layer. Output neurons put out the action taken, noise included.
template <class Scalar>
class SubCritics {
 public:
  /// All weights begin at 0: nothing is drawn.
  SubCritics(std::shared_ptr<const DdpgSetup> setup, Index most_columns);

  /// Of every neuron and then of the layer, layer by layer: l0_n0, l0_n1, ..., l0, l1_n0, ...
  [[nodiscard]] std::vector<std::string> names() const;

  /// One update of all of them on (RecordRows::size x N) transitions. Throws DivergenceError, naming the tensor, when a
  /// weight is not finite.
  void update(const Agent<Scalar>& agent, const MatrixView<Scalar>& records);

  /// What they make of one record's observation and action, in the order of the names; until the next call.
  VectorView<double> values(const Agent<Scalar>& agent, const MatrixView<Scalar>& record);

  /// An episode begins: the step that comes next follows no other.
  void begin_episode() { follows_ = false; }

  /// One update on the step before that of `record`, whose next action is the one taken, and where the episode
  /// terminates on that of `record` itself. values() must have been asked for the record just before.
  void follow(const MatrixView<Scalar>& record);

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  using Critic = neuron_local::LocalCritic<Scalar>;

  /// What the critics of a layer see, one column a transition.
  struct Sight {
    Matrix<Scalar> input;         ///< (v, 1)
    Matrix<Scalar> output;        ///< what the neurons put out
    Matrix<Scalar> layer_input;   ///< (v, outputs, 1)
    Matrix<Scalar> layer_output;  ///< zeros: the critic of a layer sees all outputs as its input
  };
  struct LayerCritics {
    Critic neurons;
    Critic layer;
  };

  /// Fills sights_ from a pass of an actor; output neurons put out `actions`.
  void look(const nn::MlpPass<Scalar>& pass, const MatrixView<Scalar>& actions);
  [[nodiscard]] std::vector<Sight> make_sights(Index columns) const;
  void compute_targets(const MatrixView<Scalar>& rewards, const MatrixView<Scalar>& continues);
  void learn_from(const std::vector<Sight>& sights, Index columns);
  void learn(Critic& critic, const MatrixView<Scalar>& input, const MatrixView<Scalar>& output,
             Matrix<Scalar>& targets);

  std::shared_ptr<const DdpgSetup> setup_;
  RecordRows rows_;
  nn::MlpPass<Scalar> pass_;
  std::vector<LayerCritics> critics_;
  std::vector<Sight> sights_;
  std::vector<Matrix<Scalar>> neuron_targets_;  ///< one a layer: (neurons x most_columns)
  std::vector<Matrix<Scalar>> layer_targets_;   ///< one a layer: (1 x most_columns)
  Vector<double> values_;
  std::vector<Sight> last_sights_;  ///< of the step before, one column
  Matrix<Scalar> last_reward_;      ///< of the step before, (1 x 1)
  Matrix<Scalar> goes_on_;          ///< a one, (1 x 1)
  bool follows_ = false;            ///< whether there is a step before
};

}  // namespace rlrun::learners::ddpg
