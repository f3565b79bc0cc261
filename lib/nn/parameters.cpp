#include "lib/nn/parameters.hpp"

#include <cmath>
#include <utility>

#include "lib/core/error.hpp"

namespace rlrun::nn {

Index ParameterLayout::add(std::string name, Index rows, Index cols) {
  constexpr Index alignment = 16;
  const Index offset = size_;
  size_ += (rows * cols + alignment - 1) / alignment * alignment;
  tensors_.push_back({std::move(name), rows, cols, offset});
  return static_cast<Index>(tensors_.size()) - 1;
}

template <class Scalar>
void check_finite(const Parameters<Scalar>& parameters, const std::string& what) {
  // A sum is vectorised where allFinite is not.
  if (std::isfinite(parameters.flat().squaredNorm())) return;
  for (std::size_t id = 0; id < parameters.tensors().size(); ++id) {
    if (!parameters[static_cast<Index>(id)].allFinite()) {
      throw DivergenceError(what + ": tensor " + parameters.tensors()[id].name + " is not finite");
    }
  }
}

template void check_finite<float>(const Parameters<float>&, const std::string&);
template void check_finite<double>(const Parameters<double>&, const std::string&);

}  // namespace rlrun::nn
