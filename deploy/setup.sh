#!/usr/bin/env bash
# Makes a checkout ready to run: the virtual environment, locked dependencies, third-party browser files, kernels.
# Each step is skipped when what it makes is newer than what it is made from.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi; }

find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Postlens needs Python 3.11 or newer. Install it (Debian, Ubuntu: apt install python3)." >&2
    exit 1
}

make_environment() {
    [ -x .venv/bin/pip ] && return
    local python
    python=$(find_python)
    rm -rf .venv
    if ! "$python" -m venv .venv 2>/dev/null; then
        # Debian ships Python without its venv module.
        echo "Installing the venv module of $python" >&2
        as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv >/dev/null
        rm -rf .venv
        "$python" -m venv .venv
    fi
}

install_packages() {
    local stamp=.venv/.packages
    if [ ! -e "$stamp" ] || [ requirements.lock -nt "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
        echo "Installing locked packages"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
        touch "$stamp"
    fi
}

find_npm() {
    if command -v npm >/dev/null; then
        echo npm
    else
        # Node as a Python package, for machines without it; locked like the rest.
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
            -r deploy/frontend/node.lock
        echo "$PWD/.venv/bin/npm"
    fi
}

unpack_frontend() {
    local stamp=assets/vendor/.unpacked lock=deploy/frontend/package-lock.json
    if [ -e "$stamp" ] && [ ! "$lock" -nt "$stamp" ]; then return; fi
    echo "Unpacking browser files"
    local npm modules=deploy/frontend/node_modules
    npm=$(find_npm)
    PATH="$PWD/.venv/bin:$PATH" "$npm" ci --prefix deploy/frontend --ignore-scripts --no-audit --no-fund --silent
    rm -rf assets/vendor
    mkdir -p assets/vendor/{bootstrap,icons,inter,plotly}
    cp "$modules/bootstrap/dist/css/bootstrap.min.css" assets/vendor/bootstrap/
    cp -r "$modules/bootstrap-icons/font/bootstrap-icons.min.css" "$modules/bootstrap-icons/font/fonts" assets/vendor/icons/
    cp -r "$modules/@fontsource-variable/inter/index.css" "$modules/@fontsource-variable/inter/files" assets/vendor/inter/
    cp "$modules/plotly.js-strict-dist-min/plotly-strict.min.js" assets/vendor/plotly/
    touch "$stamp"
}

compile_kernels() {
    local stamp=.venv/.kernels
    local kernels=(services/algorithms services/importers/bulk/compiled)
    if [ -e "$stamp" ] && [ -z "$(find "${kernels[@]}" -name '*.py' -newer "$stamp" -print -quit)" ]; then return; fi
    echo "Compiling kernels"
    .venv/bin/python -c 'from services.algorithms.warm import compile_kernels; compile_kernels()'
    .venv/bin/python -c 'from services.importers.bulk.compiled.warm import compile_scan; compile_scan()'
    touch "$stamp"
}

make_environment
install_packages
unpack_frontend
compile_kernels
