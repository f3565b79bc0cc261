#pragma once

#include <algorithm>

#include "lib/core/types.hpp"

namespace rlrun::learners::rgrl {

/// Columns [first, first + count).
struct ColumnBlock {
  Index first = 0;
  Index count = 0;
};

/// Cuts columns into blocks of nearly equal size by their number alone, whatever the number of threads.
class ColumnBlocks {
 public:
  static constexpr Index most_columns = 5;  ///< of a block

  explicit ColumnBlocks(Index columns) : columns_(columns) {
    const Index needed = (columns + most_columns - 1) / most_columns;
    size_ = std::max<Index>(needed, columns >= fewest_columns_to_share ? 2 : 1);
  }

  [[nodiscard]] Index size() const { return size_; }
  [[nodiscard]] ColumnBlock operator[](Index block) const {
    const Index first = begin(block);
    return {.first = first, .count = begin(block + 1) - first};
  }

 private:
  static constexpr Index fewest_columns_to_share = 2;  ///< from here on there are two blocks at least

  [[nodiscard]] Index begin(Index block) const { return block * columns_ / size_; }

  Index columns_;
  Index size_;
};

}  // namespace rlrun::learners::rgrl
