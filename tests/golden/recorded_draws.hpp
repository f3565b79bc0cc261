#pragma once

#include <deque>

#include "lib/core/types.hpp"

namespace rlrun::golden {

/// What chance is to give to code in double. While an object of this class exists, fill_normal, Rng::normal,
/// Rng::categorical and Rng::below give what was recorded, each in its order, and throw when nothing is left; the
/// linker's --wrap in tests/CMakeLists.txt sees to that. One object at a time.
class RecordedDraws {
 public:
  RecordedDraws();
  ~RecordedDraws();
  RecordedDraws(const RecordedDraws&) = delete;
  RecordedDraws& operator=(const RecordedDraws&) = delete;

  [[nodiscard]] bool empty() const { return noise.empty() && normals.empty() && choices.empty() && indices.empty(); }

  std::deque<Vector<double>> noise;  ///< of fill_normal, an entry a call
  std::deque<double> normals;        ///< of Rng::normal
  std::deque<std::size_t> choices;   ///< of Rng::categorical
  std::deque<std::size_t> indices;   ///< of Rng::below
};

}  // namespace rlrun::golden
