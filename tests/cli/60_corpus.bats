# The sample collection: what its README promises holds of every file.

load helper

more_setup() {
    STATEMENTS=$TOP/corpus/statements
    NOTE='Sample text written for the Demarche project'
    NOTE+='|Образец текста, написанный для проекта Demarche'
    NOTE+='|Demarcheプロジェクトのために公開情報に基づいて書かれた見本文'
    NOTE+="|Texte d'exemple rédigé pour le projet Demarche"
}

# The files that hold statements; metadata files are none.
statements() {
    find "$STATEMENTS" -type f ! -name '*.tsv' | LC_ALL=C sort
}

# first_lines FILE: in UTF-8; of a page or PDF its text, whatever its character set.
first_lines() {
    if [ "${1%.html}" != "$1" ] || [ "${1%.pdf}" != "$1" ]; then
        demarche passages --all "$1" | head -n 80
    else
        head -n 12 "$1"
    fi
}

# cut_all: the passages of the whole collection, one JSON object a line.
cut_all() {
    demarche passages --json "$STATEMENTS" >cut.jsonl
}

@test "each statement says on its first lines that it is a sample text" {
    local file bad=0
    while read -r file; do
        if ! first_lines "$file" | grep -qE "$NOTE"; then
            echo "no note in $file"
            bad=1
        fi
    done < <(statements)
    [ "$(statements | wc -l)" -ge 34 ]
    [ "$bad" -eq 0 ]
}

@test "no two statements have one id" {
    run bash -c "$(declare -f statements); STATEMENTS='$STATEMENTS'
        statements | sed 's|.*/||; s|\.[a-z]*$||' | sort | uniq -d"
    assert_success
    assert_output ''
}

@test "every Turtle file of the topics parses, and each topic is whole" {
    local name
    run demarche topic
    assert_success
    for name in missile-defense north-korea territorial-issues abductions \
        syria non-proliferation sanctions joint-economic-activities \
        peace-treaty visa-facilitation counter-narcotics energy climate \
        peacekeeping council-reform disarmament terrorism human-rights \
        iran-nuclear ukraine middle-east-peace cyber maritime-security \
        humanitarian-aid refugees development arms-trade space; do
        assert_output --regexp "(^|[^a-z-])$name([^a-z-]|\$)"
    done
}

@test "enough statements of each language, each of 4 to 25 passages" {
    cut_all
    run jq -rs '[.[] | select(.file | endswith(".jsonl") | not)]
        | group_by(.statement)[]
        | select(length < 4 or length > 25)
        | "\(.[0].statement): \(length) passages"' cut.jsonl
    assert_success
    assert_output ''
    run jq -rs 'group_by(.statement) | map(.[0].language) | group_by(.)
        | map({(.[0]): length}) | add
        | .en >= 20 and .ru >= 4 and .ja >= 4 and .fr >= 4' cut.jsonl
    assert_output true
}

@test "the note is no passage of its own statement's text" {
    cut_all
    run jq -r --arg note "$NOTE" 'select(.file | endswith(".jsonl") | not)
        | select(.text | test($note)) | .id' cut.jsonl
    assert_success
    assert_output ''
}

@test "every judged passage is cut as it was when it was judged" {
    cut_all
    jq -r '[.id, .hash] | @tsv' cut.jsonl | LC_ALL=C sort >cut
    # Else run corpus/judgements/renumber.sh.
    run comm -13 cut "$TOP/corpus/judgements/passages.tsv"
    assert_output ''
    cut -f1 "$TOP/corpus/judgements/passages.tsv" >known
    cat "$TOP"/corpus/judgements/*.qrels | awk '{print $3}' |
        LC_ALL=C sort -u >judged
    run diff known judged
    assert_success
}

@test "judgements are TREC lines, no passage judged twice, for eight topics" {
    local file
    for file in "$TOP"/corpus/judgements/*.qrels; do
        run awk -v topic="$(basename "$file" .qrels)" 'NF != 4 || $1 != topic ||
            $2 != 0 || $4 !~ /^[0-3]$/ || seen[$3]++' "$file"
        assert_output ''
    done
    [ "$(find "$TOP/corpus/judgements" -name '*.qrels' | wc -l)" -ge 8 ]
}

@test "renumber.sh finds judged passages again by their hashes" {
    mkdir -p copy/statements
    cp -r "$TOP/corpus/judgements" copy/
    cp -r "$STATEMENTS"/. copy/statements/
    sed -i 's/abm-treaty-withdrawal-2001-us#2\b/abm-treaty-withdrawal-2001-us#77/' \
        copy/judgements/*.qrels copy/judgements/passages.tsv
    run copy/judgements/renumber.sh
    assert_success
    assert_output ''
    run diff -r "$TOP/corpus/judgements" copy/judgements
    assert_success
}

@test "the named topics find the judged passages, best first" {
    local topic
    demarche index -d index "$STATEMENTS" >/dev/null
    export DEMARCHE_TOPICS=$TOP/corpus/topics
    for topic in missile-defense north-korea territorial-issues; do
        demarche topic -d index --json -n 5 "$topic" | jq -r .id >found
        awk 'NR == FNR { grade[$3] = $4; next } grade[$1] >= 2 { n++ }
            END { exit n != 5 }' "$TOP/corpus/judgements/$topic.qrels" found
    done
}

@test "each named topic has eight answers in several statements, and traps" {
    local topic
    cat "$TOP"/corpus/judgements/*.qrels >judged
    for topic in missile-defense north-korea territorial-issues; do
        awk -v t=$topic '$1 == t && $4 >= 2 { n++; sub(/#.*/, "", $3); s[$3] }
            $1 == t && $4 == 0 { traps++ }
            END { exit !(n >= 8 && length(s) >= 4 && traps >= 3) }' judged
    done
}
