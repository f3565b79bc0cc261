#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rlrun::config {

/// Values as YAML that the loader reads back to exactly the same value. Numbers are the shortest such text.
/// Requires finite numbers.
std::string yaml_text(bool value);
std::string yaml_text(int value);
std::string yaml_text(long value);
std::string yaml_text(double value);
std::string yaml_text(const std::vector<double>& values);
/// Quoted only where plain text would be read as something else.
std::string yaml_text(const std::string& value);
std::string yaml_text(const char* value) = delete;  // would be taken for a bool

}  // namespace rlrun::config
