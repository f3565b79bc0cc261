#include "lib/config/config.hpp"

#include <utility>

#include "lib/config/document.hpp"
#include "lib/config/flow_text.hpp"
#include "lib/config/overrides.hpp"
#include "lib/core/error.hpp"

namespace rlrun::config {

struct Config::State {
  explicit State(std::string name) : findings(std::move(name)) { document.kind = Node::Kind::mapping; }

  Node document;
  std::vector<SweptKey> sweep;
  Findings findings;
  FieldLog log;
};

namespace {

/// Throws UsageError when the text is not one mapping.
Node parse_mapping(std::string_view text, Findings& findings) {
  Node root;
  const bool whole = parse_yaml(text, 0, "", findings, root);
  const bool mapping = root.kind == Node::Kind::mapping;
  if (whole && !mapping) {
    const bool nothing = root.kind == Node::Kind::null;
    const std::string what = nothing ? "the file is empty" : "the file holds " + std::string(kind_name(root.kind));
    findings.add(root.place, "", what + "; allowed: a mapping of keys to values");
  }
  if (!whole || !mapping) throw UsageError(findings.text());
  return root;
}

}  // namespace

Config::Config(std::unique_ptr<State> state) : state_(std::move(state)) {}
Config::Config(Config&&) noexcept = default;
Config& Config::operator=(Config&&) noexcept = default;
Config::~Config() = default;

Config Config::load(const std::filesystem::path& path, std::span<const std::string> overrides) {
  const std::string name = path == standard_input ? "standard input" : path.string();
  Findings findings(name);
  const std::string text = read_file(path, findings);
  findings.throw_if_any();
  return parse(text, name, overrides);
}

Config Config::parse(std::string_view text, std::string name, std::span<const std::string> overrides) {
  auto state = std::make_unique<State>(std::move(name));
  state->document = parse_mapping(text, state->findings);
  state->sweep = take_sweep(state->document, state->findings);
  for (const std::string& text_of_override : overrides) {
    apply_override(text_of_override, state->document, state->findings);
  }
  return Config(std::move(state));
}

Config Config::with(std::span<const std::string> overrides, std::string_view flag) const {
  auto state = std::make_unique<State>(*state_);
  for (const std::string& text : overrides) apply_override(text, state->document, state->findings, flag);
  return Config(std::move(state));
}

Config Config::empty() { return Config(std::make_unique<State>("(no file)")); }

Reader Config::root() { return {&state_->document, "", state_->document.place, state_->findings, state_->log}; }

const std::vector<SweptKey>& Config::sweep() const { return state_->sweep; }

std::string Config::flow_text() const { return config::flow_text(state_->document); }

Findings& Config::findings() { return state_->findings; }

const FieldLog& Config::log() const { return state_->log; }

}  // namespace rlrun::config
