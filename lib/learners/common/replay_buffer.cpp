#include "lib/learners/common/replay_buffer.hpp"

#include <algorithm>

namespace rlrun::learners {
namespace {

constexpr Index block_bytes = 1 << 16;

}  // namespace

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

/// Records that are saved together.
template <class Scalar>
Index ReplayBuffer<Scalar>::block() const {
  return std::max<Index>(1, block_bytes / (records_.rows() * static_cast<Index>(sizeof(Scalar))));
}

template <class Scalar>
void ReplayBuffer<Scalar>::save(StateWriter& writer) const {
  writer.write("next_record", static_cast<std::int64_t>(next_));
  writer.write("record_count", static_cast<std::int64_t>(size_));
  for (Index first = 0; first < size_; first += block()) {
    const std::size_t begin = writer.bytes().size();
    writer.write_matrix<Scalar>("records", records_.middleCols(first, std::min(block(), size_ - first)));
    const bool is_added_to = first <= next_ && next_ < first + block();
    if (!is_added_to) writer.mark_lasting(begin);
  }
}

template <class Scalar>
void ReplayBuffer<Scalar>::load(StateReader& reader) {
  const Index next = reader.read_count("next_record");
  const Index size = reader.read_integer("record_count", 0, records_.cols());
  const bool full = size == records_.cols();
  if (full ? next >= size : next != size) {
    throw StateError("records: they do not fit this replay buffer");
  }
  for (Index first = 0; first < size; first += block()) {
    reader.read_into<Scalar>("records", records_.middleCols(first, std::min(block(), size - first)));
  }
  size_ = size;
  next_ = next;
}

template class ReplayBuffer<float>;
template class ReplayBuffer<double>;

}  // namespace rlrun::learners
