#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rlrun {

/// Named things of one kind, filled by hand at the composition root, listed in alphabetical order.
template <class T>
class Registry {
 public:
  /// Throws std::logic_error when the name is taken.
  void add(std::string name, T entry) {
    const auto [position, inserted] = entries_.try_emplace(std::move(name), std::move(entry));
    if (!inserted) throw std::logic_error("registered twice: " + position->first);
  }

  /// nullptr when there is no such entry.
  [[nodiscard]] const T* find(std::string_view name) const {
    const auto position = entries_.find(name);
    return position == entries_.end() ? nullptr : &position->second;
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& [name, entry] : entries_) result.push_back(name);
    return result;
  }

 private:
  std::map<std::string, T, std::less<>> entries_;
};

}  // namespace rlrun
