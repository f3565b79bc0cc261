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

Command list_command(const CommandContext& context) {
  const auto options = std::make_shared<ListOptions>();
  return {.name = "list",
          .summary = "List the environments and learners",
          .arguments =
              {{.name = "kind", .target = &options->kind, .meaning = "Only these", .choices = {environments, learners}},
               {.name = "--json", .target = &options->json, .meaning = "Print JSON"}},
          .action = [&context, options] { return list(*options, context.registries); }};
}

}  // namespace rlrun::app
