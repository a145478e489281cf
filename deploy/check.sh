#!/usr/bin/env bash
# Format, lint, types and borders; every one is run, and one that fails fails the whole.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() { echo "== $1"; shift; "$@" || failed=1; }
step "format" .venv/bin/ruff format --check --quiet .
step "lint" .venv/bin/ruff check --quiet .
step "types" .venv/bin/mypy
step "borders" .venv/bin/lint-imports --no-cache
exit "$failed"
