#!/usr/bin/env bash
# Measure ranking settings on judged queries: a table in Markdown, one row a
# setting. The passages must be in the index already.
#
#     bench/settings.sh INDEX QUERIES QRELS [ROW...]
#
# A row is "k1 b section title"; without rows the grid around the defaults.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
OUT=${OUT:-$here/build/release}
index=$1 queries=$2 qrels=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# figure NAME OPTION...: one figure of the run.
figure() {
    local name=$1
    shift
    "$OUT/demarche" bench eval -c -m "$name" "$@" "$qrels" "$work/run" |
        awk -F '\t' -v name="$name" '{ gsub(/ +/, "", $1) }
            $1 == name { printf "%s", $3 }'
}

measure() {
    "$OUT/demarche" bench run -d "$index" --k1 "$1" --b "$2" --section "$3" \
        --title "$4" "$queries" >"$work/run"
    printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$1" "$2" "$3" "$4" \
        "$(figure ndcg_cut_10)" "$(figure map)" \
        "$(figure map --rel 2 --condensed)" "$(figure judged_10)"
}

printf '| k1 | b | section | title | nDCG@10 | AP | AP, grade 2, condensed | judged@10 |\n'
printf '|---|---|---|---|---|---|---|---|\n'
if [ $# -gt 0 ]; then
    for row in "$@"; do
        read -r k1 b section title <<<"$row"
        measure "$k1" "$b" "$section" "$title"
    done
    exit
fi
for k1 in 0.6 0.9 1.2 1.6 2; do
    for b in 0 0.1 0.25 0.5 0.75; do
        measure "$k1" "$b" 0.5 0.1
    done
done
for title in 0 0.1 0.25 0.5 1; do
    measure 1.2 0.1 0.5 "$title"
done
