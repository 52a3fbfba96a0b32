#!/bin/sh
# From a bare machine to an installed project: `bootstrap.sh run` or `bootstrap.sh test`. Asks nothing, safe to repeat.
# Installs system packages only as root on Debian or Ubuntu; otherwise prints the exact line to type and goes on.
set -eu
cd "$(dirname "$0")/../.."
purpose=${1:-run}
mkdir -p .local

say() { printf '%s\n' "$*" >&2; }

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || ls /opt/homebrew/lib/"$1"* /usr/local/lib/"$1"* >/dev/null 2>&1; }

# --- What the system must have, and the packages that bring it -----------------------------------------
missing=""
need() { missing="$missing $1"; }
has_library libpango-1.0 || need libpango-1.0-0
has_library libpangoft2-1.0 || need libpangoft2-1.0-0
has_library libharfbuzz-subset || need libharfbuzz-subset0
fc-list 2>/dev/null | grep -qi dejavu || ls /usr/share/fonts/truetype/dejavu >/dev/null 2>&1 || need fonts-dejavu-core
if [ "$purpose" = test ]; then
    command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need chromium
    java -version >/dev/null 2>&1 || need default-jre-headless
fi
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # one word per package
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing$missing."
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update -q && apt-get install -qy --no-install-recommends $missing; } >.local/packages.log 2>&1 </dev/null ||
            { tail -n 5 .local/packages.log >&2; say "Could not install:$missing. Going on without."; }
    elif command -v apt-get >/dev/null 2>&1; then
        say "Missing system packages. Type this once, then start again for a complete office:"
        say "    sudo apt-get install --no-install-recommends$missing"
    elif command -v brew >/dev/null 2>&1; then
        say "Missing system packages. Type this once, then start again for a complete office:"
        say "    brew install pango font-dejavu"
    else
        say "Please install with your system's package manager what Debian calls:$missing"
    fi
fi

# --- uv: a working one, else a private one ---------------------------------------------------------------
# A version manager's placeholder named `uv` may exist and fail, so it is tried, not merely found.
find_uv() {
    for uv in uv "$HOME/.local/bin/uv" "$HOME/.cargo/bin/uv" .local/uv/bin/uv; do
        if "$uv" --version >/dev/null 2>&1; then return 0; fi
    done
    return 1
}
find_python() {
    for python in python3 /usr/bin/python3 /usr/local/bin/python3 python3.13 python3.12; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then return 0; fi
    done
    return 1
}
if ! find_uv; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && { ! find_python || ! "$python" -c 'import ensurepip' >/dev/null 2>&1; }; then
        DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends python3-venv >.local/packages.log 2>&1 </dev/null || true
    fi
    if ! find_python || ! "$python" -m venv .local/uv >/dev/null 2>&1; then
        say "Python 3 with its venv module is needed. On Debian or Ubuntu type:"
        say "    sudo apt-get install python3-venv"
        exit 1
    fi
    say "Installing uv for this project."
    if ! .local/uv/bin/pip install --quiet --disable-pip-version-check uv >.local/uv.log 2>&1 </dev/null; then
        cat .local/uv.log >&2
        exit 1
    fi
    uv=.local/uv/bin/uv
fi

# --- The Python packages, exactly as locked ----------------------------------------------------------------
# --inexact: `make run` does not take away what `make test` has installed.
groups="--no-default-groups --group localdb"
[ "$purpose" = test ] && groups="--group dev --group localdb"
# shellcheck disable=SC2086
sync() { "$uv" sync --quiet --frozen --inexact $groups "$@" </dev/null; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }
sync_with_any_python() {
    for python in python3 "$HOME"/.pyenv/versions/3.13*/bin/python "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python; do
        if is_new_enough "$python" && sync --python "$python" --no-python-downloads; then return 0; fi
    done
    return 1
}
if is_new_enough .venv/bin/python; then
    sync --python .venv/bin/python
elif ! sync 2>.local/sync.log; then
    # The wished-for Python is not here and could not be fetched: any installed 3.12 or newer will do.
    if ! sync_with_any_python; then
        cat .local/sync.log >&2
        say "Python 3.12 or newer is needed and could not be fetched. On Debian 13 or Ubuntu 24.04 type:"
        say "    sudo apt-get install python3 python3-venv"
        exit 1
    fi
fi
