#!/usr/bin/env bash
# Let each fuzz target run for a number of seconds (60). What breaks it is left
# in $OUT/finds: mend it, and keep the input in tests/fuzz/inputs/NAME.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${OUT:?run me through make fuzz}"
seconds=${1:-60}
finds=$OUT/finds
mkdir -p "$finds"
failed=
for program in "$OUT"/tests/fuzz/fuzz_*; do
    [ -x "$program" ] && [ -f "$program" ] || continue
    name=$(basename "$program")
    name=${name#fuzz_}
    mkdir -p "$OUT/corpus/$name"
    echo "fuzz: $name, $seconds s"
    "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 \
        -max_len=16384 -artifact_prefix="$finds/$name-" -print_final_stats=1 \
        "$OUT/corpus/$name" "tests/fuzz/inputs/$name" \
        >"$OUT/fuzz-$name.log" 2>&1 || {
        failed="$failed $name"
        tail -n 30 "$OUT/fuzz-$name.log"
    }
    grep -E 'number_of_executed_units|average_exec' "$OUT/fuzz-$name.log"
done
[ -z "$failed" ] || echo "fuzz: failed:$failed; inputs are in $finds" >&2
[ -z "$failed" ]
