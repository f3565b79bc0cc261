#include "lib/experiment/plain_name.hpp"

namespace rlrun::experiment {
namespace {

constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
constexpr std::size_t longest = 100;

}  // namespace

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= longest && name.front() != '.' &&
         name.find_first_not_of(characters) == std::string_view::npos;
}

}  // namespace rlrun::experiment
