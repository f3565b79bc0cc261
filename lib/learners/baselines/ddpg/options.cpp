#include "lib/learners/baselines/ddpg/options.hpp"

#include <string_view>

#include "lib/learners/common/optimiser_options.hpp"
#include "lib/learners/common/sizes.hpp"

namespace rlrun::learners::ddpg {
namespace {

using config::Range;
using config::Reader;

constexpr config::Choices<neuron_local::CriticKind, 2> sub_critic_kinds = {
    {{"linear", neuron_local::CriticKind::linear}, {"quadratic", neuron_local::CriticKind::quadratic}}};

constexpr config::Choices<neuron_local::Learning, 2> sub_critic_learnings = {
    {{"online", neuron_local::Learning::online}, {"replay", neuron_local::Learning::replay}}};

void read_network(Reader& reader, NetworkOptions& options) {
  read_sizes(reader, "hidden", options.hidden, {"units of every hidden layer", "Lillicrap et al. 2016: 400, 300"});
  reader.read<nn::Activation>("activation", options.activation, nn::activation_names(),
                              {"of the hidden layers", "Lillicrap et al. 2016: relu"});
  reader.read("output_bound", options.output_bound, Range::at_least(0),
              {"initial weights of the output are uniform within +- this, all others within +-1/sqrt(fan-in), as these "
               "are for 0",
               "Lillicrap et al. 2016: 3e-3"});
}

void read_actor(Reader reader, NetworkOptions& options) {
  read_network(reader, options);
  read_optimiser(reader.section("optimiser", {"how its updates follow the gradient"}), "Lillicrap et al. 2016: 1e-4",
                 options.optimiser);
  reader.finish();
}

void read_critic(Reader reader, DdpgOptions& options) {
  read_network(reader, options.critic);
  const auto layers = static_cast<double>(options.critic.hidden.size());
  reader.read("action_layer", options.action_layer, Range::between(0, layers),
              {"the layer, counted from 0, that sees the action beside what it sees anyway; at most the number of "
               "hidden layers",
               "Lillicrap et al. 2016: the second"});
  read_optimiser(reader.section("optimiser", {"how its updates follow the gradient"}), "Lillicrap et al. 2016: 1e-3",
                 options.critic.optimiser);
  reader.finish();
}

void read_replay(Reader& reader, DdpgOptions& options) {
  reader.read("batch_size", options.batch_size, Range::between(1, 65536),
              {"transitions of an update", "Lillicrap et al. 2016: 64"});
  reader.read("replay_capacity", options.replay_capacity, Range::between(1, 1e9),
              {"transitions that are kept; new ones replace the oldest", "Lillicrap et al. 2016: 1e6"});
  reader.read("learning_starts", options.learning_starts, Range::at_least(1),
              {"transitions seen before the first update", "the authors' code: 64"});
  reader.read("updates_per_step", options.updates_per_step, Range::between(1, 1000),
              {"updates after every step of every environment", "Lillicrap et al. 2016, Algorithm 1: 1"});
}

void read_sub_critics(Reader reader, SubCriticOptions& options) {
  constexpr std::string_view source = "Guss et al. 2016, section 4.1, and the authors' code";
  reader.read("on", options.on,
              {"small critics of every neuron and layer of the actor watch it learn. Diagnostics say how the time "
               "derivatives of their values correlate with those of the global critic's, over the latest episode",
               source});
  reader.read("kind", options.kind, sub_critic_kinds,
              {"linear in what they see, as the paper's are, or polynomials of order 2 in it",
               "linear: Guss et al. 2016, section 4.1; quadratic: the authors' code, as local critics"});
  reader.read(
      "learning", options.learning, sub_critic_learnings,
      {"replay: from the batches of the actor, by what its present and target weights make of them; online: from "
       "each step and the next one as they were taken, the action of the next one with its noise",
       "online: the authors' code"});
  reader.read("learning_rate", options.learning_rate, Range::above(0), {"step size of Adam", source});
  reader.read("discount", options.discount, Range::between(0, 1), {"gamma of the sub-critics", source});
  reader.read("target_rate", options.target_rate, Range{.low = 0, .high = 1, .open_low = true},
              {"tau of the sub-critics", source});
  reader.read("phase_two_after", options.phase_two_after, Range::at_least(0),
              {"episodes after which actor and sub-critics begin anew and only the latter learn, while the critic "
               "stays as it is; 0: never",
               "Guss et al. 2016, section 4.1"});
  reader.finish();
}

DdpgOptions defaults() {
  DdpgOptions options;
  options.actor.hidden = {64, 64};
  options.actor.optimiser = {.kind = nn::OptimiserKind::adam, .learning_rate = 1e-4};
  options.critic.hidden = {64, 64};
  options.critic.optimiser = {.kind = nn::OptimiserKind::adam, .learning_rate = 1e-3, .weight_decay = 0.01};
  return options;
}

}  // namespace

DdpgOptions read_options(Reader& reader) {
  DdpgOptions options = defaults();
  read_actor(reader.section("actor", {"the network that acts; its outputs are tanh units"}), options.actor);
  read_critic(reader.section("critic", {"the network that values states and actions"}), options);
  reader.read("discount", options.discount, Range::between(0, 1), {"of later rewards", "Lillicrap et al. 2016: gamma"});
  reader.read("target_rate", options.target_rate, Range{.low = 0, .high = 1, .open_low = true},
              {"share of the way that the target copies go at every update", "Lillicrap et al. 2016: tau"});
  read_replay(reader, options);
  reader.read("reward_scale", options.reward_scale, Range::above(0),
              {"rewards are multiplied by it", "the authors' code: 0.1"});
  Reader noise = reader.section("noise", {"exploration, on actions that are scaled to [-1, 1]"});
  read_noise(noise, options.noise);
  noise.finish();
  read_sub_critics(reader.section("sub_critics", {"Experiment 1: do parts of the actor see what the critic sees?"}),
                   options.sub_critics);
  return options;
}

}  // namespace rlrun::learners::ddpg
