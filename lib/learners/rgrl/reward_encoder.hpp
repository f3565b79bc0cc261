#pragma once

#include <memory>

#include "lib/config/factories.hpp"
#include "lib/core/grade.hpp"

namespace rlrun::learners::rgrl {

/// Turns the outcome of a step into the reward vector that the world model learns to predict; the desired one is all
/// ones. Every encoder gives a single level in [0, 1]; the vector is the thermometer code of that level, which for
/// levels 0 and 1 means all zeros and all ones.
class RewardEncoder {
 public:
  explicit RewardEncoder(int size) : size_(size) {}
  virtual ~RewardEncoder() = default;
  [[nodiscard]] Index size() const { return size_; }
  /// reward_vector: size() entries, overwritten.
  void encode(const StepResult& step, MutableVectorView<double> reward_vector) const;

 protected:
  /// Number of leading ones, 0 .. size().
  [[nodiscard]] virtual Index ones(const StepResult& step) const = 0;

 private:
  Index size_;
};

/// Reads the mapping `reward_encoder`: its `name`, which may be that of a grade of the environment, `size`, and the
/// keys of that encoder or grade.
std::shared_ptr<const RewardEncoder> read_reward_encoder(config::Reader& reader, const config::LearnerContext& context);

}  // namespace rlrun::learners::rgrl
