#include "lib/learners/neuron_local/exploration.hpp"

namespace rlrun::learners::neuron_local {

Exploration::Exploration(const ExplorationOptions& options, const Vector<double>& sigmas, Index outputs, Index slots,
                         RngKey key)
    : options_(options),
      drawn_(sigmas.size() - (options.outputs_always ? outputs : 0)),
      noise_(options.noise, sigmas, slots, key),
      explores_(Matrix<double>::Ones(sigmas.size(), slots)) {}

void Exploration::begin_episode(Index slot, long episode) {
  noise_.begin_episode(slot, episode);
  draw(slot);
}

void Exploration::draw(Index slot) {
  if (options_.fraction >= 1.0) return;
  for (double& explores : explores_.col(slot).head(drawn_))
    explores = generator(slot).bernoulli(options_.fraction) ? 1.0 : 0.0;
}

template <class Scalar>
void Exploration::advance(Index slot, double share, MutableVectorView<Scalar> noise,
                          MutableVectorView<Scalar> explores) {
  if (options_.scope == ExplorationScope::step) draw(slot);
  const auto all_noise = noise_.advance(slot);
  explores = explores_.col(slot).template cast<Scalar>();
  noise = (share * all_noise.array() * explores_.col(slot).array()).template cast<Scalar>();
}

void Exploration::save(StateWriter& writer) const {
  noise_.save(writer);
  writer.write_matrix<double>("explores", explores_);
}

void Exploration::load(StateReader& reader) {
  noise_.load(reader);
  reader.read_into<double>("explores", explores_);
}

template void Exploration::advance<float>(Index, double, MutableVectorView<float>, MutableVectorView<float>);
template void Exploration::advance<double>(Index, double, MutableVectorView<double>, MutableVectorView<double>);

}  // namespace rlrun::learners::neuron_local
