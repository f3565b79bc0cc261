#include "lib/nn/gradient_check.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace rlrun::nn {
namespace {

double central_difference(const std::function<double()>& value, double& entry, double step) {
  const double centre = entry;
  const double width = step * std::max(1.0, std::abs(centre));
  entry = centre + width;
  const double above = value();
  entry = centre - width;
  const double below = value();
  entry = centre;
  return (above - below) / (2.0 * width);
}

/// Below the floor an error counts as absolute: the difference itself is that uncertain.
double relative_error(double gradient, double difference) {
  constexpr double floor = 1e-2;
  return std::abs(gradient - difference) / std::max({std::abs(gradient), std::abs(difference), floor});
}

}  // namespace

GradientCheck check_gradient(const std::function<double()>& value, MutableMatrixView<double> point,
                             const MatrixView<double>& gradient, double step) {
  GradientCheck result;
  for (Index col = 0; col < point.cols(); ++col) {
    for (Index row = 0; row < point.rows(); ++row) {
      const double difference = central_difference(value, point(row, col), step);
      const double error = relative_error(gradient(row, col), difference);
      if (error <= result.largest_error) continue;
      std::ostringstream line;
      line << "entry (" << row << ", " << col << ") at " << point(row, col) << ": gradient " << gradient(row, col)
           << ", central difference " << difference << ", relative error " << error;
      result = {error, line.str()};
      if (std::isnan(error)) return result;
    }
  }
  return result;
}

}  // namespace rlrun::nn
