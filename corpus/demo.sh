#!/usr/bin/env bash
# Index the sample collection and show the three topics: what a new user
# should see first. Run by `make demo`; OUT is the folder of the programs.
set -eu
cd "$(dirname "$0")/.."
: "${OUT:=build/release}"
index=$OUT/demo-index
export PATH="$PWD/$OUT:$PATH"
export DEMARCHE_TOPICS=${DEMARCHE_TOPICS:-corpus/topics}

# say COMMAND: the line that the user can type to see the same.
say() {
    printf '\n$ %s/%s\n\n' "$OUT" "$1"
}

# Files that have not changed are skipped: begin anew, the program may have.
rm -rf "$index"
say "demarche index -d $index corpus/statements"
demarche index -d "$index" corpus/statements

for topic in missile-defense north-korea territorial-issues; do
    say "demarche topic -d $index -n 3 $topic"
    demarche topic -d "$index" -n 3 "$topic"
done

cat <<TEXT

The other topics:        $OUT/demarche topic
A search of your own:    $OUT/demarche search -d $index 'side:Japan "peace treaty"'
A passage in its page:   $OUT/demarche show -d $index ID
Your own statements:     $OUT/demarche index FOLDER
TEXT
