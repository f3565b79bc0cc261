#pragma once

#include <string>
#include <vector>

namespace rlrun::app {

/// A word as a POSIX shell must be given it: in quotes where it holds more than plain characters.
std::string shell_quoted(const std::string& text);

/// Such words with blanks between them.
std::string shell_command(const std::vector<std::string>& words);

}  // namespace rlrun::app
