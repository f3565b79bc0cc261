#!/usr/bin/env bash
# Checks by its includes that the tree keeps the dependency direction: prints `file:line: what is wrong` and exits 1
# where it does not.
# Usage: check.sh TREE
set -euo pipefail
cd "$1"

# The layers that each layer may include, beside itself.
declare -A may_include=(
  [lib/core]=""
  [lib/config]="lib/core"
  [lib/nn]="lib/core"
  [envs]="lib/core lib/config"
  [lib/learners]="lib/core lib/config lib/nn"
  [lib/experiment]="lib/core lib/config generated"
  [apps]="lib/core lib/config lib/nn lib/learners lib/experiment envs"
  [generated]=""  # headers that the build writes
)

# The layers that may include each third-party library, known by the first part of its header's path.
declare -A may_be_included_by=(
  [yaml-cpp]="lib/config"
  [spdlog]="lib/experiment apps"
  [nlohmann]="lib/experiment apps"
  [openssl]="lib/experiment"
  [CLI]="apps"
  [Random123]="lib/core"
  [gtest]="" [gmock]="" [benchmark]=""
)

layer_of() {
  case $1 in
    lib/*/*) local rest=${1#lib/}; echo "lib/${rest%%/*}" ;;
    */*) echo "${1%%/*}" ;;
    *) echo "$1" ;;
  esac
}

contains() { [[ " $1 " == *" $2 "* ]]; }

# Prints what is wrong with a file of layer $1 that includes $2 ("path" or <path>); nothing where all is well.
finding() {
  local layer=$1 path=${2:1:-1}
  if [[ $2 == \"* ]]; then
    local target
    target=$(layer_of "$path")
    if [[ ! -v may_include[$target] ]]; then
      echo "\"$path\" does not begin with a layer: headers are named from the root of the repository"
    elif [[ $target != "$layer" ]] && ! contains "${may_include[$layer]}" "$target"; then
      echo "$layer must not include $target"
    fi
  else
    local library=${path%%/*}
    if [[ -v may_be_included_by[$library] ]] && ! contains "${may_be_included_by[$library]}" "$layer"; then
      echo "$layer must not include the library $library"
    fi
  fi
}

includes=$(grep -rnE --include='*.hpp' --include='*.cpp' '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' lib envs apps)
failed=0
while IFS= read -r found; do
  file=${found%%:*}
  rest=${found#*:}
  layer=$(layer_of "$file")
  [[ $rest =~ [\"\<][^\"\>]*[\"\>] ]]
  if [[ ! -v may_include[$layer] ]]; then
    wrong="$layer is no known layer"
  else
    wrong=$(finding "$layer" "${BASH_REMATCH[0]}")
  fi
  if [[ -n $wrong ]]; then
    echo "$file:${rest%%:*}: $wrong"
    failed=1
  fi
done <<<"$includes"
exit "$failed"
