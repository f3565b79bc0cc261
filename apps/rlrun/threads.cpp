#include "apps/rlrun/threads.hpp"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace rlrun::app {
namespace {

namespace fs = std::filesystem;

/// A leading positive number: OMP_NUM_THREADS may list one for every level of nesting.
std::optional<int> positive_number(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr) return std::nullopt;
  const std::string_view text = value;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number > 0 ? std::optional(number) : std::nullopt;
}

int cores_by_affinity() {
  cpu_set_t cores;
  return ::sched_getaffinity(0, sizeof(cores), &cores) == 0 ? CPU_COUNT(&cores) : 1;
}

/// quota / period of microseconds; nothing where the files have no two positive numbers, such as "max 100000" or -1.
std::optional<double> ratio(std::istream&& quota_stream, std::istream&& period_stream) {
  double quota = 0.0;
  double period = 0.0;
  const bool limited = (quota_stream >> quota) && (period_stream >> period) && quota > 0.0 && period > 0.0;
  return limited ? std::optional(quota / period) : std::nullopt;
}

/// Version 2 of control groups: both numbers stand in one file.
std::optional<double> quota_of_unified_group(const fs::path& group) {
  std::ifstream stream(group / "cpu.max");
  std::string quota;
  std::string period;
  stream >> quota >> period;
  return ratio(std::istringstream(quota), std::istringstream(period));
}

std::optional<double> quota_of_cpu_group(const fs::path& group) {
  return ratio(std::ifstream(group / "cpu.cfs_quota_us"), std::ifstream(group / "cpu.cfs_period_us"));
}

/// The tightest quota of the group `path` ("/a/b") and all above it, up to the mounted folder itself: inside a
/// container that is the container's own group, whatever the path says.
template <class QuotaOf>
std::optional<double> tightest(const fs::path& mounted, const std::string& path, QuotaOf quota_of) {
  std::optional<double> result = quota_of(mounted);
  fs::path group = mounted;
  for (const fs::path& name : fs::path(path).relative_path()) {
    group /= name;
    const std::optional<double> quota = quota_of(group);
    if (quota) result = std::min(*quota, result.value_or(*quota));
  }
  return result;
}

bool lists_cpu(const std::string& controllers) { return ("," + controllers + ",").find(",cpu,") != std::string::npos; }

}  // namespace

std::optional<double> control_group_quota(const ControlGroupFiles& files) {
  std::ifstream stream(files.membership);
  std::string number;
  std::string controllers;
  std::string path;
  std::optional<double> result;
  while (std::getline(stream, number, ':') && std::getline(stream, controllers, ':') && std::getline(stream, path)) {
    std::optional<double> quota;
    if (controllers.empty()) quota = tightest(files.hierarchy, path, quota_of_unified_group);
    if (lists_cpu(controllers)) quota = tightest(files.hierarchy / "cpu", path, quota_of_cpu_group);
    if (quota) result = std::min(*quota, result.value_or(*quota));
  }
  return result;
}

int available_cores() {
  const double cores = cores_by_affinity();
  const double quota = control_group_quota().value_or(cores);
  return std::max(1, static_cast<int>(std::ceil(std::min(cores, quota))));
}

int default_threads() {
  const int cores = available_cores();
  if (const auto number = positive_number("SLURM_CPUS_PER_TASK")) return std::min(*number, cores);
  if (const auto number = positive_number("OMP_NUM_THREADS")) return std::min(*number, cores);
  return std::getenv("SLURM_JOB_ID") != nullptr ? 1 : cores;
}

}  // namespace rlrun::app
