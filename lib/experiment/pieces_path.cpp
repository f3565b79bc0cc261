#include "lib/experiment/pieces_path.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view pieces_prefix = "checkpoint.pieces.";

std::optional<long> number_in(std::string_view name) {
  if (!name.starts_with(pieces_prefix)) return std::nullopt;
  name.remove_prefix(pieces_prefix.size());
  long number = 0;
  const auto [end, error] = std::from_chars(name.begin(), name.end(), number);
  if (error != std::errc() || end != name.end()) return std::nullopt;
  return number;
}

}  // namespace

fs::path pieces_path(const fs::path& directory, long number) {
  return directory / (std::string(pieces_prefix) + std::to_string(number));
}

std::vector<long> pieces_numbers(const fs::path& directory) {
  std::vector<long> numbers;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (const auto number = number_in(entry.path().filename().string())) numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace rlrun::experiment
