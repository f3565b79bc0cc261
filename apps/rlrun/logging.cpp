#include "apps/rlrun/logging.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

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

}  // namespace

void set_up_logging(ColorMode color) {
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_st>(spdlog_mode(color));
  spdlog::set_default_logger(std::make_shared<spdlog::logger>("rlrun", std::move(sink)));
  spdlog::set_pattern("%^%l%$: %v");
}

void quieten_logging() { spdlog::set_level(spdlog::level::warn); }

}  // namespace rlrun::app
