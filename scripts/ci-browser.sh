#!/usr/bin/env bash
# Installs the browser that the report is tested in, where that is possible. Without it those tests are skipped, and say so.
set -uo pipefail

if command -v chromium >/dev/null; then
  echo "Browser: $(command -v chromium)"
elif [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "No browser, and no right to install one: the report will not be tested in a browser." >&2
elif ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null; then
  echo "The browser could not be installed: the report will not be tested in a browser." >&2
fi
