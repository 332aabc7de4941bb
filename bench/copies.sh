#!/usr/bin/env bash
# How many copies of statements are found, and what else is taken for one:
# copies are made of COUNT statements below FOLDER, as copies.py does it.
#
#     bench/copies.sh FOLDER [COUNT] [OPTION...]
#
# --details lists each pair that was missed, and each that was not made.
set -eu
cd "$(dirname "$0")/.."
OUT=${OUT:-build/release}
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
