#pragma once

#include <span>

namespace rlrun::experiment {

/// One-sided p-value of the rank-sum test: how likely x comes out at least as far below y as it did when both are drawn
/// from one distribution. Normal approximation with corrections for ties and for continuity, as
/// scipy.stats.mannwhitneyu(x, y, alternative="less", method="asymptotic"); 1 where all values are equal, which tells
/// nothing. Requires at least one value of each.
/// Source: Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than the
/// other", 1947; ties: Hollander and Wolfe, "Nonparametric statistical methods", 1999, section 4.1.
double mann_whitney_less(std::span<const double> x, std::span<const double> y);

}  // namespace rlrun::experiment
