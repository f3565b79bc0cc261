#include "apps/rlrun/signals.hpp"

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
  catch_signal(SIGINT);
  catch_signal(SIGTERM);
  std::signal(SIGXFSZ, SIG_IGN);
  return stop_flag;
}

}  // namespace rlrun::app
