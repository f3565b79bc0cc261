#include "tests/conformance/state_records.hpp"

#include <cstdint>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace rlrun::conformance {
namespace {

/// Takes a saved state apart by its format: kind, length of the name, name, value.
class Walker {
 public:
  explicit Walker(const std::string& state) : state_(state) {}

  [[nodiscard]] bool at_end() const { return position_ == state_.size(); }
  [[nodiscard]] std::size_t position() const { return position_; }

  std::string text(std::size_t length) {
    const std::string value = state_.substr(position_, length);
    position_ += length;
    return value;
  }
  std::size_t size() {
    std::uint64_t value = 0;
    std::memcpy(&value, text(sizeof(value)).data(), sizeof(value));
    return value;
  }

 private:
  const std::string& state_;
  std::size_t position_ = 0;
};

constexpr std::size_t number_bytes = 8;
constexpr std::size_t generator_bytes = 16;

}  // namespace

std::vector<RealRecord> real_records(const std::string& state) {
  std::vector<RealRecord> records;
  Walker walker(state);
  while (!walker.at_end()) {
    const char kind = walker.text(1).front();
    const std::size_t name_length = walker.size();
    RealRecord record = {.name = walker.text(name_length)};
    if (kind == 'i') walker.text(number_bytes);
    if (kind == 'g') walker.text(generator_bytes);
    if (kind == 's') walker.text(walker.size());
    if (kind == 'r') record.count = 1;
    if (kind == 'f' || kind == 'd') {
      const std::size_t rows = walker.size();
      record.count = rows * walker.size();
    }
    record.width = kind == 'f' ? sizeof(float) : sizeof(double);
    record.offset = walker.position();
    walker.text(record.count * record.width);
    if (record.count > 0) records.push_back(record);
    if (std::string("igsrfd").find(kind) == std::string::npos) throw std::runtime_error("no kind of record");
  }
  return records;
}

std::string with_nan(std::string state, const RealRecord& record, std::size_t index) {
  const std::size_t offset = record.offset + index * record.width;
  const double wide = std::numeric_limits<double>::quiet_NaN();
  const float narrow = std::numeric_limits<float>::quiet_NaN();
  const void* value = record.width == sizeof(float) ? static_cast<const void*>(&narrow) : &wide;
  std::memcpy(state.data() + offset, value, record.width);
  return state;
}

}  // namespace rlrun::conformance
