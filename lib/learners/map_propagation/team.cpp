#include "lib/learners/map_propagation/team.hpp"

#include <cmath>
#include <utility>

#include "lib/core/error.hpp"
#include "lib/learners/map_propagation/backpropagation.hpp"
#include "lib/nn/packet.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// trace = decay * trace + error input^T in one pass. Rows that fill no packet are few in every column: filling one up
/// would take longer.
template <class Scalar>
void extend(MutableMatrixView<Scalar> trace, Scalar decay, const VectorView<Scalar>& error,
            const VectorView<Scalar>& input) {
  const Index whole = trace.rows() - trace.rows() % nn::packet_size<Scalar>;
  for (Index column = 0; column < trace.cols(); ++column) {
    const Scalar factor = input[column];
    Scalar* const entries = trace.col(column).data();
    nn::for_each_packet<Scalar>(whole, [=, errors = error.data()](Index i, Index count) {
      const auto product = factor * nn::load_packet(errors + i, count);
      nn::store_packet<Scalar>(entries + i, decay * nn::load_packet(entries + i, count) + product, count);
    });
    for (Index i = whole; i < trace.rows(); ++i) entries[i] = decay * entries[i] + factor * error[i];
  }
}

}  // namespace

template <class Scalar>
Team<Scalar>::Team(std::string name, StochasticNetwork network, const TeamOptions& options, RngKey key,
                   Index batch_size, Index slots)
    : name_(std::move(name)),
      network_(std::move(network)),
      options_(options),
      parameters_(network_.initial_parameters<Scalar>(key.derive("initialisation"))),
      feedback_(network_, options.feedback, key.derive("feedback")),
      traces_(static_cast<std::size_t>(slots), nn::Parameters<Scalar>(network_.layout())),
      d_parameters_(network_.layout()),
      activity_(network_.make_activity<Scalar>(batch_size)),
      rng_(key.derive("exploration")),
      settling_key_(key.derive("settling")) {
  for (std::size_t layer = 0; layer < network_.layers(); ++layer) {
    optimisers_.emplace_back(options.optimiser, network_.segment(layer).count);
  }
  feedback_.follow(network_, parameters_);
}

template <class Scalar>
void Team<Scalar>::sample(const MatrixView<double>& inputs, Columns columns) {
  view(activity_.values.front(), columns) = inputs.cast<Scalar>();
  network_.sample(parameters_, columns, rng_, activity_);
}

template <class Scalar>
void Team<Scalar>::set_parameters(const nn::Parameters<Scalar>& parameters) {
  parameters_ = parameters;
  feedback_.follow(network_, parameters_);
}

template <class Scalar>
void Team<Scalar>::set_values(std::span<const Matrix<double>> values, Columns columns) {
  for (std::size_t i = 0; i < values.size(); ++i) view(activity_.values[i], columns) = values[i].cast<Scalar>();
  renew_means(columns);
}

template <class Scalar>
void Team<Scalar>::copy_column(Index from, Index to) {
  for (auto* part : {&activity_.values, &activity_.pre_activations, &activity_.means, &activity_.slopes}) {
    for (Matrix<Scalar>& matrix : *part) matrix.col(to) = matrix.col(from);
  }
}

template <class Scalar>
void Team<Scalar>::renew_means(Columns columns) {
  for (std::size_t layer = 0; layer < network_.layers(); ++layer) {
    network_.compute_means(parameters_, layer, columns, activity_);
  }
}

template <class Scalar>
std::optional<SettlingFailure> Team<Scalar>::assign_credit(Columns columns, bool means_are_current, Index block) {
  switch (options_.credit) {
    case Credit::settling: {
      Rng noise_rng(
          settling_key_.derive(static_cast<std::uint64_t>(settlings_)).derive(static_cast<std::uint64_t>(block)));
      return settle(network_, parameters_, feedback_, options_.settling, means_are_current, columns, noise_rng,
                    activity_);
    }
    case Credit::sample:
      network_.compute_local_errors(columns, 0, activity_);
      break;
    case Credit::backpropagation:
      if (options_.objective == Objective::mean) {
        view(activity_.errors.back(), columns).setOnes();
      } else {
        network_.compute_output_error(columns, activity_);
      }
      backpropagate(network_, parameters_, columns, activity_);
      break;
  }
  return std::nullopt;
}

template <class Scalar>
void Team<Scalar>::report(const SettlingFailure& failure) const {
  throw DivergenceError(name_ + ", layer " + std::to_string(failure.layer) + ": its values run away in settling step " +
                        std::to_string(failure.step) + "; settling.step_size may be too large");
}

template <class Scalar>
void Team<Scalar>::clear_trace(Index slot) {
  traces_[static_cast<std::size_t>(slot)].flat().setZero();
}

template <class Scalar>
void Team<Scalar>::accumulate(std::span<const Index> slots, std::span<const double> factors, double decay) {
  const auto kept = static_cast<Scalar>(decay);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    nn::Parameters<Scalar>& trace = traces_[static_cast<std::size_t>(slots[i])];
    for (std::size_t layer = 0; layer < network_.layers(); ++layer) {
      auto error = activity_.errors[layer].col(column);
      error *= static_cast<Scalar>(factors[i]);
      const nn::Dense& dense = network_.dense(layer);
      extend<Scalar>(trace[dense.weight], kept, error, activity_.values[layer].col(column));
      trace[dense.bias].col(0) = kept * trace[dense.bias].col(0) + error;
    }
  }
}

template <class Scalar>
void Team<Scalar>::add_trace(Index slot, double weight) {
  d_parameters_.flat() -= static_cast<Scalar>(weight) * traces_[static_cast<std::size_t>(slot)].flat();
}

template <class Scalar>
void Team<Scalar>::add_errors(Columns columns, std::span<const double> weights) {
  for (std::size_t layer = 0; layer < network_.layers(); ++layer) {
    Matrix<Scalar>& errors = activity_.errors[layer];
    for (Index i = 0; i < columns.count; ++i) {
      errors.col(columns.first + i) *= static_cast<Scalar>(-weights[static_cast<std::size_t>(i)]);
    }
    network_.dense(layer).template add_parameter_gradient<Scalar>(view(activity_.values[layer], columns),
                                                                  view(errors, columns), d_parameters_);
  }
}

template <class Scalar>
void Team<Scalar>::add_entropy(Columns columns, double weight) {
  compute_entropy_error(network_, columns, activity_);
  flat(activity_.errors.back(), columns) *= static_cast<Scalar>(-weight);
  backpropagate(network_, parameters_, columns, activity_);
  for (std::size_t layer = 0; layer < network_.layers(); ++layer) {
    network_.dense(layer).template add_parameter_gradient<Scalar>(
        view(activity_.values[layer], columns), view(activity_.errors[layer], columns), d_parameters_);
  }
}

template <class Scalar>
void Team<Scalar>::scale_gradient(double factor) {
  d_parameters_.flat() *= static_cast<Scalar>(factor);
}

template <class Scalar>
void Team<Scalar>::update(std::int64_t number) {
  double squared_norm = 0.0;
  for (std::size_t layer = 0; layer < network_.layers(); ++layer) {
    const Columns segment = network_.segment(layer);
    optimisers_[layer].set_learning_rate(options_.learning_rates.at(layer, number));
    squared_norm += optimisers_[layer].step_and_clear(d_parameters_.flat().segment(segment.first, segment.count),
                                                      parameters_.flat().segment(segment.first, segment.count));
  }
  if (!std::isfinite(squared_norm)) {
    nn::check_finite(parameters_, name_ + ", gradient");
    throw DivergenceError(name_ + ", gradient: its norm overflows");
  }
  feedback_.follow(network_, parameters_);
}

template <class Scalar>
void Team<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("parameters", parameters_.flat());
  feedback_.save(writer);
  for (const auto& optimiser : optimisers_) optimiser.save(writer);
  for (const auto& trace : traces_) writer.write_matrix<Scalar>("trace", trace.flat());
  writer.write_matrix<Scalar>("gradient", d_parameters_.flat());
  for (const auto* part : {&activity_.values, &activity_.pre_activations, &activity_.means, &activity_.slopes}) {
    for (const Matrix<Scalar>& matrix : *part) writer.write_matrix<Scalar>("activity", matrix);
  }
  writer.write("exploration", rng_);
  writer.write("settlings", settlings_);
}

template <class Scalar>
void Team<Scalar>::load(StateReader& reader) {
  reader.template read_into<Scalar>("parameters", parameters_.flat());
  feedback_.load(reader);
  feedback_.follow(network_, parameters_);
  for (auto& optimiser : optimisers_) optimiser.load(reader);
  for (auto& trace : traces_) reader.template read_into<Scalar>("trace", trace.flat());
  reader.template read_into<Scalar>("gradient", d_parameters_.flat());
  for (auto* part : {&activity_.values, &activity_.pre_activations, &activity_.means, &activity_.slopes}) {
    for (Matrix<Scalar>& matrix : *part) reader.template read_into<Scalar>("activity", matrix);
  }
  rng_ = reader.read_rng("exploration");
  settlings_ = reader.read_count("settlings");
}

template class Team<float>;
template class Team<double>;

}  // namespace rlrun::learners::map_propagation
