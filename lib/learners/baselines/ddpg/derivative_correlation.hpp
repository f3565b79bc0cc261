#pragma once

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::ddpg {

/// Pearson's r between the time derivative of one series, the global one, and those of some others, the local ones,
/// over an episode (Guss et al. 2016, section 5.1). Derivatives are central differences, one-sided at both ends.
class DerivativeCorrelation {
 public:
  explicit DerivativeCorrelation(Index locals);

  /// A new episode.
  void begin();
  /// The values of the next step. locals: one entry a local series.
  void add(double global, const VectorView<double>& locals);
  /// The episode is over. correlations: one a local series, overwritten; 0 where a derivative does not vary.
  void finish(MutableVectorView<double> correlations);

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  /// derivative: 1 + locals entries.
  void add_derivative(const VectorView<double>& derivative);

  std::int64_t steps_ = 0;
  std::int64_t derivatives_ = 0;
  // All have 1 + locals entries, the global one first.
  Vector<double> newest_;
  Vector<double> last_;
  Vector<double> last_but_one_;
  Vector<double> distance_;
  Vector<double> mean_;      ///< of the derivatives
  Vector<double> squares_;   ///< sums of squared distances to the mean
  Vector<double> products_;  ///< sums of products of distances with the global one
};

}  // namespace rlrun::learners::ddpg
