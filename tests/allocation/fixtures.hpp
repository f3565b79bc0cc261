#pragma once

#include <memory>

#include "lib/learners/rgrl/policy.hpp"

/// RGRL with plans and dropout as in the paper; its networks have 400 hidden units.
namespace rlrun::learners::rgrl {

inline RgrlOptions paper_options(nn::CellKind cell) {
  RgrlOptions options;
  options.ensemble_size = 2;
  options.cell = cell;
  options.deduction.iterations = 3;
  return options;
}

/// For four dimensions of `bins` bins, which make 4 * bins hidden units.
inline std::shared_ptr<const RgrlSetup> make_setup(const RgrlOptions& options, int bins = 100) {
  const ActionCodec codec(DiscreteSpace{2});
  const MemberKinds kinds(options, 4 * bins, codec.size(), 100);
  const auto encoder =
      std::make_shared<ThermometerStateEncoder>(bins, std::vector<double>(4, -1.0), std::vector<double>(4, 1.0));
  return std::make_shared<const RgrlSetup>(RgrlSetup{options, kinds, encoder, codec, 1});
}

inline nn::Parameters<float> random_parameters(const RgrlSetup& setup) {
  const WorldModel& model = setup.kinds.of(0).model;
  nn::Parameters<float> parameters(model.layout);
  Rng rng(RngKey(1));
  initialise(model, setup.options.head_initialiser, rng, parameters);
  return parameters;
}

}  // namespace rlrun::learners::rgrl
