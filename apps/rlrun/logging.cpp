#include "apps/rlrun/logging.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

#include "lib/config/text.hpp"

namespace rlrun::app {
namespace {

spdlog::color_mode spdlog_mode(ColorMode color) {
  switch (color) {
    case ColorMode::always:
      return spdlog::color_mode::always;
    case ColorMode::never:
      return spdlog::color_mode::never;
    default:
      return spdlog::color_mode::automatic;
  }
}

/// What is logged may quote names of files and cells of tables.
class PrintableFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& destination) override {
    const std::string text = config::printable({message.payload.data(), message.payload.size()});
    spdlog::details::log_msg copy = message;
    copy.payload = text;
    pattern_.format(copy, destination);
    message.color_range_start = copy.color_range_start;
    message.color_range_end = copy.color_range_end;
  }

  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<PrintableFormatter>();
  }

 private:
  spdlog::pattern_formatter pattern_ = spdlog::pattern_formatter("%^%l%$: %v");
};

}  // namespace

void set_up_logging(ColorMode color) {
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_st>(spdlog_mode(color));
  spdlog::set_default_logger(std::make_shared<spdlog::logger>("rlrun", std::move(sink)));
  spdlog::default_logger()->set_formatter(std::make_unique<PrintableFormatter>());
}

void quieten_logging() { spdlog::default_logger()->sinks().front()->set_level(spdlog::level::warn); }

}  // namespace rlrun::app
