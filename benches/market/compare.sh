#!/usr/bin/env bash
# Days on market by this library, DuckDB, Polars and pandas: the same answer, and how fast.
# Usage: benches/market/compare.sh [rows, default 5000000] [folder, default target/market-bench]
set -euo pipefail
cd "$(dirname "$0")/../.."
rows="${1:-5000000}"
folder="${2:-target/market-bench}"
mkdir -p "$folder"
if [ ! -x "$folder/venv/bin/python" ]; then
  python3 -m venv "$folder/venv"
fi
"$folder/venv/bin/pip" install --quiet --requirement benches/market/requirements.txt
cargo build --release --package doorward-market-bench
tool="$(cargo metadata --format-version 1 --no-deps |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')/release/doorward-market-bench"
exec "$folder/venv/bin/python" benches/market/compare.py --tool "$tool" --folder "$folder" --rows "$rows"
