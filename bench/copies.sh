#!/usr/bin/env bash
# How many copies of statements are found, and what else is taken for one:
# copies are made of COUNT statements below FOLDER, as copies.py does it.
#
#     bench/copies.sh FOLDER [COUNT] [OPTION...]
#
# --details lists each pair that was missed, and each that was not made.
#
#     bench/copies.sh --forms FOLDER|ARCHIVE.tar.zst
#
# The hard case against it: statements that few forms make, as the White House's
# on disasters, emergencies, bills, delegations and nominations. Lists each pair
# that is taken for copies, with how much of each stands in the other; some are,
# for a site may publish a statement twice.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
forms() {
    local source=$1
    [ -e "$source" ] || {
        echo "copies: no $source: skipped" >&2
        return
    }
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if [ -f "$source" ]; then
        mkdir "$work/all"
        tar -xf "$source" -C "$work/all" --zstd
        source=$work/all
    fi
    mkdir "$work/forms"
    find "$source" -name '*.md' -print0 | sort -z | python3 bench/copies.py \
        forms "$work/forms"
    "$OUT/demarche-index" index -d "$work/index" "$work/forms" 2>"$work/log"
    "$OUT/demarche-bench" copies -d "$work/index" |
        python3 bench/copies.py judge-forms "$work/forms"
}
if [ "${1:-}" = --forms ]; then
    forms "${2:?a folder or archive of statements}"
    exit
fi
[ -d "${1:?a folder of statements}" ] || {
    echo "copies: no folder $1: skipped" >&2
    exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 bench/copies.py make "$1" "$work/made" "${2:-350}"
"$OUT/demarche-index" index -d "$work/index" "$work/made" 2>"$work/log"
"$OUT/demarche-bench" copies -d "$work/index" |
    python3 bench/copies.py judge "$work/made" "${@:3}"
