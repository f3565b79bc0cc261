#include "lib/learners/baselines/ddpg/experiment_one.hpp"

namespace rlrun::learners::ddpg {

template <class Scalar>
ExperimentOne<Scalar>::ExperimentOne(const std::shared_ptr<const DdpgSetup>& setup, Index most_columns, Index slots,
                                     RngKey key)
    : setup_(setup), most_columns_(most_columns), key_(key), sub_critics_(setup, most_columns) {
  const auto parts = static_cast<Index>(sub_critics_.names().size());
  series_.assign(static_cast<std::size_t>(slots), DerivativeCorrelation(parts));
  correlations_ = Vector<double>::Zero(parts);
}

template <class Scalar>
std::vector<std::string> ExperimentOne<Scalar>::diagnostic_names() const {
  std::vector<std::string> names = sub_critics_.names();
  for (std::string& name : names) name.insert(0, "correlation_");
  return names;
}

template <class Scalar>
bool ExperimentOne<Scalar>::in_phase_two() const {
  const long after = setup_->options.sub_critics.phase_two_after;
  return after > 0 && episodes_ >= after;
}

template <class Scalar>
void ExperimentOne<Scalar>::begin_episode(Index slot) {
  series_[static_cast<std::size_t>(slot)].begin();
  sub_critics_.begin_episode();
}

template <class Scalar>
bool ExperimentOne<Scalar>::learns_online() const {
  return setup_->options.sub_critics.learning == neuron_local::Learning::online;
}

template <class Scalar>
void ExperimentOne<Scalar>::observe(Index slot, Agent<Scalar>& agent, const MatrixView<Scalar>& record) {
  series_[static_cast<std::size_t>(slot)].add(agent.value(record), sub_critics_.values(agent, record));
  if (learns_online()) sub_critics_.follow(record);
}

template <class Scalar>
void ExperimentOne<Scalar>::learn(const Agent<Scalar>& agent, const MatrixView<Scalar>& records) {
  if (!learns_online()) sub_critics_.update(agent, records);
}

template <class Scalar>
void ExperimentOne<Scalar>::end_episode(Index slot, Agent<Scalar>& agent) {
  series_[static_cast<std::size_t>(slot)].finish(correlations_);
  ++episodes_;
  if (episodes_ != setup_->options.sub_critics.phase_two_after) return;
  agent.restart_actor(key_.derive("phase two"));
  sub_critics_ = SubCritics<Scalar>(setup_, most_columns_);
}

template <class Scalar>
void ExperimentOne<Scalar>::save(StateWriter& writer) const {
  sub_critics_.save(writer);
  for (const DerivativeCorrelation& series : series_) series.save(writer);
  writer.write_matrix<double>("correlations", correlations_);
  writer.write("experiment_episodes", episodes_);
}

template <class Scalar>
void ExperimentOne<Scalar>::load(StateReader& reader) {
  sub_critics_.load(reader);
  for (DerivativeCorrelation& series : series_) series.load(reader);
  reader.read_into<double>("correlations", correlations_);
  episodes_ = reader.read_count("experiment_episodes");
}

template class ExperimentOne<float>;
template class ExperimentOne<double>;

}  // namespace rlrun::learners::ddpg
