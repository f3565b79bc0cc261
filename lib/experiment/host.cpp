#include "lib/experiment/host.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <fstream>

namespace rlrun::experiment {
namespace {

std::string host_name() {
  std::array<char, HOST_NAME_MAX + 1> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string cpu_model() {
  std::ifstream stream("/proc/cpuinfo");
  for (std::string line; std::getline(stream, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::map<std::string, std::string> slurm_variables() {
  std::map<std::string, std::string> result;
  for (const char* name : {"SLURM_JOB_ID", "SLURM_ARRAY_JOB_ID", "SLURM_ARRAY_TASK_ID", "SLURM_RESTART_COUNT"}) {
    if (const char* value = std::getenv(name)) result[name] = value;
  }
  return result;
}

}  // namespace

Host current_host() { return {.name = host_name(), .cpu_model = cpu_model(), .slurm = slurm_variables()}; }

long peak_memory() {
  constexpr long bytes_per_unit = 1024;
  // ru_maxrss includes the program that started this one.
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::atol(line.c_str() + line.find_first_of("0123456789")) * bytes_per_unit;
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * bytes_per_unit;
}

}  // namespace rlrun::experiment
