#pragma once

namespace rlrun::app {

enum class ColorMode { automatic, always, never };

/// Log lines go to stderr, and colours only to a terminal.
void set_up_logging(ColorMode color = ColorMode::automatic);

/// Only warnings and errors go to stderr from now on; the log of a run still gets everything.
void quieten_logging();

}  // namespace rlrun::app
