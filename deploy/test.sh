#!/usr/bin/env bash
# Everything that must hold: checks first, then all tests. Installs a browser for the tests where it may.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi; }

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if ! find_browser >/dev/null; then
    echo "Installing a browser for the tests"
    if ! { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } >/dev/null; then
        echo "No browser could be installed: browser tests will be skipped." >&2
    fi
fi
deploy/check.sh
failed=0
# Two at a time, by files and in their order: the journeys in the browser, which take longest, begin first.
.venv/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not alone" || failed=1
# How long somebody waits is measured with nothing beside it.
.venv/bin/python -m pytest -m alone || failed=1
exit "$failed"
