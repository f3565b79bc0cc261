#include "tests/conformance/allocations.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

thread_local long allocation_count = 0;

}  // namespace

namespace rlrun::conformance {

long allocations() { return allocation_count; }

}  // namespace rlrun::conformance

// The linker sends every call of malloc and new here: options --wrap=... in tests/CMakeLists.txt, with the names that
// the compilers give to operator new, operator new[] and operator new for more than usual alignment.
extern "C" {

void* __real_malloc(std::size_t size);
void* __real_calloc(std::size_t count, std::size_t size);
void* __real_realloc(void* memory, std::size_t size);
void* __real_aligned_alloc(std::size_t alignment, std::size_t size);
void* __real__Znwm(std::size_t size);
void* __real__Znam(std::size_t size);
void* __real__ZnwmSt11align_val_t(std::size_t size, std::size_t alignment);

void* __wrap_malloc(std::size_t size) {
  ++allocation_count;
  return __real_malloc(size);
}

void* __wrap_calloc(std::size_t count, std::size_t size) {
  ++allocation_count;
  return __real_calloc(count, size);
}

void* __wrap_realloc(void* memory, std::size_t size) {
  ++allocation_count;
  return __real_realloc(memory, size);
}

void* __wrap_aligned_alloc(std::size_t alignment, std::size_t size) {
  ++allocation_count;
  return __real_aligned_alloc(alignment, size);
}

void* __wrap__Znwm(std::size_t size) {
  ++allocation_count;
  return __real__Znwm(size);
}

void* __wrap__Znam(std::size_t size) {
  ++allocation_count;
  return __real__Znam(size);
}

void* __wrap__ZnwmSt11align_val_t(std::size_t size, std::size_t alignment) {
  ++allocation_count;
  return __real__ZnwmSt11align_val_t(size, alignment);
}

}  // extern "C"

// For calls of new within shared libraries, which the linker does not see. Weak, for clang++'s ThreadSanitizer has
// replacements of its own; one that the linker sees is counted twice.
[[gnu::weak]] void* operator new(std::size_t size) {
  if (void* memory = std::malloc(size); memory != nullptr) return memory;
  throw std::bad_alloc();
}

[[gnu::weak]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::weak]] void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
