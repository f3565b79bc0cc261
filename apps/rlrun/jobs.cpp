#include "apps/rlrun/jobs.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <map>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "apps/rlrun/signals.hpp"

namespace rlrun::app {
namespace {

constexpr auto poll_interval = std::chrono::milliseconds(2);

/// Has a copy of this process do the work and end with its exit code.
pid_t start(std::size_t index, const std::function<int(std::size_t)>& perform) {
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("cannot start a run: " + std::generic_category().message(errno));
  if (process > 0) return process;
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  const bool orphan = ::getppid() != parent;  // it has ended before prctl
  ::_exit(orphan ? 1 : perform(index));
}

/// The running children, by process, with the index of their work.
class Children {
 public:
  void add(pid_t process, std::size_t index) { running_.emplace(process, index); }
  [[nodiscard]] std::size_t count() const { return running_.size(); }

  /// Takes note of all that have ended.
  void collect(std::vector<JobEnd>& ends) {
    int status = 0;
    for (pid_t process = 0; (process = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto child = running_.find(process);
      if (child == running_.end()) continue;
      JobEnd& end = ends[child->second];
      end.started = true;
      if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
      if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
      running_.erase(child);
    }
  }

  void pass_on_stop() {
    if (stopped_) return;
    for (const auto& [process, index] : running_) ::kill(process, pass_on_signal);
    stopped_ = true;
  }

  void wait_for_all(std::vector<JobEnd>& ends) {
    for (collect(ends); count() > 0; collect(ends)) std::this_thread::sleep_for(poll_interval);
  }

 private:
  std::map<pid_t, std::size_t> running_;
  bool stopped_ = false;
};

}  // namespace

std::vector<JobEnd> run_side_by_side(std::size_t count, int jobs, const std::function<int(std::size_t)>& perform,
                                     const experiment::StopFlag& stop) {
  std::vector<JobEnd> ends(count);
  Children children;
  std::size_t next = 0;
  while (children.count() > 0 || (next < count && !stop.requested())) {
    if (stop.requested()) children.pass_on_stop();
    while (!stop.requested() && next < count && children.count() < static_cast<std::size_t>(jobs)) {
      try {
        children.add(start(next, perform), next);
      } catch (const std::runtime_error&) {
        children.pass_on_stop();
        children.wait_for_all(ends);
        throw;
      }
      ++next;
    }
    std::this_thread::sleep_for(poll_interval);
    children.collect(ends);
  }
  return ends;
}

}  // namespace rlrun::app
