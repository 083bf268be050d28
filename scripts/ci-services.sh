#!/usr/bin/env bash
# Installs the programs that some tests start: a Redis server, a Postgres server, nodes of NATS, a browser, other runtimes of
# JavaScript, and tools that read the schemas.
# Needs Debian and root, or sudo without a password. On other systems install redis-server, nats-server, Postgres and Chromium by hand and set CHROMIUM.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for program in redis-server chromium nats-server; do
  PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || missing+=("$program")
done
# Debian keeps the server's programs out of PATH.
if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then missing+=(postgresql); fi
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  "${as_root[@]}" apt-get update -qq >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

npm ci --prefix test/runtimes --no-audit --no-fund
npm ci --prefix test/tools --no-audit --no-fund
