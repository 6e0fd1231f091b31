#!/usr/bin/env bash
# Every step in order; stops at the first that fails.
set -euo pipefail
for step in "$(dirname "$0")"/0[1-9]_*.sh; do
    printf '\n== %s\n' "$(basename "$step")" >&2
    "$step" "$@"
done
