#include "lib/config/config.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "lib/core/error.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::config {
namespace {

class ConfigFile : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path write(const std::string& text) const {
    std::filesystem::path path = folder_.path() / "x.yaml";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  static std::string refusal(const std::filesystem::path& path) {
    try {
      Config::load(path);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "accepted";
  }

  TemporaryFolder folder_;
};

TEST_F(ConfigFile, IsLoadedWithOverrides) {
  const std::vector<std::string> overrides = {"b=3"};
  Config config = Config::load(write("a: 1\nb: 2\n"), overrides);
  int a = 0;
  int b = 0;
  Reader root = config.root();
  root.read("a", a, Range::any(), {"A."});
  root.read("b", b, Range::any(), {"B."});
  EXPECT_EQ(a, 1);
  EXPECT_EQ(b, 3);
}

TEST_F(ConfigFile, IsNamedInFindings) {
  const std::filesystem::path path = write("a: 1\nb: 2\n");
  Config config = Config::load(path);
  config.root().finish();
  EXPECT_EQ(config.findings().text(), path.string() + ":1:1: a: unknown key; allowed: none\n" + path.string() +
                                          ":2:1: b: unknown key; allowed: none");
}

TEST_F(ConfigFile, ThatCannotBeReadIsRefused) {
  const std::filesystem::path missing = folder_.path() / "missing.yaml";
  EXPECT_EQ(refusal(missing),
            missing.string() + ":1:1: cannot be read: No such file or directory; a YAML file is expected");
  EXPECT_EQ(refusal(folder_.path()),
            folder_.path().string() + ":1:1: cannot be read: is a folder; a YAML file is expected");
}

TEST_F(ConfigFile, MayHaveAtMostOneMebibyte) {
  const std::string start = "a: 1\n#";
  EXPECT_EQ(refusal(write(start + std::string((1U << 20U) - start.size(), 'x'))), "accepted");
  const std::filesystem::path large = write(start + std::string((1U << 20U) - start.size() + 1, 'x'));
  EXPECT_EQ(refusal(large), large.string() + ":1:1: the text is larger than 1 MiB");
}

TEST_F(ConfigFile, WithAByteOrderMarkOrCarriageReturnsIsFine) {
  EXPECT_EQ(refusal(write("\xEF\xBB\xBF"
                          "a: 1\r\nb: 2\r\n")),
            "accepted");
}

TEST(Config, MayBeMovedBeforeItsReaderIsMade) {
  Config first = Config::parse("a: 1", "x.yaml");
  Config second = Config::empty();
  second = std::move(first);
  EXPECT_TRUE(second.root().has("a"));
}

TEST(Config, WithoutDocumentOnlyDeclares) {
  Config config = Config::empty();
  Reader root = config.root();
  EXPECT_EQ(root.read_name("name", {"a"}, {"Name."}), "");
  root.finish();
  ASSERT_EQ(config.log().fields().size(), 1U);
  EXPECT_TRUE(config.log().fields()[0].required());
}

TEST(ConfigHash, IsXxh64InSixteenDigits) {
  EXPECT_EQ(config_hash(""), "ef46db3751d8e999");
  EXPECT_EQ(config_hash("a"), "d24ec4f1a98c6e5b");
  EXPECT_EQ(config_hash("abc"), "44bc2cf5ad770999");
}

}  // namespace
}  // namespace rlrun::config
