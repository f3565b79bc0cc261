#pragma once

#include <exception>
#include <memory>
#include <utility>
#include <vector>

#include "lib/experiment/file.hpp"
#include "lib/experiment/records.hpp"

namespace rlrun::experiment {

/// Receives the records of a run and writes them somewhere. Computing and writing never touch otherwise.
/// Every function may throw std::runtime_error when it cannot write.
class Reporter {
 public:
  virtual ~Reporter() = default;

  virtual void episode(const EpisodeRecord&) {}
  virtual void diagnostics(const DiagnosticsRecord&) {}
  virtual void evaluation(const EvaluationRecord&) {}
  virtual void progress(const Progress&) {}

  /// Everything reported so far goes to the operating system.
  virtual void flush() {}
  /// Everything reported so far is on disk when this returns; adds how far each file goes.
  virtual void sync(std::vector<FileExtent>& /*extents*/) {}
  /// Nothing more will come: files are on disk when this returns.
  virtual void close() {}
};

/// Passes every record to several reporters, in the order in which they were added.
class Reporters final : public Reporter {
 public:
  void add(std::unique_ptr<Reporter> reporter) { reporters_.push_back(std::move(reporter)); }

  void episode(const EpisodeRecord& record) override { for_each(&Reporter::episode, record); }
  void diagnostics(const DiagnosticsRecord& record) override { for_each(&Reporter::diagnostics, record); }
  void evaluation(const EvaluationRecord& record) override { for_each(&Reporter::evaluation, record); }
  void progress(const Progress& record) override { for_each(&Reporter::progress, record); }
  void flush() override { for_each(&Reporter::flush); }
  void sync(std::vector<FileExtent>& extents) override {
    for (const auto& reporter : reporters_) reporter->sync(extents);
  }
  /// Closes all, also where one fails; then throws the first failure.
  void close() override {
    std::exception_ptr failure;
    for (const auto& reporter : reporters_) {
      try {
        reporter->close();
      } catch (...) {
        if (!failure) failure = std::current_exception();
      }
    }
    if (failure) std::rethrow_exception(failure);
  }

 private:
  template <class Function, class... Record>
  void for_each(Function function, const Record&... record) {
    for (const auto& reporter : reporters_) (reporter.get()->*function)(record...);
  }

  std::vector<std::unique_ptr<Reporter>> reporters_;
};

}  // namespace rlrun::experiment
