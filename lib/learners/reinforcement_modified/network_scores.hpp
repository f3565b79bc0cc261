#pragma once

#include "lib/learners/reinforcement_modified/action_scores.hpp"
#include "lib/learners/reinforcement_modified/desired_output.hpp"
#include "lib/learners/reinforcement_modified/ebp_network.hpp"
#include "lib/learners/reinforcement_modified/encoder.hpp"
#include "lib/learners/reinforcement_modified/input_scaling.hpp"

namespace rlrun::learners::reinforcement_modified {

struct NetworkScoresOptions {
  Scaling scaling = Scaling::none;
  InputRange range = {};  ///< of Scaling::range
  EncoderOptions encoder = {};
  NetworkOptions network = {};
  DesiredOutputOptions desired_output = {};
};

/// Scores are the outputs of a network, one an action. The reinforcement reaches it as desired outputs only.
template <class Scalar>
class NetworkScores final : public ActionScores {
 public:
  NetworkScores(const NetworkScoresOptions& options, Index observation_size, Index actions, Index capacity, RngKey key);
  NetworkScores(const NetworkScores& other);

  [[nodiscard]] Index actions() const override { return targets_.rows(); }
  void score(const MatrixView<double>& observations, MutableMatrixView<double> scores) override;
  void see(const MatrixView<double>& observations) override;
  void learn(const MatrixView<double>& observations, std::span<const Index> actions,
             std::span<const double> reinforcements) override;
  [[nodiscard]] Index memory() const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override;
  [[nodiscard]] std::vector<double> diagnostics() const override;
  [[nodiscard]] std::unique_ptr<ActionScores> clone(Index capacity) const override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

  [[nodiscard]] const EbpNetwork<Scalar>& network() const { return network_; }

 private:
  void reserve(Index capacity);
  [[nodiscard]] MatrixView<Scalar> represent(const MatrixView<double>& observations);
  [[nodiscard]] bool pretrains() const;
  [[nodiscard]] bool encoder_learns() const;

  NetworkScoresOptions options_;
  InputScaling scaling_;
  std::unique_ptr<Encoder<Scalar>> encoder_;  ///< null: the network sees the scaled inputs
  EbpNetwork<Scalar> network_;
  Matrix<Scalar> scaled_;
  Matrix<Scalar> codes_;
  Matrix<Scalar> targets_;
  std::int64_t encoded_inputs_ = 0;  ///< that the encoder has learned from
  double reconstruction_error_ = 0.0;
};

}  // namespace rlrun::learners::reinforcement_modified
