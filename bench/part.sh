#!/usr/bin/env bash
# Keep what a command prints as a part of a page, in place of what stands there
# between "<!-- NAME -->" and "<!-- end of NAME -->", and show it. The page stays
# as it was when the command fails.
#
#     bench/part.sh PAGE NAME COMMAND...
set -euo pipefail
page=$1 name=$2
shift 2
begin="<!-- $name -->" end="<!-- end of $name -->"
if ! grep -qxF "$begin" "$page" || ! grep -qxF "$end" "$page"; then
    echo "part: $page has no part $name" >&2
    exit 2
fi
new=$(mktemp "$page.XXXXXX")
trap 'rm -f "$new" "$new.part"' EXIT
"$@" | tee "$new.part"
awk -v begin="$begin" -v end="$end" -v part="$new.part" '
    $0 == end { skips = 0 }
    !skips { print }
    $0 == begin {
        skips = 1
        while ((getline line <part) > 0) print line
    }' "$page" >"$new"
chmod --reference="$page" "$new"
mv "$new" "$page"
