#include "lib/learners/rgrl/thermometer.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::learners::rgrl {
namespace {

TEST(GoldenRgrl, Thermometer) {
  for (const auto& path : golden::files("rgrl", "rgrl_thermometer")) {
    const golden::Json file = golden::read_json(path);
    ASSERT_FALSE(file.at("cases").empty());
    for (const golden::Json& entry : file.at("cases")) {
      SCOPED_TRACE(entry.dump());
      const Index bins = entry.at("size");
      const double low = entry.at("min");
      const double high = entry.at("max");
      const double value = entry.at("value");
      EXPECT_EQ(thermometer_count(bins, low, high, value), entry.at("ones_float64"));
      const double rounded = static_cast<float>(value);
      EXPECT_EQ(thermometer_count(bins, low, high, rounded), entry.at("ones_when_value_is_float32"));
    }
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
