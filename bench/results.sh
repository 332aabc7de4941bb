#!/usr/bin/env bash
# Every measure that this machine can take but those of relevance
# (relevance.sh), as Markdown on stdout:
#
#     make bench              keeps it in bench/RESULTS.md
#     bench/results.sh        shows it
#
# What ../shared lacks is skipped, saying so.
set -eu
cd "$(dirname "$0")/.."
export OUT=${OUT:-build/release}
shared=${DEMARCHE_SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# section TITLE COMMAND...: what a command prints, as it prints it. A command
# that ends with 1 has found something less than perfect, and said so.
section() {
    printf '\n### %s\n\n    $ %s\n' "$1" "${*:2}" |
        sed "s|$shared|../shared|g; s|$work/||g; \
            s|${UN_FILES:-none}|../shared/ungdc|g; \
            s|${WH_FILES:-none}|../shared/wh-briefings|g"
    "${@:2}" >"$work/out" 2>"$work/err" || [ $? -eq 1 ] ||
        echo "failed" >>"$work/err"
    cat "$work/out" "$work/err" | sed 's/^/    /'
}

echo '## Structure, speed and the rest'
echo
echo 'Made by `make bench`; do not edit.'
echo
bench/machine.sh
section 'Structure of the seeds' "$OUT/demarche-bench" structure \
    "$shared/seeds"
section 'Topics over the seeds' bench/seeds.sh "$shared/seeds"
section 'Topics over the sample collection' bench/sample.sh
[ ! -e "$shared/names/varcon.txt" ] || section 'British and American spelling' \
    "$OUT/demarche-bench" spelling "$shared/names/varcon.txt"
section 'Main content of web pages' bench/pages.sh "$shared/html"
section 'Speakers of press briefings' bench/speakers.sh \
    "${WH_FILES:-$shared/wh-briefings/wh-briefings.tar.zst}"
un=${UN_FILES:-$shared/ungdc/ungdc.tar.zst}
if [ -f "$un" ]; then
    mkdir "$work/un"
    tar -xf "$un" -C "$work/un" --zstd
    un=$work/un
fi
[ ! -d "$un" ] || section 'Copies made of UN speeches' bench/copies.sh "$un"
section 'Form letters taken for copies' bench/copies.sh --forms \
    "${WH_FILES:-$shared/wh-briefings/wh-briefings.tar.zst}"
section 'The whole UN General Debate Corpus' bench/ungdc.sh "$un" "$work/index"
[ ! -d "$un" ] || section 'Its clients' bench/clients.sh "$work/index" "$un"
