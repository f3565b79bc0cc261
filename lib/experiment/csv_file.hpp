#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "lib/experiment/file.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {

/// A table of comma-separated values whose columns are declared up front; rows end with LF.
class CsvFile {
 public:
  CsvFile(const std::filesystem::path& path, std::string_view header) : file_(path) {
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
