#!/usr/bin/env bash
# Who speaks in the White House's transcripts: are all files read or reported,
# how long does it take, and which speaker has each passage, against the labels
# of the files as speakers.py reads them. Bold marks are taken out first, so
# that only the words tell what is a label.
#
#     bench/speakers.sh [FOLDER|ARCHIVE.tar.zst]
#
# default: ../shared/wh-briefings/wh-briefings.tar.zst. Figures are of all files
# of FOLDERS ("press-briefings speeches-remarks") and of 100 drawn from each by
# every seed of SEEDS ("2021 1 2"). JOBS=2 processes; ERRORS=20 shows so many
# passages that went wrong; DRAW=20 lists so many files to be read by hand.
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

for folder in ${FOLDERS:-press-briefings speeches-remarks}; do
    [ -d "$source/$folder" ] || continue
    cp -r "$source/$folder" "$work/$folder"
    find "$work/$folder" -name '*.md' -exec sed -i 's/\*\*//g' {} +
    printf '\n%s, %d of them with bold marks, taken out\n' "$folder" \
        "$(grep -rlF '**' "$source/$folder" | wc -l)"
    { "$OUT/demarche-index" passages --json "$work/$folder" 2>/dev/null ||
        [ $? -eq 2 ]; } |
        python3 bench/speakers.py --draw "${DRAW:-0}" \
            --errors "${ERRORS:-0}" --seeds "${SEEDS:-2021 1 2}" \
            "$work/$folder" "$source/$folder"
done
