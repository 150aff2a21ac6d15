#!/usr/bin/env bash
# Make .venv with the locked packages: tools/environment.sh LOCKFILE
set -euo pipefail
cd "$(dirname "$0")/.."

lock=$1
venv=.venv
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    echo "error: Python 3.11 or newer is needed (on Debian: apt-get install python3.11 python3.11-venv)." >&2
    echo "       If it has another name, say so: make PYTHON=/path/to/python" >&2
    return 1
}

make_venv() {
    "$1" -m venv "$venv" >/dev/null 2>&1 && "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

if ! [ -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making $venv with $("$python" --version) ..."
    rm -rf "$venv"
    if ! make_venv "$python"; then
        # Debian keeps the venv module in a package of its own.
        package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
        if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
            echo "error: $python cannot make environments; install $package (or your system's name for it)." >&2
            exit 1
        fi
        echo "Installing $package ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
        rm -rf "$venv"
        make_venv "$python" || { echo "error: $python still cannot make environments." >&2; exit 1; }
    fi
fi

wanted=$(sort -u "$lock" requirements.lock | grep -c '==' || true)
echo "Installing about $wanted packages from $lock (a few minutes the first time) ..."
# One line per package that is fetched, so that a slow link shows progress.
"$venv/bin/python" -m pip install --progress-bar off -r "$lock" \
    | { grep -E '^(Collecting|Installing collected)' || true; } \
    | sed -u -E 's/^Collecting ([^ ]+).*/  \1/; s/^Installing collected.*/Installing and compiling .../'
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
"$venv/bin/python" -m compileall -q src
