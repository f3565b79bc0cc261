#include "lib/config/overrides.hpp"

#include <string_view>

#include "lib/config/document.hpp"
#include "tests/fuzz/targets/text.hpp"

namespace rlrun::fuzz {

void fuzz_override(Bytes bytes) {
  config::Findings findings("fuzz.yaml");
  config::Node root;
  config::parse_yaml("experiment: small\nrun: {seed: 3, episodes: 30}\n", 0, "", findings, root);
  std::string_view rest = text_of(bytes);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    config::apply_override(line, root, findings);
    rest.remove_prefix(line.size() == rest.size() ? rest.size() : line.size() + 1);
  }
  (void)findings.text();
}

}  // namespace rlrun::fuzz
