#include "envs/regression/registration.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "envs/regression/environment.hpp"
#include "envs/regression/target_file.hpp"

namespace rlrun::envs {
namespace {

using config::Range;
using regression::Parameters;
using regression::Regression;
using regression::RewardKind;
using regression::TargetNetwork;

constexpr std::string_view paper = "Chung 2020, section 5.2";
constexpr std::string_view code = "code of Chung 2020";

constexpr std::array<std::pair<std::string_view, RewardKind>, 2> rewards = {
    {{"squared_error", RewardKind::squared_error}, {"distance", RewardKind::distance}}};

/// The network of `target_file`, if the key names a good one.
std::optional<TargetNetwork> read_given_network(config::Reader& reader) {
  std::string file;
  reader.read(
      "target_file", file,
      {"YAML or JSON file with the target network's weights, the matrices A (inputs x hidden units) and c (hidden "
       "units x 1), relative to the working directory; empty: they are drawn from target_seed.",
       code});
  if (file.empty()) return std::nullopt;
  auto parsed = regression::read_target_file(file);
  if (auto* network = std::get_if<TargetNetwork>(&parsed)) return std::move(*network);
  reader.reject("target_file", std::get<config::Problem>(parsed).what);
  return std::nullopt;
}

/// Entries of a layer. `given`: those of a network from a file, which the key may repeat but not change.
int read_size(config::Reader& reader, std::string_view key, std::optional<Index> given, config::Doc doc) {
  int size = static_cast<int>(given.value_or(8));
  reader.read(key, size, Range::between(1, regression::largest_layer), doc);
  if (given && size != *given) {
    reader.reject(key, "the network of target_file has " + std::to_string(*given) + ", not " + std::to_string(size));
  }
  return size;
}

TargetNetwork read_network(config::Reader& reader) {
  std::optional<TargetNetwork> given = read_given_network(reader);
  long seed = 0;
  reader.read("target_seed", seed, Range::at_least(0),
              {"Seed of the target network's weights, which are standard normal; unused with target_file.", paper});
  std::optional<Index> given_inputs;
  std::optional<Index> given_units;
  if (given) {
    given_inputs = given->hidden_weights.rows();
    given_units = given->hidden_weights.cols();
  }
  const int input_size = read_size(reader, "input_size", given_inputs,
                                   {"Inputs, each standard normal; with target_file its number.", paper});
  const int hidden_size = read_size(reader, "hidden_size", given_units,
                                    {"Hidden units of the target network; with target_file its number.", code});
  if (given) return *std::move(given);
  return regression::draw_target_network(static_cast<std::uint64_t>(seed), input_size, hidden_size);
}

config::EnvironmentMaker configure(config::Reader& reader) {
  const auto network = std::make_shared<const TargetNetwork>(read_network(reader));
  Parameters parameters;
  reader.read("reward", parameters.reward, rewards,
              {"Of an action a where y is wanted: squared_error: -(a - y)^2; distance: -|a - y|.",
               "squared_error: code of Chung 2020; distance: its text"});
  reader.read("action_limit", parameters.action_limit, Range::above(0.0),
              {"Nominal bound of the action: the policy `random` and learners that scale by the bounds keep within it, "
               "other actions are taken as they are."});
  return [network, parameters] { return std::make_unique<Regression>(network, parameters); };
}

}  // namespace

void register_regression(config::EnvironmentRegistry& registry) {
  registry.add("Regression",
               {.summary = "name the output of a fixed random network, one step an episode", .configure = configure});
}

}  // namespace rlrun::envs
