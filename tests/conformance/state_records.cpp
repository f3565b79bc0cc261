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

constexpr std::size_t generator_bytes = 16;

/// The largest one for numbers beyond it, the smallest one for what is no number.
std::int64_t nearest_integer(double value) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (value >= static_cast<double>(Limits::max())) return Limits::max();
  return value >= static_cast<double>(Limits::min()) ? static_cast<std::int64_t>(value) : Limits::min();
}

}  // namespace

std::vector<NumberRecord> number_records(const std::string& state) {
  std::vector<NumberRecord> records;
  Walker walker(state);
  while (!walker.at_end()) {
    const char kind = walker.text(1).front();
    const std::size_t name_length = walker.size();
    NumberRecord record = {.name = walker.text(name_length), .integer = kind == 'i'};
    if (kind == 'g') walker.text(generator_bytes);
    if (kind == 's') walker.text(walker.size());
    if (kind == 'r' || kind == 'i') record.count = 1;
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

std::vector<NumberRecord> real_records(const std::string& state) {
  std::vector<NumberRecord> records = number_records(state);
  std::erase_if(records, [](const NumberRecord& record) { return record.integer; });
  return records;
}

std::string with_value(std::string state, const NumberRecord& record, std::size_t index, double value) {
  const auto narrow = static_cast<float>(value);
  const std::int64_t whole = nearest_integer(value);
  const void* bytes = &value;
  if (record.integer) bytes = &whole;
  if (record.width == sizeof(float)) bytes = &narrow;
  std::memcpy(state.data() + record.offset + index * record.width, bytes, record.width);
  return state;
}

}  // namespace rlrun::conformance
