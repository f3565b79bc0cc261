#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/config/field_log.hpp"
#include "lib/config/findings.hpp"
#include "lib/config/reader.hpp"
#include "lib/config/sweep.hpp"

namespace rlrun::config {

/// One config: the parsed text, what was found wrong in it, and the fields that were read from it.
class Config {
 public:
  /// Reads a file, or standard input where the path is "-", and puts the overrides, each of the form `a.b=value`, in
  /// their places; the last one wins. Throws UsageError when the file cannot be read as one plain YAML mapping.
  /// Everything else that is wrong is added to findings(), beside what the readers find.
  static Config load(const std::filesystem::path& path, std::span<const std::string> overrides = {});

  /// As load, from text; `name` stands for the file in findings.
  static Config parse(std::string_view text, std::string name, std::span<const std::string> overrides = {});

  /// A copy of the document in which further overrides have taken their places, before anything was read from it.
  /// `flag`: what findings call their source.
  [[nodiscard]] Config with(std::span<const std::string> overrides, std::string_view flag = "--set") const;

  /// A config without any key, to have all fields declared; what is found missing is of no interest.
  static Config empty();

  /// The reader of the whole mapping. It must not outlive this object; the object itself may be moved.
  [[nodiscard]] Reader root();

  /// The keys that the file sweeps over; they are not among those that readers see.
  [[nodiscard]] const std::vector<SweptKey>& sweep() const;

  /// The whole document, without its sweep, on one line: equal for equal values, whatever the comments and the layout.
  [[nodiscard]] std::string flow_text() const;

  [[nodiscard]] Findings& findings();
  [[nodiscard]] const FieldLog& log() const;

  Config(Config&&) noexcept;
  Config& operator=(Config&&) noexcept;
  ~Config();

 private:
  struct State;
  explicit Config(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

/// XXH64 (seed 0) of a resolved config as 16 hexadecimal digits.
std::string config_hash(std::string_view resolved);

}  // namespace rlrun::config
