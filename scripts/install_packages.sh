#!/usr/bin/env bash
# Installs those of the named Debian packages that are missing. Needs root or sudo, and the network, only for these.
# Usage: scripts/install_packages.sh PACKAGE...
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

if ! command -v dpkg-query >/dev/null; then
  say "This is not a Debian system: please install by hand what these packages hold: $*"
  exit 0
fi

missing=()
for package in "$@"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    say "Missing packages: ${missing[*]}"
    say "Neither root nor sudo here. Please have installed: apt-get install ${missing[*]}"
    exit 1
  fi
  as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1 </dev/null
}
say "Installing ${missing[*]} ..."
# The package lists of a fresh machine are absent or old: they are fetched only where the installation needs them.
if ! apt_get install --yes --no-install-recommends "${missing[@]}" &&
  ! { apt_get update && apt_get install --yes --no-install-recommends "${missing[@]}"; }; then
  tail -n 20 "$log" >&2
  say "apt-get could not install: ${missing[*]}"
  say "Is the network reachable, and are Debian 12's main sources in /etc/apt?"
  exit 1
fi
