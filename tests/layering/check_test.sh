#!/usr/bin/env bash
# Shows that check.sh accepts what it should and refuses what it should, on small trees made for the purpose.
set -euo pipefail
check=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/check.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

# Leaves a tree in which the file $1 includes $2.
make_tree() {
  rm -rf "${tree:?}"/*
  mkdir -p "$tree"/{lib,envs,apps} "$tree/$(dirname "$1")"
  printf '#pragma once\n#include %s\n' "$2" >"$tree/$1"
}

expect_accepted() {
  make_tree "$1" "$2"
  if ! "$check" "$tree" >/dev/null; then
    echo "refused, but allowed: $1 includes $2"
    failed=1
  fi
}

expect_refused() {
  make_tree "$1" "$2"
  local message
  if message=$("$check" "$tree" 2>&1); then
    echo "accepted, but forbidden: $1 includes $2"
    failed=1
  elif [[ $message != "$1:2: "* ]]; then
    echo "the message does not begin with the place: $message"
    failed=1
  fi
}

expect_accepted lib/core/a.hpp '<Eigen/Core>'
expect_accepted lib/core/a.hpp '"lib/core/b.hpp"'
expect_accepted lib/config/a.hpp '<yaml-cpp/parser.h>'
expect_accepted lib/nn/a.hpp '"lib/core/types.hpp"'
expect_accepted lib/learners/x/a.hpp '"lib/nn/dense.hpp"'
expect_accepted envs/x/a.hpp '"lib/config/factories.hpp"'
expect_accepted apps/rlrun/a.cpp '"lib/learners/x/a.hpp"'
expect_accepted apps/rlrun/a.cpp '"envs/x/a.hpp"'

expect_refused lib/core/a.hpp '"lib/config/reader.hpp"'
expect_refused lib/config/a.hpp '"lib/nn/dense.hpp"'
expect_refused lib/nn/a.hpp '"lib/config/reader.hpp"'
expect_refused lib/learners/x/a.hpp '"envs/x/a.hpp"'
expect_refused lib/learners/x/a.hpp '"lib/experiment/records.hpp"'
expect_refused envs/x/a.hpp '"lib/nn/dense.hpp"'
expect_refused envs/x/a.hpp '"lib/learners/x/a.hpp"'
expect_refused lib/experiment/a.cpp '"lib/learners/x/a.hpp"'
expect_refused lib/experiment/a.cpp '"envs/x/a.hpp"'
expect_refused lib/experiment/a.cpp '"apps/rlrun/a.hpp"'
expect_refused apps/rlrun/a.cpp '"tests/golden/csv_table.hpp"'
expect_refused lib/core/a.hpp '"types.hpp"'
expect_refused lib/unknown/a.hpp '<vector>'
expect_refused lib/nn/a.hpp '<yaml-cpp/yaml.h>'
expect_refused lib/learners/x/a.hpp '<spdlog/spdlog.h>'
expect_refused lib/core/a.hpp '<gtest/gtest.h>'

exit "$failed"
