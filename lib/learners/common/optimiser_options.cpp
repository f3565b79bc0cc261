#include "lib/learners/common/optimiser_options.hpp"

namespace rlrun::learners {

using config::Range;

void read_optimiser(config::Reader reader, std::string_view rate_source, nn::OptimiserOptions& options) {
  reader.read<nn::OptimiserKind>("name", options.kind, nn::optimiser_names(), {"rule of the updates"});
  reader.read("learning_rate", options.learning_rate, Range::above(0), {"step size", rate_source});
  reader.read("momentum", options.momentum, Range::from_below(0, 1), {"of sgd and rmsprop"});
  reader.read("nesterov", options.nesterov, {"sgd only: Nesterov's form of momentum"});
  reader.read("beta1", options.beta1, Range::from_below(0, 1),
              {"adam: decay of the mean gradient", "Kingma and Ba 2015"});
  reader.read("beta2", options.beta2, Range::from_below(0, 1),
              {"adam: decay of the mean square", "Kingma and Ba 2015"});
  reader.read("alpha", options.alpha, Range::from_below(0, 1), {"rmsprop: decay of the mean square", "Hinton 2012"});
  reader.read("epsilon", options.epsilon, Range::above(0), {"adam and rmsprop: added to the root of the mean square"});
  reader.read("weight_decay", options.weight_decay, Range::at_least(0), {"L2, added to the gradient"});
  reader.finish();
}

}  // namespace rlrun::learners
