#!/usr/bin/env bash
# What codes cost in Rust, beside the nearest equal work of other libraries, in one run.
# Usage: benches/codes/compare.sh [rounds, default 25]
set -euo pipefail
cd "$(dirname "$0")"
exec cargo run --release --quiet -- "$@"
