#!/bin/sh
# Install the Debian packages named as arguments that are missing. With none
# missing nothing is asked and nothing done. On a system without apt-get, list
# them and stop.
set -eu

missing=
for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null ||
        true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "make deps: no apt-get here. Install what your system calls:" >&2
    for package in "$@"; do
        echo "  $package" >&2
    done
    exit 2
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "make deps: missing:$missing" >&2
        echo "Run as root: apt-get install$missing" >&2
        exit 2
    fi
    as_root=sudo
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing
