#pragma once

#include <string>

#include "lib/core/state_io.hpp"

namespace rlrun::learners {

/// All that the object saves.
template <class T>
std::string saved(const T& object) {
  StateWriter writer;
  object.save(writer);
  return writer.bytes();
}

template <class T>
void load(T& object, const std::string& state) {
  StateReader reader(state);
  object.load(reader);
}

}  // namespace rlrun::learners
