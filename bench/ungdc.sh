#!/usr/bin/env bash
# Index the whole UN General Debate Corpus from its files, index it again with
# nothing changed, and time queries on it.
#
#     bench/ungdc.sh [FOLDER|ARCHIVE.tar.zst [INDEX]]
#
# default: ../shared/ungdc/ungdc.tar.zst, and an index that is removed again.
# JOBS=2 processes. Times are of the wall clock: let the machine do nothing
# else.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
source=${1:-../shared/ungdc/ungdc.tar.zst}
[ -e "$source" ] || {
    echo "ungdc: no $source: skipped" >&2
    exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
index=${2:-$work/index}
if [ -f "$source" ]; then
    mkdir "$work/files"
    tar -xf "$source" -C "$work/files" --zstd
    source=$work/files
fi

# Largest memory of any process of a running command, in MiB, to a file.
watch_memory() {
    local most=0 now
    while kill -0 "$1" 2>/dev/null; do
        now=$(pgrep -f "demarche-index index -d $index" |
            sed 's|.*|/proc/&/status|' | xargs -r cat 2>/dev/null |
            awk '/^VmHWM/ { if ($2 > most) most = $2 }
                END { printf "%d", most / 1024 }')
        [ "${now:-0}" -le "$most" ] || most=$now
        echo "$most" >"$work/memory"
        sleep 0.2
    done
}

# timed NAME COMMAND...: run it, print how long it took.
timed() {
    local name=$1 start end
    shift
    start=$(date +%s%N)
    "$@" 2>"$work/log" &
    local child=$!
    watch_memory "$child"
    wait "$child" || { cat "$work/log" >&2; exit 2; }
    end=$(date +%s%N)
    grep " statements, " "$work/log" || cat "$work/log"
    awk -v name="$name" -v ns=$((end - start)) -v most="$(cat "$work/memory")" \
        'BEGIN { printf "%s: %.1f s, at most %d MiB a process\n", name,
            ns / 1e9, most }'
}

bench/machine.sh
timed 'index' "$OUT/demarche-index" index -d "$index" --jobs "${JOBS:-2}" \
    "$source"
timed 'again, nothing changed' "$OUT/demarche-index" index -d "$index" \
    --jobs "${JOBS:-2}" "$source"
du -sh "$index" | awk '{ print "on disk: " $1 }'
"$OUT/demarche" bench speed -d "$index" --rounds 20 bench/queries/ungdc-speed.tsv
