#!/usr/bin/env bash
# Index the statements of a gold folder without any metadata, run every topic
# of the table, and print each judged topic's average precision with grade 2
# and more relevant. Exit status 1 when one is under 1.
#
#     bench/seeds.sh [FOLDER]        default: ../shared/seeds
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
seeds=${1:-../shared/seeds}
[ -e "$seeds/gold-passages.jsonl" ] || {
    echo "seeds: no gold files in $seeds: skipped" >&2
    exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The gold numbers passages as the cut does: FILE#N without the ending.
jq -r 'to_entries as $all | .topics // {} | to_entries[] as $topic |
    ($all | from_entries) as $passage |
    "\($topic.key) 0 \($passage.file | sub("\\.[^.]*$"; ""))#\($passage.n)" +
    " \($topic.value)"' "$seeds/gold-passages.jsonl" >"$work/qrels"
mapfile -t files < <(jq -r .file "$seeds/gold-statements.jsonl")
"$OUT/demarche" index -d "$work/index" "${files[@]/#/$seeds/}" 2>"$work/log" ||
    { cat "$work/log" >&2; exit 2; }
"$OUT/demarche" bench run -d "$work/index" --all-topics >"$work/run"
"$OUT/demarche" bench eval -q --rel 2 -m map,num_rel,ndcg_cut_10 \
    "$work/qrels" "$work/run" | tee "$work/figures" | grep -v runid
! awk -F '\t' '$1 ~ /^map/ && $3 < 1' "$work/figures" | grep -q .
