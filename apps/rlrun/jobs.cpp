#include "apps/rlrun/jobs.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <map>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace rlrun::app {
namespace {

constexpr const char* this_program = "/proc/self/exe";
constexpr auto poll_interval = std::chrono::milliseconds(10);
constexpr int exit_by_signal = 128;

/// In a process group of its own, so that a Ctrl-C reaches it through its parent only.
pid_t start(const std::vector<std::string>& arguments) {
  std::vector<std::string> texts = arguments;
  std::vector<char*> argv;
  argv.reserve(texts.size() + 1);
  for (std::string& text : texts) argv.push_back(text.data());
  argv.push_back(nullptr);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  pid_t process = 0;
  const int error = ::posix_spawn(&process, this_program, nullptr, &attributes, argv.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  if (error != 0) throw std::runtime_error("cannot start a run: " + std::generic_category().message(error));
  return process;
}

/// The running children, by process, with the index of their arguments.
class Children {
 public:
  void add(pid_t process, std::size_t index) { running_.emplace(process, index); }
  [[nodiscard]] std::size_t count() const { return running_.size(); }

  /// Takes note of all that have ended.
  void collect(std::vector<int>& exit_codes) {
    int status = 0;
    for (pid_t process = 0; (process = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto child = running_.find(process);
      if (child == running_.end()) continue;
      exit_codes[child->second] = WIFEXITED(status) ? WEXITSTATUS(status) : exit_by_signal + WTERMSIG(status);
      running_.erase(child);
    }
  }

  void pass_on_stop() {
    if (stopped_) return;
    for (const auto& [process, index] : running_) ::kill(process, SIGTERM);
    stopped_ = true;
  }

 private:
  std::map<pid_t, std::size_t> running_;
  bool stopped_ = false;
};

}  // namespace

std::vector<int> run_side_by_side(const std::vector<std::vector<std::string>>& arguments, int jobs,
                                  const experiment::StopFlag& stop) {
  std::vector<int> exit_codes(arguments.size(), -1);
  Children children;
  std::size_t next = 0;
  while (children.count() > 0 || (next < arguments.size() && !stop.requested())) {
    if (stop.requested()) children.pass_on_stop();
    while (!stop.requested() && next < arguments.size() && children.count() < static_cast<std::size_t>(jobs)) {
      children.add(start(arguments[next]), next);
      ++next;
    }
    std::this_thread::sleep_for(poll_interval);
    children.collect(exit_codes);
  }
  return exit_codes;
}

}  // namespace rlrun::app
