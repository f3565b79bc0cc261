#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "lib/config/config.hpp"
#include "lib/experiment/experiment_config.hpp"

namespace rlrun::app {

/// What the command line asks to run.
struct RunRequest {
  std::vector<std::string> configs;    ///< files
  std::vector<std::string> overrides;  ///< "a.b=c"
  std::vector<std::string> sweeps;     ///< "a.b=1,2,3"; one for a key that a config sweeps over replaces its values
  std::vector<long> seeds;             ///< of every config; empty: its own
  std::string out = "results";
  int threads = 1;
};

struct PlannedRun {
  std::vector<std::string> overrides;  ///< those that tell it from the other runs of its config
  experiment::ExperimentConfig config;
  std::filesystem::path directory;
};

/// All runs that a request stands for, in the order of the configs, then of the combinations of swept values, then of
/// the seeds. Every config is read once, by the constructor; what belongs to a single run is worked out when it is
/// asked for.
class RunList {
 public:
  /// Keeps a reference to the registries. Throws UsageError when a config cannot be read as YAML, or a sweep is none.
  RunList(RunRequest request, const experiment::Registries& registries);

  [[nodiscard]] std::size_t size() const;

  /// The overrides that tell the run with this index from the others of its config.
  [[nodiscard]] std::vector<std::string> overrides(std::size_t index) const;

  /// Throws UsageError with all findings of its config.
  [[nodiscard]] PlannedRun run(std::size_t index) const;

  /// All of them. Throws UsageError with all findings of all runs, each once, and when two runs would share a
  /// directory.
  [[nodiscard]] std::vector<PlannedRun> all() const;

  /// Of everything that the runs depend on but the program: configs without their comments, overrides, sweeps, seeds.
  [[nodiscard]] std::string hash() const;

 private:
  /// The runs of one config.
  struct Family {
    std::string file;
    config::Config document;
    std::vector<std::vector<std::string>> combinations;
  };

  struct Position {
    const Family* family = nullptr;
    const std::vector<std::string>* combination = nullptr;
    std::size_t seed = 0;  ///< index among those of the request
  };

  [[nodiscard]] Family read_family(const std::string& file) const;
  [[nodiscard]] Position find(std::size_t index) const;
  [[nodiscard]] std::size_t seeds_each() const { return request_.seeds.empty() ? 1 : request_.seeds.size(); }
  [[nodiscard]] std::filesystem::path directory(const Family& family, const std::vector<std::string>& own,
                                                const experiment::ExperimentConfig& config) const;

  RunRequest request_;
  const experiment::Registries& registries_;
  std::vector<Family> families_;
};

}  // namespace rlrun::app
