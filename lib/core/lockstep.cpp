#include "lib/core/lockstep.hpp"

#include <cmath>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun {
namespace {

void require_finite(bool finite, const char* what, Index slot) {
  if (!finite)
    throw DivergenceError(std::string(what) + " of environment slot " + std::to_string(slot) + " is not finite");
}

std::string state_name(std::size_t slot) { return "environment_" + std::to_string(slot); }
std::string generator_name(std::size_t slot) { return "environment_rng_" + std::to_string(slot); }

}  // namespace

Lockstep::Lockstep(const std::function<std::unique_ptr<Environment>()>& make, Index num_envs)
    : generators_(static_cast<std::size_t>(num_envs)) {
  environments_.reserve(generators_.size());
  for (Index slot = 0; slot < num_envs; ++slot) environments_.push_back(make());
}

void Lockstep::reset(Index slot, RngKey key, MutableVectorView<double> observation) {
  const auto index = static_cast<std::size_t>(slot);
  generators_[index] = Rng(key);
  environments_[index]->reset(generators_[index], observation);
  require_finite(observation.allFinite(), "the first observation", slot);
}

void Lockstep::step(std::span<const Index> slots, const MatrixView<double>& actions,
                    MutableMatrixView<double> observations, std::span<StepOutcome> outcomes) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    const auto index = static_cast<std::size_t>(slots[i]);
    outcomes[i] = environments_[index]->step(actions.col(column), generators_[index], observations.col(column));
    require_finite(observations.col(column).allFinite(), "the observation", slots[i]);
    require_finite(std::isfinite(outcomes[i].reward), "the reward", slots[i]);
  }
}

void Lockstep::save(StateWriter& writer) const {
  writer.write("num_envs", static_cast<std::int64_t>(num_envs()));
  for (std::size_t slot = 0; slot < environments_.size(); ++slot) {
    writer.write_matrix<double>(state_name(slot), environments_[slot]->state());
    writer.write(generator_name(slot), generators_[slot]);
  }
}

void Lockstep::load(StateReader& reader) {
  const std::int64_t saved = reader.read_integer("num_envs");
  if (saved != num_envs()) {
    throw StateError("the saved state holds " + std::to_string(saved) + " environments where " +
                     std::to_string(num_envs()) + " were expected");
  }
  for (std::size_t slot = 0; slot < environments_.size(); ++slot) {
    const Matrix<double> state = reader.read_matrix<double>(state_name(slot));
    if (state.size() != environments_[slot]->state().size()) {
      throw StateError("'" + state_name(slot) + "' has another number of entries than this environment's state");
    }
    environments_[slot]->set_state(state.reshaped());
    generators_[slot] = reader.read_rng(generator_name(slot));
  }
}

}  // namespace rlrun
