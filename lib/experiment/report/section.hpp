#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "lib/config/document.hpp"
#include "lib/config/field_log.hpp"
#include "lib/config/findings.hpp"
#include "lib/config/reader.hpp"

namespace rlrun::experiment {

/// A mapping of a file: the reader of its fixed keys, and the mapping itself for those whose keys are free.
struct Section {
  const config::Node* mapping;  ///< nullptr where there is none
  std::string path;             ///< dotted
  config::Reader reader;
  config::Findings* findings;
  config::FieldLog* log;
};

/// The section of a node; a node that is no mapping is reported at `place`.
Section make_section(const config::Node& node, std::string path, config::Place place, config::Findings& findings,
                     config::FieldLog& log);

/// The mapping under a key; an empty one when absent.
Section inner_section(Section& section, std::string_view key, config::Doc doc);

/// A text that must be given.
void read_required(config::Reader& reader, std::string_view key, std::string& text, config::Doc doc);

/// What `read`, a function of the key and its Section, makes of every entry of a section, in their order; it reads all
/// known keys. Entries that are no mappings are reported and left out.
template <class Read>
auto read_entries(const Section& section, const Read& read) {
  std::vector<std::invoke_result_t<Read, const std::string&, Section&>> items;
  if (section.mapping == nullptr) return items;
  for (const config::Entry& entry : section.mapping->entries) {
    config::FieldLog log;  // of its own: a long one is slow to search
    Section inner =
        make_section(entry.value, config::join_path(section.path, entry.key), entry.key_place, *section.findings, log);
    if (inner.mapping == nullptr) continue;
    items.push_back(read(entry.key, inner));
    inner.reader.finish();
  }
  return items;
}

}  // namespace rlrun::experiment
