#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "lib/core/types.hpp"

/// Reference data: files below the directory that the environment variable RLRUN_GOLDEN_DIR names (default:
/// tests/data), in its folders nn, rgrl and envs. Tests take every file of a kind and read all sizes from it.
namespace rlrun::golden {

using Json = nlohmann::json;

/// All files `<folder>/<prefix>*<extension>`, sorted. Throws when there is none, so that a test without data fails.
std::vector<std::filesystem::path> files(std::string_view folder, std::string_view prefix,
                                         std::string_view extension = ".json");

Json read_json(const std::filesystem::path& path);

/// A tensor {"shape": [...], "data": [row-major]}: the last dimension is the columns, all others together the rows.
/// A tensor of one dimension is one column. Throws when shape and data disagree.
Matrix<double> matrix(const Json& tensor);

/// As `matrix`, transposed: one column for each vector along the last dimension, so that a batch stands in columns.
Matrix<double> columns(const Json& tensor);

/// A tensor (B x T x n), or (T x B x n) without `batch_first`, as (n x T*B): step t in columns [t * B, (t + 1) * B).
Matrix<double> time_major(const Json& tensor, bool batch_first);

/// True when every entry differs by at most tolerance * max(1, |expected|).
testing::AssertionResult close(const MatrixView<double>& actual, const MatrixView<double>& expected,
                               double tolerance = 1e-11);

}  // namespace rlrun::golden
