#!/usr/bin/env bash
# Installs what some tests start for themselves; a test whose program is missing skips itself and says so.
set -uo pipefail

missing=()
for program in redis-server chromium; do
  command -v "$program" >/dev/null || missing+=("$program")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if ! { command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; }; then
  echo "Missing, and cannot be installed here: ${missing[*]}. Their tests will be skipped." >&2
  exit 0
fi

apt-get update -qq >/dev/null
for package in "${missing[@]}"; do
  if ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then
    echo "$package could not be installed: its tests will be skipped." >&2
  fi
done
exit 0
