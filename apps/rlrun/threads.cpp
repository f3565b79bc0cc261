#include "apps/rlrun/threads.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <thread>

namespace rlrun::app {
namespace {

/// A leading positive number: OMP_NUM_THREADS may list one for every level of nesting.
std::optional<int> positive_number(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr) return std::nullopt;
  const std::string_view text = value;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace

int default_threads() {
  if (const auto number = positive_number("SLURM_CPUS_PER_TASK")) return *number;
  if (const auto number = positive_number("OMP_NUM_THREADS")) return *number;
  const bool inside_slurm = std::getenv("SLURM_JOB_ID") != nullptr;
  const auto cores = static_cast<int>(std::thread::hardware_concurrency());  // by affinity; 0: unknown
  return inside_slurm || cores == 0 ? 1 : cores;
}

}  // namespace rlrun::app
