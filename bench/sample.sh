#!/usr/bin/env bash
# Index the sample collection, run every topic, and hold the runs against the
# sample's judgements.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat corpus/judgements/*.qrels >"$work/qrels" 2>/dev/null || {
    echo "sample: no judgements in corpus/judgements: skipped" >&2
    exit 0
}
"$OUT/demarche" index -d "$work/index" corpus/statements
"$OUT/demarche" bench run -d "$work/index" --all-topics >"$work/run"
"$OUT/demarche" bench eval --complete --rel 2 \
    -m num_rel,num_rel_ret,map,ndcg_cut_10,P_5,recall_100 \
    "$work/qrels" "$work/run" | grep -v runid
