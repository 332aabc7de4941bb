#!/usr/bin/env bash
# The daemon measured by its clients on an index, and one query by every way
# that a user has: its socket, the command with and without it, and SQLite's
# FTS5 over the same passages.
#
#     bench/clients.sh INDEX [FILES]
#
# INDEX is written to, and as it was at the end. FILES: what it was made from,
# for FTS5. SECONDS_ASKED=60, CLIENTS=64. Times are of the wall clock: let the
# machine do nothing else.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
index=$1 files=${2:-}
query='missile defence'
work=$(mktemp -d)
daemon=
trap '[ -z "$daemon" ] || kill "$daemon"; wait; rm -rf "$work"' EXIT
export XDG_RUNTIME_DIR=$work

bench/machine.sh
"$OUT/demarche" bench clients -d "$index" --commits \
    --seconds "${SECONDS_ASKED:-60}" --clients "${CLIENTS:-64}" \
    bench/queries/ungdc-speed.tsv || [ $? -eq 1 ]

# median COMMAND...: of 15 runs, in milliseconds.
median() {
    local i begun
    for ((i = 0; i < 15; i++)); do
        begun=$(date +%s%N)
        "$@" >"$work/out"
        echo $((($(date +%s%N) - begun) / 1000))
    done | sort -n | awk 'NR == 8 { printf "%.3f\n", $1 / 1000 }'
}

row() {
    printf '%-44s %10s ms\n' "$1" "$2"
}

echo "one query, '$query', each way: median"
mkfifo "$work/ready"
"$OUT/demarche" serve -d "$index" --ready-fd 4 4>"$work/ready" 2>"$work/log" &
daemon=$!
read -r _ <"$work/ready"
row 'daemon, a client in Python' \
    "$(bench/peers/client.py "$work/demarche/searchd.sock" "$query" 50)"
row 'demarche search, by the daemon' \
    "$(median "$OUT/demarche" search -d "$index" --json "$query")"
row 'demarche search --no-daemon' \
    "$(median "$OUT/demarche" search --no-daemon -d "$index" --json "$query")"
[ -d "$files" ] || exit 0
"$OUT/demarche" passages --json "$files" 2>"$work/log" |
    bench/peers/fts5.py build "$work/fts5.db"
row 'SQLite FTS5 in Python, words with OR' \
    "$(bench/peers/fts5.py ask "$work/fts5.db" "$query" 50)"
