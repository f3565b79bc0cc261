#include "lib/experiment/piece_file.hpp"

#include "lib/experiment/pieces_path.hpp"

namespace rlrun::experiment {

PieceFile::PieceFile(const std::filesystem::path& directory, long number)
    : number_(number), file_(pieces_path(directory, number)) {
  sync_directory(directory);
}

std::uint64_t PieceFile::place(const WideHash& hash, std::string_view bytes) {
  const auto [entry, is_new] = offsets_.try_emplace(hash, this->bytes());
  if (is_new) file_.write(bytes);
  return entry->second;
}

}  // namespace rlrun::experiment
