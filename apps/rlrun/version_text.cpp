#include "apps/rlrun/version_text.hpp"

#include <sstream>

#include "lib/core/floating_point.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::app {

std::string version_text() {
  const experiment::Version build = experiment::version();
  std::ostringstream text;
  text << "rlrun " << build.version << "\ngit " << build.git_hash << "\ncompiler " << build.compiler << ", "
       << build.build_type << "\nflags " << build.flags << "\nfloating point: " << floating_point_mode << "\n";
  for (const auto& [name, number] : build.libraries) text << name << " " << number << "\n";
  return text.str();
}

}  // namespace rlrun::app
