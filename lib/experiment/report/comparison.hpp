#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/experiment/inference.hpp"

namespace rlrun::experiment {

/// A goal that this project set itself.
struct Target {
  double value = 0.0;
  bool at_least = true;  ///< or at most
};

/// What a document says of a quantity: a claim in words or a number.
struct Published {
  std::string claim = {};               ///< as the document has it, in own words; empty: a number
  std::optional<Moments> numbers = {};  ///< of its runs; a single run has no deviation
};

enum class Verdict {
  holds,           ///< what was published or aimed at is so, by the test that is named
  differs,         ///< it is not so, by that test
  cannot_be_told,  ///< the runs tell neither
  too_few_seeds,   ///< fewer than `fewest_seeds` runs have ended
  not_judged,      ///< there is nothing to judge
  missing          ///< no run has ended
};

/// As it stands in reports.
std::string_view verdict_text(Verdict verdict);

/// A verdict says what was tested.
struct Judgement {
  Verdict verdict = Verdict::not_judged;
  std::string test = {};  ///< in words, with its figures; empty where nothing was tested
};

/// What the values of one metric over the seeds come to.
struct SeedFigures {
  std::size_t runs = 0;             ///< that have ended
  std::vector<double> values = {};  ///< of those of them that have one
  double mean = no_figure;
  double deviation = no_figure;  ///< with n - 1 in the denominator
  Interval interval = {};        ///< of the mean; of a share that of Clopper and Pearson
};

/// `values`: of the runs that have ended, nothing where a run has none. `share`: they are 0 or 1, their mean a share.
SeedFigures seed_figures(const std::vector<std::optional<double>>& values, bool share);

/// A goal holds where the whole interval of the mean is as good as it, and differs where the whole interval is worse.
/// Where there is no interval, since all values are equal or runs have none, the runs that are as good count: it holds
/// where the Clopper-Pearson interval of their share lies above one half, and differs where it lies below.
Judgement judge(const SeedFigures& figures, const Target& target);

/// Of a published mean with deviation: by Welch's test it holds where the interval of the difference lies within one
/// published deviation of 0, and differs where it leaves out 0. Of a single published run: it holds where the run lies
/// in the prediction interval of ours, and differs where it does not. Of a claim of shares: it holds where the interval
/// lies above one half, and differs where it lies below; other claims are not judged by one group of runs.
Judgement judge(const SeedFigures& figures, const Published& published, bool share);

/// Whether runs are better than others: by Welch's test or, where a run has no value or neither side varies, by the
/// interval of the probability of improvement, for which a run without a value is worse than all that have one.
Judgement judge_better(const SeedFigures& figures, const SeedFigures& others, bool lower_is_better);

}  // namespace rlrun::experiment
