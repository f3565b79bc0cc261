#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"

namespace rlrun::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* environments = "environments";
constexpr const char* learners = "learners";

struct ListOptions {
  std::string kind;  ///< empty: both
  bool json = false;
};

template <class Factory>
Json entries(const Registry<Factory>& registry) {
  Json result = Json::array();
  for (const std::string& name : registry.names()) {
    result.push_back({{"name", name}, {"summary", registry.find(name)->summary}});
  }
  return result;
}

void print_table(const Json& listing) {
  for (const auto& [kind, items] : listing.items()) {
    std::cout << kind << "\n";
    std::size_t width = 0;
    for (const Json& item : items) width = std::max(width, item["name"].get_ref<const std::string&>().size());
    for (const Json& item : items) {
      std::cout << "  " << std::left << std::setw(static_cast<int>(width)) << item["name"].get<std::string>() << "  "
                << item["summary"].get<std::string>() << "\n";
    }
  }
}

int list(const ListOptions& options, const experiment::Registries& registries) {
  Json listing = Json::object();
  if (options.kind != learners) listing[environments] = entries(registries.environments);
  if (options.kind != environments) listing[learners] = entries(registries.learners);
  if (options.json) {
    std::cout << listing.dump(2) << "\n";
  } else {
    print_table(listing);
  }
  return exit_done;
}

}  // namespace

void add_list_command(CLI::App& program, const CommandContext& context, Action& action) {
  CLI::App* command = program.add_subcommand("list", "List the environments and learners");
  const auto options = std::make_shared<ListOptions>();
  command->add_option("kind", options->kind, "Only these")->check(CLI::IsMember({environments, learners}));
  command->add_flag("--json", options->json, "Print JSON");
  command->callback(
      [&context, &action, options] { action = [&context, options] { return list(*options, context.registries); }; });
}

}  // namespace rlrun::app
