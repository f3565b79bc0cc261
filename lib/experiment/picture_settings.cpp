#include "lib/experiment/picture_settings.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "lib/experiment/run_settings.hpp"

namespace rlrun::experiment {
namespace {

std::optional<PublishedValue> published_in(const RunSettings& settings) {
  const auto text = settings.find("published.value");
  if (text == settings.end()) return std::nullopt;
  PublishedValue published;
  std::from_chars(text->second.data(), text->second.data() + text->second.size(), published.value);
  const auto label = settings.find("published.label");
  published.label = label == settings.end() ? "published" : label->second;
  return published;
}

template <class T>
bool add_once(std::vector<T>& values, T value) {
  if (std::ranges::find(values, value) != values.end()) return false;
  values.push_back(std::move(value));
  return true;
}

}  // namespace

PictureSettings read_picture_settings(std::span<const std::filesystem::path> runs) {
  PictureSettings result;
  std::vector<std::string> experiments;
  for (const auto& run : runs) {
    const RunSettings settings = read_run_settings(run);
    const auto experiment = settings.find("experiment");
    if (experiment != settings.end() && add_once(experiments, experiment->second)) {
      result.title += (result.title.empty() ? "" : ", ") + experiment->second;
    }
    if (auto published = published_in(settings)) add_once(result.published, std::move(*published));
  }
  return result;
}

}  // namespace rlrun::experiment
