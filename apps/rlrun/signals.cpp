#include "apps/rlrun/signals.hpp"

#include <sys/time.h>

namespace rlrun::app {
namespace {

experiment::StopFlag stop_flag;

void request_stop(int signal) { stop_flag.request(signal); }

void catch_signal(int signal, bool once) {
  struct sigaction action = {};
  action.sa_handler = request_stop;
  action.sa_flags = static_cast<int>(SA_RESTART | (once ? SA_RESETHAND : 0U));
  ::sigaction(signal, &action, nullptr);
}

bool is_ignored(int signal) {
  struct sigaction action = {};
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

const experiment::StopFlag& catch_signals() {
  for (const int signal : {SIGINT, SIGTERM}) catch_signal(signal, true);
  for (const int signal : {SIGUSR1, SIGUSR2, SIGXCPU, SIGALRM}) catch_signal(signal, false);
  if (!is_ignored(SIGHUP)) catch_signal(SIGHUP, false);
  for (const int signal : {SIGXFSZ, SIGPIPE}) std::signal(signal, SIG_IGN);
  return stop_flag;
}

void stop_after(double seconds) {
  itimerval timer = {};
  timer.it_value.tv_sec = static_cast<time_t>(seconds);
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace rlrun::app
