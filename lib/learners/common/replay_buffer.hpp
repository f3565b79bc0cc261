#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners {

/// The latest `capacity` records, each of `record_size` numbers, from which batches are drawn uniformly.
template <class Scalar>
class ReplayBuffer {
 public:
  /// Memory for all records is set aside at once. Requires record_size, capacity >= 1.
  ReplayBuffer(Index record_size, Index capacity);

  /// The place of a new record, which replaces the oldest one where the buffer is full.
  MutableVectorView<Scalar> add();

  [[nodiscard]] Index size() const { return size_; }

  /// records: (record_size x N), overwritten with N records drawn with replacement. Requires size() > 0.
  void sample(Rng& rng, MutableMatrixView<Scalar> records) const;

  /// In blocks, those lasting that no record is being added to.
  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit or holds a number that is not finite.
  void load(StateReader& reader);

 private:
  [[nodiscard]] Index block() const;

  Matrix<Scalar> records_;  ///< (record_size x capacity)
  Index size_ = 0;
  Index next_ = 0;
};

}  // namespace rlrun::learners
