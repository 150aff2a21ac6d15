#!/usr/bin/env bash
# Install what some tests start or read with: PostgreSQL and pdftotext. Without root or apt those tests are left out, said aloud.
set -euo pipefail

missing=()
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} ..." >&2
    if apt-get update -qq >&2 \
        && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        exit 0
    fi
fi
echo "NOT FOUND: ${missing[*]}. The tests that need them do not run." >&2
if [ -n "${CI:-}" ]; then exit 1; fi
