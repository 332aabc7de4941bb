#!/usr/bin/env bash
# Give the judgements the numbers of today's cut. passages.tsv keeps for each
# judged passage the hash of its text, which stays when its number changes.
# Judgements whose passage is gone are named and dropped (exit status 1): judge
# them anew.
set -eu
cd "$(dirname "$0")"

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
demarche index -d "$work/index" ../statements >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 2
}
lost=0
for file in *.qrels; do
    code=0
    demarche bench judge follow -d "$work/index" --hashes passages.tsv \
        "$file" >"$work/$file" || code=$?
    [ "$code" -le 1 ] || exit "$code"
    [ "$code" -eq 0 ] || lost=1
done
demarche bench judge hashes -d "$work/index" "$work"/*.qrels >"$work/passages"
for file in *.qrels; do
    cat "$work/$file" >"$file"
done
cat "$work/passages" >passages.tsv
exit "$lost"
