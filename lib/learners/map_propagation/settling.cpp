#include "lib/learners/map_propagation/settling.hpp"

#include <cmath>

#include "lib/core/normal_noise.hpp"
#include "lib/nn/packet.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// Mean distance of values from their means, in standard deviations, beyond which a layer has diverged. At a maximum
/// it is the error from above times a standard deviation, which is of the order of one.
constexpr double largest_mean_deviation = 1000.0;

template <class Scalar>
class Settling {
 public:
  Settling(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters, const Feedback<Scalar>& feedback,
           const SettlingOptions& options, Columns columns, Rng& noise_rng, Activity<Scalar>& activity)
      : network_(network),
        parameters_(parameters),
        feedback_(feedback),
        options_(options),
        columns_(columns),
        noise_rng_(noise_rng),
        activity_(activity) {}

  /// One step of all hidden values. Requires the errors of these values above the first layer.
  void move() {
    largest_move_ = 0.0;
    for (std::size_t layer = 0; layer + 1 < network_.layers(); ++layer) move(layer);
  }

  void renew_means(std::size_t first_layer) {
    for (std::size_t layer = first_layer; layer < network_.layers(); ++layer) {
      network_.compute_means(parameters_, layer, columns_, activity_);
    }
    network_.compute_local_errors(columns_, 1, activity_);
  }

  /// The lowest layer that has diverged. False comparisons, so that NaN has diverged.
  [[nodiscard]] std::optional<std::size_t> diverged_layer() const {
    for (std::size_t layer = 0; layer + 1 < network_.layers(); ++layer) {
      const double limit = largest_mean_deviation * std::sqrt(network_.variance(layer));
      if (!(mean_deviation(layer) <= limit)) return layer;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool rests() const { return options_.tolerance > 0.0 && largest_move_ < options_.tolerance; }

 private:
  /// h += alpha * ((mean - h) / variance + feedback), alpha = step_size * variance.
  void move(std::size_t layer) {
    const auto adjustment = static_cast<Scalar>(options_.step_size);
    const auto step = static_cast<Scalar>(options_.step_size * network_.variance(layer));
    feedback_.send_down(activity_, layer, columns_, view(activity_.moves[layer], columns_));
    const auto means = flat(activity_.means[layer], columns_);
    auto moves = flat(activity_.moves[layer], columns_);
    auto values = flat(activity_.values[layer + 1], columns_);
    nn::for_each_packet<Scalar>(values.size(), [&](Index i, Index count) {
      const auto h = nn::load_packet(values.data() + i, count);
      const auto gap = nn::load_packet(means.data() + i, count) - h;
      const auto move = adjustment * gap + step * nn::load_packet(moves.data() + i, count);
      nn::store_packet<Scalar>(moves.data() + i, move, count);
      nn::store_packet<Scalar>(values.data() + i, h + move, count);
    });
    if (options_.tolerance > 0.0) note_move(layer, static_cast<double>(moves.cwiseAbs().maxCoeff()));
    if (options_.noise > 0.0) add_noise(layer);
  }

  /// Mean distance of a layer's values from their means.
  [[nodiscard]] double mean_deviation(std::size_t layer) const {
    const auto values = flat(activity_.values[layer + 1], columns_);
    const auto means = flat(activity_.means[layer], columns_);
    auto sum = Eigen::internal::pset1<nn::Packet<Scalar>>(Scalar(0));
    nn::for_each_packet<Scalar>(values.size(), [&](Index i, Index count) {
      sum += Eigen::internal::pabs<nn::Packet<Scalar>>(nn::load_packet(values.data() + i, count) -
                                                       nn::load_packet(means.data() + i, count));
    });
    return static_cast<double>(Eigen::internal::predux(sum)) / static_cast<double>(values.size());
  }

  void add_noise(std::size_t layer) {
    auto noise = flat(activity_.moves[layer], columns_);
    fill_normal<Scalar>(noise_rng_, noise);
    flat(activity_.values[layer + 1], columns_) +=
        static_cast<Scalar>(options_.noise * std::sqrt(network_.variance(layer))) * noise;
  }

  void note_move(std::size_t layer, double move) {
    largest_move_ = std::max(largest_move_, move / std::sqrt(network_.variance(layer)));
  }

  const StochasticNetwork& network_;
  const nn::Parameters<Scalar>& parameters_;
  const Feedback<Scalar>& feedback_;
  const SettlingOptions& options_;
  Columns columns_;
  Rng& noise_rng_;
  Activity<Scalar>& activity_;
  double largest_move_ = 0.0;  ///< of the last step, in standard deviations
};

}  // namespace

template <class Scalar>
std::optional<SettlingFailure> settle(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters,
                                      const Feedback<Scalar>& feedback, const SettlingOptions& options,
                                      bool means_are_current, Columns columns, Rng& noise_rng,
                                      Activity<Scalar>& activity) {
  Settling<Scalar> settling(network, parameters, feedback, options, columns, noise_rng, activity);
  network.compute_local_errors(columns, 1, activity);
  for (int step = 1; step <= options.steps; ++step) {
    settling.move();
    // The input does not move, so that the first layer's means stay once they are current.
    const bool renew_first = step == 1 && !means_are_current;
    settling.renew_means(renew_first ? 0 : 1);
    if (const auto layer = settling.diverged_layer()) return SettlingFailure{.layer = *layer + 1, .step = step};
    if (settling.rests()) break;
  }
  network.compute_local_errors(columns, 0, activity);
  return std::nullopt;
}

template std::optional<SettlingFailure> settle<float>(const StochasticNetwork&, const nn::Parameters<float>&,
                                                      const Feedback<float>&, const SettlingOptions&, bool, Columns,
                                                      Rng&, Activity<float>&);
template std::optional<SettlingFailure> settle<double>(const StochasticNetwork&, const nn::Parameters<double>&,
                                                       const Feedback<double>&, const SettlingOptions&, bool, Columns,
                                                       Rng&, Activity<double>&);

}  // namespace rlrun::learners::map_propagation
