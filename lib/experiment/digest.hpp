#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace rlrun::experiment {

/// SHA-256 as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// Of a file's content, which is never held as a whole. Throws std::runtime_error with path and reason.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace rlrun::experiment
