#!/usr/bin/env bash
# Every measure that this machine can take, as Markdown on stdout:
#
#     make bench                          shows it
#     bench/results.sh > bench/RESULTS.md keeps it
#
# What ../shared lacks is skipped, saying so. UN_INDEX names an index of the UN
# passages (one record a passage) where one is there already.
set -eu
cd "$(dirname "$0")/.."
export OUT=${OUT:-build/release}
shared=${DEMARCHE_SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# section TITLE COMMAND...: what a command prints, as it prints it. A command
# that ends with 1 has found something less than perfect, and said so.
section() {
    printf '\n## %s\n\n    $ %s\n' "$1" "${*:2}" | sed "s|$shared|../shared|g"
    "${@:2}" >"$work/out" 2>"$work/err" || [ $? -eq 1 ] ||
        echo "failed" >>"$work/err"
    cat "$work/out" "$work/err" | sed 's/^/    /'
}

# The judged UN passages, as records, in an index.
un_index() {
    local dir=$work/un
    mkdir -p "$dir"
    tar -xf "$shared/ungdc/ungdc.tar.zst" -C "$dir" --zstd
    python3 "$shared/ungdc/passages.py" "$dir" \
        "$(find "$dir" -name speakers.tsv | head -n 1)" "$dir/un.jsonl" >&2
    "$OUT/demarche" index -d "$1" --format jsonl "$dir/un.jsonl"
    rm -rf "$dir"
}

echo '# Results'
echo
echo 'Made by `bench/results.sh`; do not edit.'
echo
bench/machine.sh
section 'Structure of the seeds' "$OUT/demarche-bench" structure \
    "$shared/seeds"
section 'Topics over the seeds' bench/seeds.sh "$shared/seeds"
section 'Topics over the sample collection' bench/sample.sh
[ ! -e "$shared/names/varcon.txt" ] || section 'British and American spelling' \
    "$OUT/demarche-bench" spelling "$shared/names/varcon.txt"
if [ -e "$shared/ungdc/ungdc.tar.zst" ]; then
    printf '\n## Ranking settings, on 12 judged UN topics\n\n'
    index=${UN_INDEX:-$work/un-index}
    [ -e "$index" ] || un_index "$index" 2>/dev/null
    echo 'Query: the text of the topic. The defaults are k1 0.9, b 0.4, section'
    echo '0.5, title 0.1. Plain BM25, with the usual b and neither headings nor'
    echo 'title, is the first row.'
    echo
    bench/settings.sh "$index" "$shared/ungdc/queries-dev.jsonl" \
        "$shared/ungdc/qrels-dev.txt" '1.2 0.75 0 0' '0.9 0.4 0 0' \
        '0.6 0.25 0.5 0.1' '0.6 0.4 0.5 0.1' '0.9 0 0.5 0.1' \
        '0.9 0.1 0.5 0.1' '0.9 0.25 0.5 0.1' '0.9 0.4 0.5 0.1' \
        '0.9 0.5 0.5 0.1' '0.9 0.75 0.5 0.1' '1.2 0.1 0.5 0.1' \
        '1.2 0.25 0.5 0.1' '1.2 0.4 0.5 0.1' '1.2 0.5 0.5 0.1' \
        '1.2 0.75 0.5 0.1' '2 0.4 0.5 0.1' '0.9 0.4 0.5 0' \
        '0.9 0.4 0.5 0.25' '0.9 0.4 0.5 0.5' '0.9 0.4 0.5 1'
else
    printf '\nNo %s: UN topics skipped.\n' ../shared/ungdc
fi
section 'Speakers of press briefings' bench/speakers.sh \
    "${WH_FILES:-$shared/wh-briefings/wh-briefings.tar.zst}"
section 'The whole UN General Debate Corpus' bench/ungdc.sh \
    "${UN_FILES:-$shared/ungdc/ungdc.tar.zst}"
