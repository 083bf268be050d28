#!/usr/bin/env bash
# Installs the programs that some tests start. Never fails: a test whose program is missing skips itself and says so.
set -uo pipefail

missing=()
for program in redis-server chromium; do
  command -v "$program" >/dev/null || missing+=("$program")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  # A CI machine may give root through sudo; a developer's machine is not ours to change.
  elif [ "${CI:-}" = true ]; then sudo -n "$@"
  else return 1; fi
}
if ! { command -v apt-get && as_root true; } >/dev/null 2>&1; then
  echo "Cannot install ${missing[*]} here: tests that need them will be skipped." >&2
  exit 0
fi

as_root apt-get update -qq >/dev/null
for package in "${missing[@]}"; do
  if ! as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then
    echo "Could not install $package: tests that need it will be skipped." >&2
  fi
done
exit 0
