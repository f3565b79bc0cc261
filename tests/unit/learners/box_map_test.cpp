#include "lib/learners/common/box_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "lib/learners/common/box_options.hpp"
#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners {
namespace {

using testing::HasSubstr;

const BoxSpace box = {.low = Vector<double>{{-1.2, 2.0}}, .high = Vector<double>{{0.6, 6.0}}};

TEST(BoxMap, MapsTheBoundsToOnes) {
  const BoxMap map(box);
  Matrix<double> values(2, 3);
  values << -1.2, 0.6, -0.3, 2.0, 6.0, 8.0;
  Matrix<float> unit(2, 3);
  map.to_unit<float>(values, unit);
  Matrix<float> expected(2, 3);
  expected << -1.0F, 1.0F, 0.0F, -1.0F, 1.0F, 2.0F;
  EXPECT_TRUE(unit.isApprox(expected, 1e-6F)) << unit;
}

TEST(BoxMap, WhatLiesBeyondBecomesABound) {
  const BoxMap map(box);
  Vector<double> value(2);
  map.from_unit<double>(Vector<double>{{-0.5, 0.5}}, value);
  EXPECT_TRUE(value.isApprox(Vector<double>{{-0.75, 5.0}}));
  map.from_unit<double>(Vector<double>{{-3.0, 1.5}}, value);
  EXPECT_TRUE(value.isApprox(Vector<double>{{-1.2, 6.0}}));
}

auto read(const std::string& text, const BoxSpace& space = box) {
  return read_text(text, [&](config::Reader& reader) { return read_observation_box(reader, space); });
}

TEST(ObservationBox, IsThatOfTheEnvironmentWhereItIsFinite) {
  EXPECT_EQ(read("{}").value.low, box.low);
  BoxSpace half_open = box;
  half_open.high[1] = std::numeric_limits<double>::infinity();
  const auto [value, findings] = read("{}", half_open);
  EXPECT_EQ(findings, "");
  EXPECT_EQ(value.low, (Vector<double>{{-1.2, -1.0}}));
  EXPECT_EQ(value.high, (Vector<double>{{0.6, 1.0}}));
}

TEST(ObservationBox, IsReadAndChecked) {
  const auto [value, findings] = read("observation_scale: {low: [-2, -3], high: [4, 5]}");
  EXPECT_EQ(findings, "");
  EXPECT_EQ(value.low, (Vector<double>{{-2.0, -3.0}}));
  EXPECT_EQ(value.high, (Vector<double>{{4.0, 5.0}}));
  EXPECT_THAT(read("observation_scale: {low: [1]}").findings, HasSubstr("observation_scale.low: needs 2 numbers"));
  EXPECT_THAT(read("observation_scale: {high: [1, 2]}").findings, HasSubstr("number 2 must be above that of low"));
}

}  // namespace
}  // namespace rlrun::learners
