#include "apps/rlrun/signals.hpp"

#include <sys/time.h>

#include <csignal>

namespace rlrun::app {
namespace {

experiment::StopFlag stop_flag;

void request_stop(int signal) { stop_flag.request(signal); }

void catch_signal(int signal) {
  struct sigaction action = {};
  action.sa_handler = request_stop;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

const experiment::StopFlag& catch_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1, SIGALRM}) catch_signal(signal);
  std::signal(SIGXFSZ, SIG_IGN);
  return stop_flag;
}

void stop_after(double seconds) {
  itimerval timer = {};
  timer.it_value.tv_sec = static_cast<time_t>(seconds);
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace rlrun::app
