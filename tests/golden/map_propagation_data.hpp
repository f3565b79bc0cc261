#pragma once

#include "lib/learners/map_propagation/critic_factor.hpp"
#include "lib/learners/map_propagation/team.hpp"
#include "tests/golden/golden_data.hpp"

/// Reference data of MAP propagation: nested lists, batches row by row, weights as [layer][input][output].
namespace rlrun::golden::map_propagation {

using namespace learners::map_propagation;

/// A list of rows (B x n) as (n x B); a list of numbers as (1 x B).
Matrix<double> batch(const Json& rows);

/// One matrix (units x B) for each entry.
std::vector<Matrix<double>> layers(const Json& list);

StochasticNetwork network(const Json& net);

/// The network's parameters from {"W": ..., "b": ...}.
nn::Parameters<double> parameters(const StochasticNetwork& network, const Json& weights);

/// A team of a file's network with its first weights, and one slot for each column of its batches. `optimiser`: "plain"
/// or a description that begins with "adam".
Team<double> team(const Json& net, const Json& weights, LearningRates rates, const std::string& optimiser);

/// Input and drawn values as set_values takes them.
std::vector<Matrix<double>> with_input(const Json& input, const Json& sampled);

CriticFactor factor(const std::string& gate);

/// One factor of the local rule for each column of the team's batch.
std::vector<double> factors(const Team<double>& team, CriticFactor kind);

/// True when every entry differs by at most tolerance times the largest of `expected`.
testing::AssertionResult close_to_largest(const MatrixView<double>& actual, const MatrixView<double>& expected,
                                          double tolerance);

void expect_parameters(const nn::Parameters<double>& actual, const StochasticNetwork& network, const Json& expected,
                       double tolerance);

}  // namespace rlrun::golden::map_propagation
