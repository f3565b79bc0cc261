// The kept inputs of all fuzz targets; those that once broke something among them.
#include <gtest/gtest.h>

#include <filesystem>

#include "lib/experiment/file.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace rlrun::fuzz {
namespace {

struct Target {
  std::string name;
  void (*run)(Bytes) = nullptr;
};

void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

class CorpusTest : public testing::TestWithParam<Target> {};

TEST_P(CorpusTest, EveryInputIsReadOrRefused) {
  const std::filesystem::path folder = std::filesystem::path(RLRUN_SOURCE_DIR "/tests/fuzz/corpus") / GetParam().name;
  int inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path().string());
    const std::string content = experiment::read_file(entry.path());
    EXPECT_NO_THROW(GetParam().run({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()}));
    ++inputs;
  }
  EXPECT_GT(inputs, 3);
}

INSTANTIATE_TEST_SUITE_P(Targets, CorpusTest,
                         testing::Values(Target{"config", fuzz_config}, Target{"override", fuzz_override},
                                         Target{"seeds", fuzz_seeds}, Target{"sweep", fuzz_sweep},
                                         Target{"checkpoint", fuzz_checkpoint}, Target{"curve", fuzz_curve},
                                         Target{"recording", fuzz_recording}, Target{"experiments", fuzz_experiments}),
                         [](const auto& parameter) { return parameter.param.name; });

}  // namespace
}  // namespace rlrun::fuzz
