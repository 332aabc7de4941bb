#!/usr/bin/env bash
# Give the judgements the ids of today's cut. passages.tsv keeps for each
# judged passage the hash of its text, which stays when its number changes.
# Judgements whose passage is gone are named and dropped: judge them anew.
set -eu
cd "$(dirname "$0")"

today=$(mktemp) || exit 1
trap 'rm -f "$today" "$today".*' EXIT
demarche passages --json ../statements |
    jq -r '[.id, .hash] | @tsv' >"$today"

# The statement's id and the hash of its passage are the key.
awk -F'\t' -v OFS=' ' '
    function statement(id) { sub(/#[0-9]+$/, "", id); return id }
    FILENAME == ARGV[1] { now[statement($1), $2] = $1; next }
    (statement($1), $2) in now { print $1, now[statement($1), $2]; next }
    { print "renumber: gone: " $1 >"/dev/stderr" }
' "$today" passages.tsv >"$today.ids"

for file in *.qrels; do
    awk 'NR == FNR { now[$1] = $2; next }
        $3 in now { print $1, $2, now[$3], $4 }' "$today.ids" "$file" |
        LC_ALL=C sort -t'#' -k1,1 -k2,2n >"$today.new"
    cat "$today.new" >"$file"
done
cat ./*.qrels | awk '{ print $3 }' | LC_ALL=C sort -u >"$today.judged"
awk -F'\t' 'NR == FNR { judged[$1]; next } $1 in judged' \
    "$today.judged" "$today" | LC_ALL=C sort >passages.tsv
