#pragma once

#include <string>

namespace rlrun::experiment {

/// The shortest text that reads back as the same number, whatever the locale.
std::string number_text(double value);
std::string number_text(long value);

/// `value` with a fixed number of decimals, whatever the locale.
std::string fixed_text(double value, int decimals);

/// What Python prints for round(value, 6): the number format of Stable-Baselines3's Monitor.
std::string python_rounded_text(double value);

}  // namespace rlrun::experiment
