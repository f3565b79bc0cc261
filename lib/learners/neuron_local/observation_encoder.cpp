#include "lib/learners/neuron_local/observation_encoder.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "lib/learners/common/box_options.hpp"

namespace rlrun::learners::neuron_local {
namespace {

constexpr std::array<std::pair<std::string_view, Features>, 2> names = {
    {{"raw", Features::raw}, {"authors", Features::authors}}};

constexpr Index mountain_car_observation_size = 2;
/// The highest speed: it, and not the feature's range, which is not symmetric, becomes +-1, so that 0 stays 0.
constexpr double authors_feature_scale = 0.07;

double authors_feature(double position, double velocity) { return velocity - 0.01 * (position + 0.01); }

}  // namespace

template <class Scalar>
void ObservationEncoder::encode(const MatrixView<double>& observations, MutableMatrixView<Scalar> values) {
  if (features_ == Features::raw) {
    map_.to_unit<Scalar>(observations, values);
    return;
  }
  for (Index i = 0; i < observations.cols(); ++i) {
    selected_(0, 0) = authors_feature(observations(0, i), observations(1, i));
    map_.to_unit<Scalar>(selected_, values.col(i));
  }
}

ObservationEncoder read_observation_encoder(config::Reader& reader, const EnvironmentSpec& environment) {
  Features features = Features::raw;
  reader.read(
      "features", features, names,
      {"raw: the observation; authors: MountainCar's velocity - 0.01 (position + 0.01) alone", "the authors' code"});
  BoxSpace space = environment.observation_space;
  if (features == Features::authors) {
    if (space.low.size() != mountain_car_observation_size) {
      reader.reject("features", "authors needs the observations of MountainCar; those of " + environment.name +
                                    " have another size");
    }
    space.low = Vector<double>::Constant(1, -authors_feature_scale);
    space.high = -space.low;
  }
  return {features, read_observation_box(reader, space)};
}

template void ObservationEncoder::encode<float>(const MatrixView<double>&, MutableMatrixView<float>);
template void ObservationEncoder::encode<double>(const MatrixView<double>&, MutableMatrixView<double>);

}  // namespace rlrun::learners::neuron_local
