#include "lib/learners/rgrl/state_encoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "lib/learners/rgrl/thermometer.hpp"
#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

auto read_encoder(const std::string& text) {
  return read_text("state_encoder: " + text,
                   [](config::Reader& reader) { return read_state_encoder(reader, small_environment()); });
}

Vector<double> encode(const StateEncoder& encoder, double first, double second) {
  Vector<double> state = Vector<double>::Constant(encoder.size(), 9.0);
  encoder.encode(Vector<double>{{first, second}}, state);
  return state;
}

TEST(RgrlThermometer, CountsTheBinsUpToTheValue) {
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, -1.0), 1);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, -0.6), 1);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, -0.4), 2);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, 0.0), 3);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, 0.9), 4);
}

TEST(RgrlThermometer, IsCutToItsBins) {
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, -1.1), 0);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, -1e300), 0);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, 1.0), 4);
  EXPECT_EQ(thermometer_count(4, -1.0, 1.0, 1e300), 4);
}

TEST(RgrlStateEncoder, ThermometerStandsDimensionAfterDimension) {
  const auto [encoder, findings] = read_encoder("{name: thermometer, bins: 4, low: [-1, 0], high: [1, 8]}");
  EXPECT_THAT(findings, IsEmpty());
  ASSERT_EQ(encoder->size(), 8);
  EXPECT_EQ(encode(*encoder, -0.4, 7.0), (Vector<double>{{1, 1, 0, 0, 1, 1, 1, 1}}));
  EXPECT_EQ(encode(*encoder, -5.0, 0.0), (Vector<double>{{0, 0, 0, 0, 1, 0, 0, 0}}));
}

TEST(RgrlStateEncoder, ThermometerIsTheDefaultAndHasAHundredBins) {
  const auto [encoder, findings] = read_encoder("{low: [-1, 0], high: [1, 8]}");
  EXPECT_THAT(findings, IsEmpty());
  EXPECT_EQ(encoder->size(), 200);
  EXPECT_EQ(encode(*encoder, 1.0, 8.0), (Vector<double>::Ones(200)));
}

TEST(RgrlStateEncoder, SigmoidFallsWithAPositiveSlope) {
  const auto [encoder, findings] = read_encoder("{name: sigmoid, slope: 2}");
  EXPECT_THAT(findings, IsEmpty());
  ASSERT_EQ(encoder->size(), 2);
  const Vector<double> state = encode(*encoder, 0.0, std::log(3.0) / 2.0);
  EXPECT_NEAR(state(0), 0.5, 1e-15);
  EXPECT_NEAR(state(1), 0.25, 1e-15);
}

TEST(RgrlStateEncoder, NeedsOneBoundADimension) {
  EXPECT_THAT(read_encoder("{low: [-1], high: [1, 8]}").findings, HasSubstr("state_encoder.low: needs 2 numbers"));
  EXPECT_THAT(read_encoder("{low: [-1, 0], high: [1, 2, 3]}").findings,
              HasSubstr("state_encoder.high: needs 2 numbers"));
  EXPECT_THAT(read_encoder("{high: [1, 8]}").findings, HasSubstr("state_encoder.low: the key must be given"));
}

TEST(RgrlStateEncoder, NeedsAnUpperEndAboveTheLowerOne) {
  EXPECT_THAT(read_encoder("{low: [-1, 8], high: [1, 8]}").findings, HasSubstr("number 2 must be above"));
}

TEST(RgrlStateEncoder, RefusesUnknownNamesAndKeys) {
  EXPECT_THAT(read_encoder("{name: thermometr, low: [0, 0], high: [1, 1]}").findings,
              HasSubstr("did you mean \"thermometer\""));
  EXPECT_THAT(read_encoder("{name: sigmoid, bins: 3}").findings, HasSubstr("state_encoder.bins"));
}

}  // namespace
}  // namespace rlrun::learners::rgrl
