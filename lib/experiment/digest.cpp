#include "lib/experiment/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace rlrun::experiment {
namespace {

constexpr std::size_t chunk_size = 1 << 16;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) { require(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr)); }

  void add(std::string_view bytes) { require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

  /// To be called once.
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), &size));
    constexpr std::string_view hex_digits = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
      text += hex_digits[digest[i] >> 4];
      text += hex_digits[digest[i] & 15];
    }
    return text;
  }

 private:
  static void require(int result) {
    if (result != 1) throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }

  struct Deleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Deleter> context_;
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

std::string sha256_of_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error(path.string() + ": cannot open: " + std::generic_category().message(errno));
  Sha256 hash;
  std::vector<char> chunk(chunk_size);
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), stream.gcount() > 0) {
    hash.add({chunk.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) throw std::runtime_error(path.string() + ": cannot read");
  return hash.hex();
}

}  // namespace rlrun::experiment
