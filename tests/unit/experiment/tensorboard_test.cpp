#include <gmock/gmock.h>

#include <array>
#include <chrono>
#include <fstream>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

#include "lib/experiment/crc32c.hpp"
#include "lib/experiment/protobuf_message.hpp"
#include "lib/experiment/runner.hpp"
#include "lib/experiment/tensorboard_reporter.hpp"
#include "lib/experiment/tf_record.hpp"
#include "tests/unit/experiment/event_file.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::Gt;
using testing::Lt;
using testing::Pair;
using testing::SizeIs;

/// Expectations: RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRC algorithms.
TEST(Crc32cTest, HasTheKnownValues) {
  EXPECT_EQ(crc32c("123456789"), 0xE3069283);
  EXPECT_EQ(crc32c(""), 0U);
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AA);
  EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43);
}

TEST(Crc32cTest, TheDivisionOfTheseTestsHasThemToo) {
  EXPECT_EQ(crc32c_by_division("123456789"), 0xE3069283);
  EXPECT_EQ(crc32c_by_division(std::string(32, '\xFF')), 0x62A8AB43);
}

/// Expectations: protobuf.dev, "Encoding": 150 in field 1, "testing" in field 2.
TEST(ProtobufMessageTest, EncodesAsTheSpecificationShows) {
  ProtobufMessage integer;
  integer.add_integer(1, 150);
  EXPECT_EQ(integer.bytes(), "\x08\x96\x01");
  ProtobufMessage text;
  text.add_bytes(2, "testing");
  EXPECT_EQ(text.bytes(), "\x12\x07testing");
  ProtobufMessage largest;
  largest.add_integer(1, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(largest.bytes(), "\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F");
}

TEST(ProtobufMessageTest, NumbersOfFixedSizeAreLittleEndian) {
  ProtobufMessage message;
  message.add_double(1, 1.0);
  message.add_float(2, -2.0F);
  EXPECT_EQ(message.bytes(), std::string("\x09\0\0\0\0\0\0\xF0\x3F\x15\0\0\0\xC0", 14));
}

TEST(TfRecordTest, FramesTheDataWithLengthAndChecksums) {
  const std::string record = tf_record("123456789");
  ASSERT_THAT(record, SizeIs(8 + 4 + 9 + 4));
  EXPECT_EQ(record.substr(0, 8), std::string("\x09\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(record.substr(12, 9), "123456789");
  // 0xE3069283 turned right by 15 bits is 0x2507C60D; plus 0xA282EAD8.
  EXPECT_EQ(record.substr(21), "\xE5\xB0\x8A\xC7");
}

class TensorboardReporterTest : public testing::Test {
 protected:
  [[nodiscard]] std::vector<Event> events() const {
    return read_events(read_file(folder_.path() / TensorboardReporter::file_name));
  }

  TemporaryFolder folder_;
  TensorboardReporter reporter_{RunFiles(folder_.path()), 2};
};

TEST_F(TensorboardReporterTest, TheFirstEventTellsTheVersion) {
  reporter_.close();
  ASSERT_THAT(events(), SizeIs(1));
  EXPECT_EQ(events()[0].file_version, "brain.Event:2");
  const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  EXPECT_NEAR(events()[0].wall_time, now, 60.0);
}

TEST_F(TensorboardReporterTest, EpisodesAndMetricsAreScalarsOverSteps) {
  reporter_.episode({.step = 3'000'000'000, .episode_return = -12.5, .episode_length = 77});
  const std::array<std::string, 2> names = {"loss", "updates"};
  const std::array<double, 2> values = {0.1, 2000.0};
  reporter_.diagnostics({.step = 5, .names = names, .values = values});
  reporter_.close();
  const std::vector<Event> read = events();
  ASSERT_THAT(read, SizeIs(3));
  EXPECT_EQ(read[1].step, 3'000'000'000);
  EXPECT_THAT(read[1].scalars, ElementsAre(Pair("episode/return", -12.5F), Pair("episode/length", 77.0F)));
  EXPECT_EQ(read[2].step, 5);
  EXPECT_THAT(read[2].scalars, ElementsAre(Pair("learner/loss", 0.1F), Pair("learner/updates", 2000.0F)));
}

TEST_F(TensorboardReporterTest, AnEvaluationIsTheMeanOfItsEpisodes) {
  for (const double first : {10.0, 100.0}) {
    reporter_.evaluation({.step = 40, .episode = 0, .episode_return = first, .episode_length = 1});
    reporter_.evaluation({.step = 40, .episode = 1, .episode_return = first + 5.0, .episode_length = 1});
  }
  reporter_.close();
  const std::vector<Event> read = events();
  ASSERT_THAT(read, SizeIs(3));
  EXPECT_THAT(read[1].scalars, ElementsAre(Pair("evaluation/return", 12.5F)));
  EXPECT_THAT(read[2].scalars, ElementsAre(Pair("evaluation/return", 102.5F)));
}

/// Counts its steps, also across segments, and tells of them after every episode.
class Counter final : public Learner {
 public:
  explicit Counter(std::function<void()> on_observe) : on_observe_(std::move(on_observe)) {}

  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& /*observations*/, std::span<const Index> /*slots*/,
           MutableMatrixView<double> actions) override {
    actions.setZero();
  }
  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void observe(const TransitionBatch& /*transitions*/) override {
    ++steps_;
    on_observe_();
  }
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey /*key*/, Index /*num_envs*/) const override {
    return std::make_unique<Counter>([] {});
  }
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {"steps"}; }
  std::vector<double> take_diagnostics() override { return {static_cast<double>(steps_)}; }
  void save(StateWriter& writer) const override { writer.write("steps", steps_); }
  void load(StateReader& reader) override { steps_ = reader.read_integer("steps"); }

 private:
  std::function<void()> on_observe_;
  std::int64_t steps_ = 0;
};

class TensorboardRunTest : public testing::Test {
 protected:
  /// A segment of a run of 20 episodes with evaluations; stopped after so many steps.
  void run(const std::string& name, RunnerOptions options, int steps = std::numeric_limits<int>::max()) const {
    ExperimentConfig config =
        countdown_config(9, {.seed = 5, .episodes = 20, .evaluation = {.episodes = 3, .every = 5}});
    StopFlag stop;
    config.make_learner = [&](RngKey) {
      return std::make_unique<Counter>([&] {
        if (--steps == 0) stop.request(15);
      });
    };
    options.checkpoint_every = 10;
    run_experiment(config, folder_.path() / name, options, stop);
  }

  [[nodiscard]] std::filesystem::path file(const std::string& name) const {
    return folder_.path() / name / TensorboardReporter::file_name;
  }

  /// What does not depend on the clock.
  [[nodiscard]] std::vector<std::string> content(const std::string& name) const {
    std::vector<std::string> lines;
    for (const Event& event : read_events(read_file(file(name)))) {
      std::string line = std::to_string(event.step) + event.file_version;
      for (const auto& [tag, value] : event.scalars) line += " " + tag + "=" + std::to_string(value);
      lines.push_back(line);
    }
    return lines;
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(TensorboardRunTest, WithoutTheFlagThereIsNone) {
  run("plain", {});
  EXPECT_FALSE(std::filesystem::exists(file("plain")));
}

TEST_F(TensorboardRunTest, AResumedRunHasTheEventsOfAnUnbrokenOne) {
  run("unbroken", {.tensorboard = true});
  run("broken", {.tensorboard = true}, 33);
  ASSERT_LT(content("broken").size(), content("unbroken").size());
  std::ofstream(file("broken"), std::ios::app | std::ios::binary) << "what a killed run leaves behind its checkpoint";
  run("broken", {.resume = true}, 40);
  run("broken", {.resume = true, .tensorboard = true});
  EXPECT_THAT(content("broken"), ElementsAreArray(content("unbroken")));
}

TEST_F(TensorboardRunTest, ARunMayBeginWithItWhereItIsResumed) {
  run("late", {}, 33);
  run("late", {.resume = true, .tensorboard = true});
  run("unbroken", {.tensorboard = true});
  const std::vector<std::string> late = content("late");
  const std::vector<std::string> all = content("unbroken");
  ASSERT_THAT(late, SizeIs(AllOf(Gt(1U), Lt(all.size()))));
  EXPECT_EQ(late.front(), all.front());
  EXPECT_TRUE(std::equal(late.begin() + 1, late.end(), all.end() - static_cast<long>(late.size()) + 1));
}

TEST_F(TensorboardRunTest, AForcedRunRemovesTheFileOfTheEarlierOne) {
  run("again", {.tensorboard = true});
  run("again", {.force = true});
  EXPECT_FALSE(std::filesystem::exists(file("again")));
}

}  // namespace
}  // namespace rlrun::experiment::test
