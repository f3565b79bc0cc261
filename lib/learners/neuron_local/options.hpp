#pragma once

#include <vector>

#include "lib/config/reader.hpp"
#include "lib/learners/common/noise.hpp"
#include "lib/nn/activation.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners::neuron_local {

/// How a neuron with input v, mean output mu(v) and output alpha values its situation. u is (v, 1).
enum class CriticKind {
  linear,      ///< Q = val.u + s alpha (Guss et al. 2016, section 4.2)
  compatible,  ///< Q = val.phi(v) + (alpha - mu) d mu/d(k, b).w (COPDAC-Q: Silver et al. 2014)
  quadratic,   ///< a polynomial of order 2 in (v, alpha) (the authors' code)
};

/// What the value of a compatible critic is linear in.
enum class ValueFeatures {
  linear,     ///< (v, 1)
  quadratic,  ///< all products of two entries of (v, 1)
};

struct CriticOptions {
  CriticKind kind = CriticKind::compatible;
  ValueFeatures value_features = ValueFeatures::linear;
  double learning_rate = 0.01;  ///< eta_Q, of the weights that see the action
  double value_rate = 0.01;     ///< eta_V, of the weights that do not
  nn::OptimiserKind optimiser = nn::OptimiserKind::sgd;
  double clip = 0.0;       ///< largest norm of a neuron's gradient; 0: any
  double overshoot = 0.0;  ///< kappa, by which steps are kept from overshooting; 0: they are not; online only
  double bound = 1e6;      ///< a larger |Q| counts as diverged
  bool normalise = false;  ///< the value sees v with mean 0 and variance 1, by running statistics
};

struct ActorOptions {
  std::vector<Index> hidden = {16};
  nn::Activation activation = nn::Activation::tanh;  ///< of hidden neurons
  double learning_rate = 0.05;                       ///< eta_A
  double hidden_rate = 0.0;                          ///< eta_A of hidden neurons; 0: as that of the others
  double final_share = 1.0;                          ///< share of eta_A that is left after decay_steps
  long decay_steps = 0;  ///< steps of the environments in which eta_A falls linearly; 0: it does not
  nn::OptimiserKind optimiser = nn::OptimiserKind::sgd;
  double clip = 0.0;           ///< largest norm of a neuron's gradient; 0: any
  double hidden_gain = 1.0;    ///< initial weights of hidden neurons are uniform within +- this / sqrt(fan-in)
  double output_bound = 3e-3;  ///< initial weights of output neurons are uniform within +- this
  bool natural = true;         ///< compatible critics only: k += eta_A w instead of eta_A g (g.w)
  bool freeze_hidden = false;  ///< hidden neurons stay as they began and do not explore
};

/// How often the set of neurons that explore is drawn anew.
enum class ExplorationScope { step, episode };

struct ExplorationOptions {
  NoiseOptions noise;          ///< of output neurons
  double hidden_sigma = 0.1;   ///< sigma of hidden neurons
  double fraction = 1.0;       ///< p: probability of a neuron to explore and learn
  bool outputs_always = true;  ///< p is for hidden neurons, output neurons always explore
  ExplorationScope scope = ExplorationScope::step;
};

enum class Learning {
  online,  ///< from each step as it happens
  replay,  ///< from batches of steps kept
};

struct ReplayOptions {
  int batch_size = 64;
  long capacity = 100000;
  long learning_starts = 64;
  int updates_per_step = 1;
};

/// How discrete actions are read from the output neurons; boxes need no choice.
enum class Discretisation {
  softmax,  ///< one neuron an action, which is drawn with probabilities softmax(outputs / temperature)
  sign,     ///< one neuron, whose range [-1, 1] is cut into equal parts: of two actions, its sign decides
};

struct ReadoutOptions {
  Discretisation discretisation = Discretisation::softmax;
  double temperature = 0.5;
  nn::Activation activation = nn::Activation::tanh;  ///< of output neurons
};

/// A global critic that watches the neurons, for diagnostics alone.
struct WatchOptions {
  bool on = false;
  std::vector<Index> hidden = {64, 64};
  double learning_rate = 1e-3;  ///< of Adam
  double target_rate = 0.005;   ///< tau
  int batch_size = 64;
  long capacity = 100000;
};

struct NeuronLocalOptions {
  ActorOptions actor;
  CriticOptions critic;
  ExplorationOptions exploration;
  ReadoutOptions readout;
  Learning learning = Learning::online;
  ReplayOptions replay;
  WatchOptions watch;
  double discount = 0.99;
  double trace_decay = 0.0;  ///< lambda of the eligibility traces; online only
  double target_rate = 1.0;  ///< tau; 1: the targets are the weights themselves
  double reward_scale = 1.0;
};

/// Reads the keys of `learner:` beside name, features and observation_scale.
NeuronLocalOptions read_options(config::Reader& reader);

}  // namespace rlrun::learners::neuron_local
