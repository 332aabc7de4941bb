#!/usr/bin/env bash
# How much of the main content of web pages is kept, and how fast they are
# read: pages and snippets as pages.py takes them.
#
#     bench/pages.sh [FOLDER] [OPTION...]
#
# FOLDER has expected.json and pages.tar.zst (or pages/); default
# ../shared/html. Options are those of pages.py: --details lists every snippet
# that went wrong, --half first takes every other page, --worst N.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
source=${DEMARCHE_SHARED:-../shared}/html
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
    source=$1
    shift
fi
[ -r "$source/expected.json" ] || {
    echo "pages: no $source/expected.json: skipped" >&2
    exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -d "$source/pages" ]; then
    pages=$source/pages
else
    tar -xf "$source/pages.tar.zst" -C "$work" --zstd
    pages=$work/pages
fi
start=$(date +%s%N)
"$OUT/demarche-index" passages --json "$pages" \
    >"$work/passages.jsonl" 2>"$work/log" || [ $? -eq 2 ]
end=$(date +%s%N)
python3 bench/pages.py "$source/expected.json" "$@" <"$work/passages.jsonl"
printf '\n'
du -sbL "$pages" | awk -v ns=$((end - start)) '{
    printf "%.1f MB in %.2f s: %.1f MB/s, from file to passages\n", $1 / 1e6,
        ns / 1e9, $1 / 1e6 / (ns / 1e9) }'
