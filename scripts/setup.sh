#!/usr/bin/env bash
# Makes a bare Debian 12 ready: installs what is missing, then configures and builds the `release` preset in
# build/release. Run again, it does nothing. All its output goes to stderr.
# Usage: scripts/setup.sh [TARGET...]     (default: everything, the tests included)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/install_packages.sh \
  cmake g++ git ninja-build \
  libcli11-dev libeigen3-dev libspdlog-dev libssl-dev librandom123-dev libxxhash-dev libyaml-cpp-dev \
  nlohmann-json3-dev libgmock-dev libgtest-dev gnuplot-nox

mkdir -p build
log=build/configure.log
if ! cmake --preset release >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
cmake --build --preset release --target "${@:-all}" -- --quiet >&2
