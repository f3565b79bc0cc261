#pragma once

namespace rlrun::learners::map_propagation {

/// What the local rule of a network that is to predict a number is multiplied with, beside the prediction's error: a
/// factor of the sign of (value - mean), the drawn value and the mean of the output.
enum class CriticFactor {
  none,
  product,     ///< value - mean (Chung 2020, equations (12) and (13))
  reciprocal,  ///< 1 / (value - mean) (its code): makes the rule independent of the drawn value where all has settled
};

struct CriticFactorOptions {
  CriticFactor kind = CriticFactor::product;
  /// Of reciprocal: smallest |value - mean| that counts, in standard deviations of the output; 0: no guard.
  double guard = 1e-3;
};

/// `standard_deviation`: of the output.
double critic_factor(const CriticFactorOptions& options, double value, double mean, double standard_deviation);

}  // namespace rlrun::learners::map_propagation
