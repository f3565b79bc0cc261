#include "lib/learners/reinforcement_modified/network_scores.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

Index network_inputs(const EncoderOptions& encoder, Index observation_size) {
  return encoder.kind == EncoderKind::none ? observation_size : encoder.units;
}

}  // namespace

template <class Scalar>
NetworkScores<Scalar>::NetworkScores(const NetworkScoresOptions& options, Index observation_size, Index actions,
                                     Index capacity, RngKey key)
    : options_(options),
      scaling_(options.scaling, options.range, observation_size),
      encoder_(make_encoder<Scalar>(options.encoder, observation_size, capacity, key.derive("encoder"))),
      network_(options.network, network_inputs(options.encoder, observation_size), actions, capacity,
               key.derive("initialisation")),
      scaled_(observation_size, capacity),
      codes_(encoder_ ? options.encoder.units : 0, capacity),
      targets_(actions, capacity) {}

template <class Scalar>
NetworkScores<Scalar>::NetworkScores(const NetworkScores& other)
    : options_(other.options_),
      scaling_(other.scaling_),
      encoder_(other.encoder_ ? other.encoder_->clone() : nullptr),
      network_(other.network_),
      scaled_(other.scaled_),
      codes_(other.codes_),
      targets_(other.targets_),
      encoded_inputs_(other.encoded_inputs_),
      reconstruction_error_(other.reconstruction_error_) {}

template <class Scalar>
void NetworkScores<Scalar>::reserve(Index capacity) {
  network_.reserve(capacity);
  if (encoder_) encoder_->reserve(capacity);
  for (Matrix<Scalar>* matrix : {&scaled_, &codes_, &targets_}) matrix->resize(matrix->rows(), capacity);
}

/// What the network sees of these inputs.
template <class Scalar>
MatrixView<Scalar> NetworkScores<Scalar>::represent(const MatrixView<double>& observations) {
  auto scaled = scaled_.leftCols(observations.cols());
  scaling_.apply<Scalar>(observations, scaled);
  if (!encoder_) return scaled;
  auto codes = codes_.leftCols(observations.cols());
  encoder_->encode(scaled, codes);
  return codes;
}

template <class Scalar>
void NetworkScores<Scalar>::score(const MatrixView<double>& observations, MutableMatrixView<double> scores) {
  scores = network_.forward(represent(observations)).template cast<double>();
}

/// The encoder learns first and the network waits for its code.
template <class Scalar>
bool NetworkScores<Scalar>::pretrains() const {
  return encoder_ != nullptr && encoded_inputs_ < options_.encoder.pretraining_samples;
}

template <class Scalar>
bool NetworkScores<Scalar>::encoder_learns() const {
  if (encoder_ == nullptr) return false;
  const EncoderOptions& options = options_.encoder;
  if (options.pretraining_samples > 0) return pretrains();
  return options.training_inputs == 0 || encoded_inputs_ < options.training_inputs;
}

template <class Scalar>
void NetworkScores<Scalar>::see(const MatrixView<double>& observations) {
  scaling_.see(observations);
  if (!encoder_learns()) return;
  auto scaled = scaled_.leftCols(observations.cols());
  scaling_.apply<Scalar>(observations, scaled);
  reconstruction_error_ = static_cast<double>(encoder_->learn(scaled));
  encoded_inputs_ += observations.cols();
}

template <class Scalar>
void NetworkScores<Scalar>::learn(const MatrixView<double>& observations, std::span<const Index> actions,
                                  std::span<const double> reinforcements) {
  if (pretrains()) return;
  const MatrixView<Scalar> inputs = represent(observations);
  const MatrixView<Scalar> outputs = network_.forward(inputs);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto column = static_cast<Index>(i);
    desired_output<Scalar>(options_.desired_output, outputs.col(column), actions[i], reinforcements[i],
                           targets_.col(column));
  }
  network_.train(inputs, targets_.leftCols(observations.cols()));
}

template <class Scalar>
Index NetworkScores<Scalar>::memory() const {
  return network_.parameter_count() + (encoder_ ? encoder_->parameter_count() : 0);
}

template <class Scalar>
std::vector<std::string> NetworkScores<Scalar>::diagnostic_names() const {
  if (!encoder_) return {};
  return {"reconstruction_error"};
}

template <class Scalar>
std::vector<double> NetworkScores<Scalar>::diagnostics() const {
  if (!encoder_) return {};
  return {reconstruction_error_};
}

template <class Scalar>
std::unique_ptr<ActionScores> NetworkScores<Scalar>::clone(Index capacity) const {
  auto copy = std::make_unique<NetworkScores>(*this);
  copy->reserve(capacity);
  return copy;
}

template <class Scalar>
void NetworkScores<Scalar>::save(StateWriter& writer) const {
  scaling_.save(writer);
  if (encoder_) encoder_->save(writer);
  network_.save(writer);
  writer.write("encoded_inputs", encoded_inputs_);
  writer.write("reconstruction_error", reconstruction_error_);
}

template <class Scalar>
void NetworkScores<Scalar>::load(StateReader& reader) {
  scaling_.load(reader);
  if (encoder_) encoder_->load(reader);
  network_.load(reader);
  encoded_inputs_ = reader.read_count("encoded_inputs");
  reconstruction_error_ = reader.read_finite("reconstruction_error");
}

template class NetworkScores<float>;
template class NetworkScores<double>;

}  // namespace rlrun::learners::reinforcement_modified
