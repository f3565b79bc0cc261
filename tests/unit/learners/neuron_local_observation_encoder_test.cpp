#include "lib/learners/neuron_local/observation_encoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

using testing::HasSubstr;

auto read(const std::string& text, const EnvironmentSpec& environment = small_environment()) {
  return read_text(text, [&](config::Reader& reader) { return read_observation_encoder(reader, environment); });
}

TEST(NeuronLocalObservationEncoder, ScalesObservations) {
  auto encoder = read("observation_scale: {low: [0, -2], high: [2, 2]}").value;
  ASSERT_EQ(encoder.size(), 2);
  Matrix<double> observations(2, 2);
  observations << 2.0, 1.0, 1.0, -2.0;
  Matrix<float> values(2, 2);
  encoder.encode<float>(observations, values);
  Matrix<float> expected(2, 2);
  expected << 1.0F, 0.0F, 0.5F, -1.0F;
  EXPECT_TRUE(values.isApprox(expected));
}

TEST(NeuronLocalObservationEncoder, ComputesTheFeatureOfTheAuthors) {
  auto encoder = read("features: authors").value;
  ASSERT_EQ(encoder.size(), 1);
  Matrix<double> values(1, 1);
  encoder.encode<double>(Vector<double>{{-0.5, 0.03}}, values);
  EXPECT_NEAR(values(0, 0), (0.03 + 0.01 * 0.49) / 0.07, 1e-12);
}

TEST(NeuronLocalObservationEncoder, RefusesTheFeatureOfTheAuthorsElsewhere) {
  EnvironmentSpec environment = small_environment();
  environment.observation_space = {.low = Vector<double>::Constant(4, -1.0), .high = Vector<double>::Constant(4, 1.0)};
  EXPECT_THAT(read("features: authors", environment).findings,
              HasSubstr("features: authors needs the observations of MountainCar; those of Small"));
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
