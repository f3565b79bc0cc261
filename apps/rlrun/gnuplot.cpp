#include "apps/rlrun/gnuplot.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace rlrun::app {
namespace {

pid_t start(const std::filesystem::path& script) {
  std::string program = "gnuplot";
  // Its name must not look like an option.
  std::string argument = std::filesystem::absolute(script).string();
  std::string no_settings = "-d";  // a picture must not depend on ~/.gnuplot, nor on GNUTERM
  std::array<char*, 4> argv = {program.data(), no_settings.data(), argument.data(), nullptr};
  ::unsetenv("GNUTERM");
  pid_t process = 0;
  const int error = ::posix_spawnp(&process, program.c_str(), nullptr, nullptr, argv.data(), environ);
  if (error != 0) {
    throw std::runtime_error("cannot start gnuplot: " + std::generic_category().message(error) +
                             "; on Debian it is in the package gnuplot-nox. \"gnuplot " + script.string() +
                             "\" draws the picture once it is there");
  }
  return process;
}

}  // namespace

void run_gnuplot(const std::filesystem::path& script) {
  const pid_t process = start(script);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) throw std::runtime_error("cannot wait for gnuplot");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error("gnuplot failed at " + script.string());
  }
}

}  // namespace rlrun::app
