#include "lib/learners/common/replay_buffer.hpp"

#include <algorithm>

namespace rlrun::learners {

template <class Scalar>
ReplayBuffer<Scalar>::ReplayBuffer(Index record_size, Index capacity) : records_(record_size, capacity) {}

template <class Scalar>
MutableVectorView<Scalar> ReplayBuffer<Scalar>::add() {
  const Index place = next_;
  next_ = (next_ + 1) % records_.cols();
  size_ = std::min(size_ + 1, records_.cols());
  return records_.col(place);
}

template <class Scalar>
void ReplayBuffer<Scalar>::sample(Rng& rng, MutableMatrixView<Scalar> records) const {
  for (Index i = 0; i < records.cols(); ++i) {
    records.col(i) = records_.col(static_cast<Index>(rng.below(static_cast<std::uint64_t>(size_))));
  }
}

template <class Scalar>
void ReplayBuffer<Scalar>::save(StateWriter& writer) const {
  writer.write("next_record", static_cast<std::int64_t>(next_));
  writer.write_matrix<Scalar>("records", records_.leftCols(size_));
}

template <class Scalar>
void ReplayBuffer<Scalar>::load(StateReader& reader) {
  const Index next = reader.read_integer("next_record");
  const Matrix<Scalar> records = reader.template read_matrix<Scalar>("records");
  const bool full = records.cols() == records_.cols();
  if (records.rows() != records_.rows() || records.cols() > records_.cols() || next < 0 ||
      (full ? next >= records_.cols() : next != records.cols())) {
    throw StateError("records: they do not fit this replay buffer");
  }
  if (!records.allFinite()) throw StateError("records: a number is not finite");
  size_ = records.cols();
  next_ = next;
  records_.leftCols(size_) = records;
}

template class ReplayBuffer<float>;
template class ReplayBuffer<double>;

}  // namespace rlrun::learners
