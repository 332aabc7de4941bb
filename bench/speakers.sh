#!/usr/bin/env bash
# Read the White House pages: are all read or reported, how long does it take,
# and who speaks in the press briefings, against the labels of the pages as
# speakers.py reads them.
#
#     bench/speakers.sh [FOLDER|ARCHIVE.tar.zst]
#
# default: ../shared/wh-briefings/wh-briefings.tar.zst. JOBS=2 processes;
# DRAW=20 lists so many files, drawn by a fixed seed, to be read by hand.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
source=${1:-../shared/wh-briefings/wh-briefings.tar.zst}
[ -e "$source" ] || {
    echo "speakers: no $source: skipped" >&2
    exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -f "$source" ]; then
    mkdir "$work/files"
    tar -xf "$source" -C "$work/files" --zstd
    source=$work/files
fi

# The collection's own README.md and LICENSE are no statements.
find "$source" -mindepth 2 -name '*.md' -print0 >"$work/names"
all=$(tr -cd '\0' <"$work/names" | wc -c)
start=$(date +%s%N)
"$OUT/demarche-index" index -d "$work/index" --jobs "${JOBS:-2}" "$source" \
    2>"$work/log" || [ $? -eq 2 ]
end=$(date +%s%N)
read_files=$("$OUT/demarche" status -d "$work/index" --json | jq .files)
grep -o '[0-9,]* files, .*' "$work/log" | tail -n 1 || cat "$work/log"
awk -v all="$all" -v read="$read_files" -v ns=$((end - start)) \
    -v told="$(grep -cE 'warning: |error: ' "$work/log" || true)" 'BEGIN {
    printf "%d pages, %d files read, %d told of; %.1f s\n", all, read, told,
        ns / 1e9 }'
{ "$OUT/demarche-index" passages --json "$source" 2>/dev/null || [ $? -eq 2 ]; } |
    python3 bench/speakers.py --draw "${DRAW:-0}" /press-briefings/
