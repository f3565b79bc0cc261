#include "envs/chain/registration.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "envs/chain/drawing.hpp"
#include "envs/chain/environment.hpp"

namespace rlrun::envs {
namespace {

using chain::Chain;
using chain::Control;
using chain::Parameters;
using chain::Variant;
using config::Range;

constexpr std::string_view paper = "Guss et al. 2016, experiment 2";
constexpr std::string_view paper_and_code = "Guss et al. 2016, experiment 2; walk: the authors' code";

constexpr std::array<std::pair<std::string_view, Variant>, 2> variants = {
    {{"paper", Variant::paper}, {"walk", Variant::walk}}};
constexpr std::array<std::pair<std::string_view, Control>, 2> controls = {
    {{"discrete", Control::discrete}, {"continuous", Control::continuous}}};

Control read_control(config::Reader& reader, Variant variant) {
  Control control = variant == Variant::walk ? Control::continuous : Control::discrete;
  reader.read("actions", control, controls,
              {"discrete: a whole step to the left (0) or to the right (1); continuous: a step of any share of the "
               "longest one, in [-1, 1]. The default of walk is continuous.",
               paper_and_code});
  return control;
}

void read_blocks(config::Reader& reader, Parameters& parameters) {
  const bool walk = parameters.variant == Variant::walk;
  reader.read("length", parameters.length, Range::between(1, 1e6), {"Blocks from 0 to the goal.", paper_and_code});
  const double length = parameters.length;
  if (walk) parameters.start = 1.0;
  reader.read("start", parameters.start, walk ? Range::between(-length, length) : Range::from_below(0.0, length),
              {"First position. The default of walk is 1.", paper_and_code});
  reader.read("step_size", parameters.step_size, Range::between(1e-3, length),
              {"Blocks of the longest step.", paper_and_code});
}

void read_rewards(config::Reader& reader, Parameters& parameters) {
  reader.read(
      "goal_reward", parameters.goal_reward, Range::any(),
      {"For reaching the goal, which ends the episode; walk: its negative for the end on the left.", paper_and_code});
  reader.read("left_reward", parameters.left_reward, Range::any(),
              {"For a move to the left, also against the wall; unused by walk.", paper});
  reader.read("side_reward", parameters.side_reward, Range::any(),
              {"For a step that ends right of 0, its negative for any other; used by walk only.", "the authors' code"});
}

config::EnvironmentMaker configure(config::Reader& reader) {
  Parameters parameters;
  reader.read("variant", parameters.variant, variants,
              {"paper: a wall at 0, rewards 0 on the way, left_reward to the left. walk: an end at -length too, "
               "side_reward by the side of 0.",
               paper_and_code});
  const Control control = read_control(reader, parameters.variant);
  read_blocks(reader, parameters);
  read_rewards(reader, parameters);
  return [parameters, control] { return std::make_unique<Chain>(parameters, control); };
}

std::string outcome_name(const VectorView<double>& state, const StepOutcome& last_step) {
  if (!last_step.terminated) return "timeout";
  return state(0) >= state(2) ? "goal" : "left_end";
}

std::string draw(const VectorView<double>& state) {
  return chain::draw({.position = state(0)}, {.left = state(1), .goal = state(2)});
}

}  // namespace

void register_chain(config::EnvironmentRegistry& registry) {
  // 1 is the whole step to the right of either kind of actions; one to the left has no number in common.
  registry.add("Chain", {.summary = "walk along a row of blocks to the goal at its right end",
                         .configure = configure,
                         .rules = {{"right", always(1.0)}},
                         .name_outcome = outcome_name,
                         .draw = draw});
}

}  // namespace rlrun::envs
