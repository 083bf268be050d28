#!/usr/bin/env bash
# Installs the programs that some tests start. Never fails: a test whose program is missing skips itself and says so.
set -uo pipefail

missing=()
for program in redis-server chromium; do
  command -v "$program" >/dev/null || missing+=("$program")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root=()
# A CI machine may give root through sudo; on anybody else's machine that is not ours to use.
if [ "$(id -u)" -ne 0 ] && [ "${CI:-}" = true ]; then as_root=(sudo -n); fi
if ! { command -v apt-get >/dev/null && [ "$("${as_root[@]}" id -u 2>/dev/null)" = 0 ]; }; then
  echo "Cannot install ${missing[*]} here: tests that need them will be skipped." >&2
  exit 0
fi

"${as_root[@]}" apt-get update -qq >/dev/null
for package in "${missing[@]}"; do
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then
    echo "Could not install $package: tests that need it will be skipped." >&2
  fi
done
exit 0
