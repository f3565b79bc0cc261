#pragma once

#include <string>
#include <utility>
#include <vector>

namespace rlrun::experiment {

/// What this binary was made from, recorded when it was built.
struct Version {
  std::string version;
  std::string git_hash;  ///< with "-dirty" where tracked files differed from it; "unknown" outside a repository
  std::string compiler;  ///< name and version
  std::string build_type;
  std::string flags;
  std::vector<std::pair<std::string, std::string>> libraries;  ///< name and version
};

Version version();

}  // namespace rlrun::experiment
