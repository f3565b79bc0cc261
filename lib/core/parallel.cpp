#include "lib/core/parallel.hpp"

#include <immintrin.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "lib/core/floating_point.hpp"

namespace rlrun {
namespace {

/// Waits until the number is another than `old`: awake for some microseconds, in which the next call of a step loop
/// often comes, then asleep.
void wait_for_change(const std::atomic<int>& number, int old) {
  constexpr int pauses = 300;  // some 10 microseconds
  for (int i = 0; i < pauses && number == old; ++i) _mm_pause();
  number.wait(old);
}

/// One call of run_in_parallel. Workers join it while it is open; its owner closes it when no index is left and then
/// waits for those that have joined, not for those that are still on their way.
class Job {
 public:
  void open(Index count, const std::function<void(Index)>& body) {
    count_ = count;
    body_ = &body;
    failed_index_ = count;
    next_ = 0;
    joined_ = 0;
  }

  /// Whether the job was still open; then leave() must follow.
  [[nodiscard]] bool join() {
    int joined = joined_;
    while (joined >= 0) {
      if (joined_.compare_exchange_weak(joined, joined + 1)) return true;
    }
    return false;
  }

  void leave() {
    if (joined_.fetch_sub(1) == closed + 1) joined_.notify_one();
  }

  void close_and_wait() {
    joined_ += closed;
    for (int joined = joined_; joined != closed; joined = joined_) wait_for_change(joined_, joined);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  void work() {
    for (Index i = next_++; i < count_; i = next_++) {
      try {
        (*body_)(i);
      } catch (...) {
        keep_failure(i);
      }
    }
  }

 private:
  static constexpr int closed = -(1 << 30);  ///< added to the number of workers that have joined

  void keep_failure(Index i) {
    const std::scoped_lock lock(failure_mutex_);
    if (i >= failed_index_) return;
    failed_index_ = i;
    failure_ = std::current_exception();
  }

  Index count_ = 0;
  const std::function<void(Index)>* body_ = nullptr;
  std::atomic<Index> next_ = 0;
  std::atomic<int> joined_ = closed;
  std::mutex failure_mutex_;
  Index failed_index_ = 0;
  std::exception_ptr failure_;
};

/// A thread that sleeps until it is called to the job.
class Worker {
 public:
  explicit Worker(Job& job) : thread_([this, &job](const std::stop_token& stop) { run(stop, job); }) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    thread_.request_stop();
    call();
  }

  void call() {
    ++calls_;
    calls_.notify_one();
  }

 private:
  void run(const std::stop_token& stop, Job& job) {
    flush_subnormals();
    int answered = 0;
    while (true) {
      wait_for_change(calls_, answered);
      answered = calls_;
      if (stop.stop_requested()) return;
      if (!job.join()) continue;
      job.work();
      job.leave();
    }
  }

  std::atomic<int> calls_ = 0;
  std::jthread thread_;
};

/// Whoever finds a place free holds it for as long as this lives.
class Turn {
 public:
  explicit Turn(std::atomic<bool>& taken) : taken_(taken), is_mine_(!taken.exchange(true)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (is_mine_) taken_ = false;
  }

  [[nodiscard]] bool is_mine() const { return is_mine_; }

 private:
  std::atomic<bool>& taken_;
  bool is_mine_;
};

class ThreadTeam {
 public:
  /// False, and nothing is done, where the team is at work already.
  bool run(int threads, Index count, const std::function<void(Index)>& body) {
    const Turn turn(at_work_);
    if (!turn.is_mine()) return false;
    const auto helpers = static_cast<std::size_t>(std::min<Index>(threads, count) - 1);
    while (workers_.size() < helpers) hire();
    job_.open(count, body);
    for (std::size_t i = 0; i < helpers; ++i) workers_[i]->call();
    job_.work();
    job_.close_and_wait();
    return true;
  }

 private:
  void hire() try { workers_.push_back(std::make_unique<Worker>(job_)); } catch (const std::system_error& error) {
    throw std::runtime_error("thread " + std::to_string(workers_.size() + 2) +
                             " cannot be started: " + error.code().message() + "; ask for fewer with --threads");
  }

  std::atomic<bool> at_work_ = false;
  Job job_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

ThreadTeam& team_of_process() {
  static ThreadTeam team;
  return team;
}

}  // namespace

void run_in_parallel(int threads, Index count, const std::function<void(Index)>& body) {
  if (team_of_process().run(threads, count, body)) return;
  for (Index i = 0; i < count; ++i) body(i);
}

int threads_worth(int threads, double multiply_adds) {
  constexpr double fewest_for_a_thread = 500'000.0;
  return static_cast<int>(std::clamp(multiply_adds / fewest_for_a_thread, 1.0, static_cast<double>(threads)));
}

}  // namespace rlrun
