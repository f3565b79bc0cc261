#include "tests/golden/recorded_draws.hpp"

#include <span>
#include <stdexcept>

#include "lib/core/normal_noise.hpp"

namespace rlrun::golden {
namespace {

RecordedDraws* current = nullptr;

template <class T>
T take(std::deque<T>& queue) {
  if (queue.empty()) throw std::runtime_error("more was drawn than recorded");
  T first = std::move(queue.front());
  queue.pop_front();
  return first;
}

}  // namespace

RecordedDraws::RecordedDraws() { current = this; }

RecordedDraws::~RecordedDraws() { current = nullptr; }

// The linker has calls of a function go to the one that is called __wrap_ and its name; __real_ and its name is the
// function itself. Member functions are called as functions whose first argument is the object.
void real_fill_normal(Rng& rng, MutableVectorView<double> values) asm("__real_" RLRUN_FILL_NORMAL);
double real_normal(Rng& rng) asm("__real_" RLRUN_NORMAL);
std::size_t real_categorical(Rng& rng, std::span<const double> weights) asm("__real_" RLRUN_CATEGORICAL);
std::uint64_t real_below(Rng& rng, std::uint64_t count) asm("__real_" RLRUN_BELOW);

void wrapped_fill_normal(Rng& rng, MutableVectorView<double> values) asm("__wrap_" RLRUN_FILL_NORMAL);
double wrapped_normal(Rng& rng) asm("__wrap_" RLRUN_NORMAL);
std::size_t wrapped_categorical(Rng& rng, std::span<const double> weights) asm("__wrap_" RLRUN_CATEGORICAL);
std::uint64_t wrapped_below(Rng& rng, std::uint64_t count) asm("__wrap_" RLRUN_BELOW);

void wrapped_fill_normal(Rng& rng, MutableVectorView<double> values) {
  if (current == nullptr) return real_fill_normal(rng, values);
  const Vector<double> recorded = take(current->noise);
  if (recorded.size() != values.size()) throw std::runtime_error("other noise was drawn than recorded");
  values = recorded;
}

double wrapped_normal(Rng& rng) { return current == nullptr ? real_normal(rng) : take(current->normals); }

std::size_t wrapped_categorical(Rng& rng, std::span<const double> weights) {
  return current == nullptr ? real_categorical(rng, weights) : take(current->choices);
}

std::uint64_t wrapped_below(Rng& rng, std::uint64_t count) {
  return current == nullptr ? real_below(rng, count) : take(current->indices);
}

}  // namespace rlrun::golden
