#!/usr/bin/env bash
# Runs the tests of SQL on ClickHouse itself, inside the process of the tests. CI does not: the engine takes 550 MB.
# The argument is a folder to install it into, which the next run finds again.
set -euo pipefail
cd "$(dirname "$0")/.."

export CHDB="${1:-${TMPDIR:-/tmp}/zoom-qss-chdb}"
if [ ! -d "$CHDB/node_modules/chdb" ]; then
  npm install --prefix "$CHDB" --no-audit --no-fund chdb@3.4.0
fi
npx vitest run --typecheck=false test/store/chdb.test.ts test/store/views.test.ts
