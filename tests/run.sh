#!/usr/bin/env bash
# Run unit tests (cmocka programs, named as arguments) and command tests (all
# tests/cli/*.bats), and close with "N passed, N failed", counted from the TAP
# lines that really came. A program that ends badly counts as a failure of its
# own, so that a crash cannot pass for a short run.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${OUT:?run me through make test}"
export OUT
export PATH="$PWD/$OUT:$PATH"
export LC_ALL=C.UTF-8
# libxapian's own check of a shard frees an object by another size.
export ASAN_OPTIONS=new_delete_type_mismatch=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
unset DEMARCHE_INDEX DEMARCHE_TOPICS
logs=$OUT/test-logs
rm -rf "$logs" && mkdir -p "$logs"

jobs_most=$(nproc 2>/dev/null || echo 2)

# run_one NAME COMMAND...: the command's TAP goes to $logs/NAME.tap.
run_one() {
    local name=$1 code
    shift
    "$@" >"$logs/$name.tap" 2>"$logs/$name.err"
    code=$?
    if [ "$code" -ne 0 ] && ! grep -q '^not ok' "$logs/$name.tap"; then
        echo "not ok - $name ended with status $code" >>"$logs/$name.tap"
    fi
    if ! grep -qE '^(not )?ok' "$logs/$name.tap"; then
        echo "not ok - $name ran no test" >>"$logs/$name.tap"
    fi
}

wait_for_room() {
    while [ "$(jobs -rp | wc -l)" -ge "$jobs_most" ]; do
        wait -n
    done
}

export CMOCKA_MESSAGE_OUTPUT=TAP
for program in "$@"; do
    wait_for_room
    run_one "$(basename "$program")" "$program" &
done
for script in tests/cli/*.bats; do
    [ -e "$script" ] || continue
    wait_for_room
    run_one "$(basename "$script" .bats)" bats --tap "$script" &
done
wait

passed=$(cat "$logs"/*.tap | grep -cE '^ok ')
skipped=$(cat "$logs"/*.tap | grep -ciE '^ok .*# skip')
failed=$(cat "$logs"/*.tap | grep -cE '^not ok')
grep -hiE '^ok .*# skip' "$logs"/*.tap | sed 's/^/skipped: /'
for log in "$logs"/*.tap; do
    if grep -q '^not ok' "$log"; then
        echo "--- $(basename "$log" .tap)"
        grep -vE '^ok ' "$log" | head -n 80
        head -n 40 "${log%.tap}.err"
    fi
done
echo
if [ "$skipped" -gt 0 ]; then
    echo "$((passed - skipped)) passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
