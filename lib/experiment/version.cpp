#include "lib/experiment/version.hpp"

#include "generated/build_info.hpp"
#include "generated/git_hash.hpp"

namespace rlrun::experiment {

Version version() {
  return {.version = RLRUN_VERSION,
          .git_hash = RLRUN_GIT_HASH,
          .compiler = RLRUN_COMPILER,
          .build_type = RLRUN_BUILD_TYPE,
          .flags = RLRUN_FLAGS,
          .libraries = {{"Eigen", RLRUN_EIGEN_VERSION},
                        {"yaml-cpp", RLRUN_YAML_CPP_VERSION},
                        {"spdlog", RLRUN_SPDLOG_VERSION},
                        {"CLI11", RLRUN_CLI11_VERSION},
                        {"nlohmann-json", RLRUN_JSON_VERSION},
                        {"OpenSSL", RLRUN_OPENSSL_VERSION}}};
}

}  // namespace rlrun::experiment
