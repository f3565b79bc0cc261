#include "lib/learners/reinforcement_modified/reinforcement.hpp"

#include <algorithm>

namespace rlrun::learners::reinforcement_modified {

double Reinforcement::of_reward(double reward) const { return limited(options_.gain * reward + options_.offset); }

double Reinforcement::limited(double reinforcement) const {
  return std::clamp(reinforcement, -options_.limit, options_.limit);
}

double Reinforcement::baseline() const { return options_.baseline == Baseline::none ? 0.0 : moments_.mean(); }

double Reinforcement::measured(double value) const {
  const double difference = value - baseline();
  if (options_.scale == Scale::none) return difference;
  const double deviation = moments_.deviation();
  return deviation > 0.0 ? difference / deviation : 0.0;
}

void Reinforcement::judge(const EpisodeTrace& trace, bool terminated, Lessons& lessons) {
  const double addition = terminated ? options_.termination : options_.truncation;
  if (options_.outcome == Outcome::end) return judge_by_end(trace, addition, lessons);
  judge_by_rewards(trace, terminated ? addition : addition + moments_.mean(), lessons);
}

void Reinforcement::judge_by_end(const EpisodeTrace& trace, double addition, Lessons& lessons) {
  moments_.fade();
  moments_.add(trace.episode_return());
  double reinforcement = limited(options_.gain * measured(trace.episode_return()) + options_.offset + addition);
  for (Index age = 0; age < trace.size(); ++age) {
    lessons.add(trace.observation(age), trace.action(age), reinforcement);
    reinforcement *= options_.decay;
  }
}

void Reinforcement::judge_by_rewards(const EpisodeTrace& trace, double following, Lessons& lessons) {
  const auto for_each_sum = [&](const auto& use) {
    double sum = following;
    for (Index age = 0; age < trace.size(); ++age) {
      sum = trace.reward(age) + options_.decay * sum;
      use(age, sum);
    }
  };
  moments_.fade();
  for_each_sum([&](Index /*age*/, double sum) { moments_.add(sum); });
  for_each_sum([&](Index age, double sum) {
    lessons.add(trace.observation(age), trace.action(age), limited(options_.gain * measured(sum) + options_.offset));
  });
}

}  // namespace rlrun::learners::reinforcement_modified
