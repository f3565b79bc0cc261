#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/experiment/file.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {

/// A table of comma-separated values whose columns are declared up front; rows end with LF.
class CsvFile {
 public:
  /// Writes the header into a file that is empty.
  CsvFile(OutputFile file, std::string_view header) : file_(std::move(file)) {
    if (file_.extent().bytes > 0) return;
    file_.write(header);
    file_.write("\n");
  }

  template <class... Values>
  void write_row(const Values&... values) {
    row_.clear();
    (append(values), ...);
    row_.back() = '\n';
    file_.write(row_);
  }

  void flush() { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) {
    file_.sync();
    extents.push_back(file_.extent());
  }
  void close() { file_.close(); }

 private:
  void append(std::string_view value) { (row_ += value) += ','; }
  void append(double value) { append(std::string_view(number_text(value))); }
  void append(long value) { append(std::string_view(number_text(value))); }
  void append(bool value) { append(std::string_view(value ? "1" : "0")); }

  OutputFile file_;
  std::string row_;
};

}  // namespace rlrun::experiment
