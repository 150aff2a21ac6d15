#!/usr/bin/env bash
# Find a Chromium for the browser tests, or install Debian's when we are root; print its path.
set -euo pipefail

find_browser() {
    local name
    for name in ${GRIDIMPACT_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name"; then return 0; fi
    done
    return 1
}

find_browser && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium ..." >&2
    if apt-get update -qq >&2 \
        && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; then
        find_browser && exit 0
    fi
fi
echo "NO CHROMIUM FOUND: the browser tests do not run. Install chromium, or set GRIDIMPACT_CHROMIUM to its path." >&2
if [ -n "${CI:-}" ]; then exit 1; fi
