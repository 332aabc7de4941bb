# demarche passages: what the indexer would cut, for reading and for programs.

bats_require_minimum_version 1.5.0
load helper

more_setup() {
    cat >talks.md <<'END'
---
title: Talks on fisheries
date: '2018-07-31'
source_url: https://ministry.example/talks
---

![The ministers](ministers.jpg)

The two ministers spoke about fisheries and agreed to meet
again before the end of the year.

- *First* point of the talks
END
}

@test "a statement is shown with what is known of it" {
    run --separate-stderr demarche passages talks.md
    assert_success
    assert_line 'talks.md'
    assert_line --regexp '^statement +talks$'
    assert_line --regexp '^title +Talks on fisheries$'
    assert_line --regexp '^date +2018-07-31 \(metadata\)$'
    assert_line --regexp '^url +https://ministry.example/talks$'
    assert_line --partial 'line 9  #1 paragraph'
    assert_line --partial 'agreed to meet again before'
    [ -z "$stderr" ]
}

@test "JSON has a passage a line, with its place in the file" {
    run --separate-stderr demarche passages --json talks.md
    assert_success
    [ "${#lines[@]}" -eq 2 ]
    first=${lines[0]}
    [ "$(jq -r .id <<<"$first")" = 'talks#1' ]
    [ "$(jq -r .line <<<"$first")" = 9 ]
    [ "$(jq -r .date_basis <<<"$first")" = metadata ]
    start=$(jq .byte_start <<<"$first")
    end=$(jq .byte_end <<<"$first")
    [ "$(tail -c +$((start + 1)) talks.md | head -c $((end - start)) |
        tr '\n' ' ')" = "$(jq -r .text <<<"$first")" ]
    [ "$(jq -r .kind <<<"${lines[1]}")" = bullet ]
    [ "$(jq -r .text <<<"${lines[1]}")" = 'First point of the talks' ]
}

@test "--all shows what was left out, in its place" {
    run demarche passages talks.md
    refute_output --partial 'furniture'
    assert_output --partial '(--all shows them)'
    run demarche passages --all --json talks.md
    assert_success
    [ "$(jq -r 'select(.kind == "furniture") | .text' <<<"$output")" = \
        'The ministers' ]
    [ "$(jq -r .line <<<"${lines[0]}")" = 7 ]
}

@test "what the user says wins over the file" {
    run demarche passages --json --issuer 'Ministry of Fish' --side RUS \
        --date 2019 --lang fr --url https://fish.example/ talks.md
    assert_success
    [ "$(jq -r '[.issuer, .issuer_side, .date, .language, .url] | join("|")' \
        <<<"${lines[0]}")" = \
        'Ministry of Fish|Russia|2019|fr|https://fish.example/' ]
}

@test "an option that makes no sense is wrong usage" {
    run demarche passages --date soon talks.md
    assert_failure 2
    assert_output --partial "--date: 'soon' is no date"
    run demarche passages --format wordstar talks.md
    assert_failure 2
    assert_output --partial 'text, markdown, html, pdf, docx'
    run demarche passages --lang 7 talks.md
    assert_failure 2
    run demarche passages
    assert_failure 2
}

@test "a metadata file in a folder above is obeyed, the nearest one first" {
    mkdir -p all/japan
    cp talks.md all/japan/one.md
    echo 'Some words about fisheries and nothing else.' >all/two.txt
    printf 'glob\tside\tspeaker\tdate\n*.txt\tFrance\tAnn Other\t2001-02-03\n*\tItaly\n' \
        >all/demarche.tsv
    printf '# ours\n\nglob\tcountry\none.md\tJPN\n' >all/japan/demarche.tsv
    run --separate-stderr demarche passages --json all
    assert_success
    [ -z "$stderr" ]
    [ "$(jq -r '[.statement, .issuer_side, .date, .speaker] | join("|")' \
        <<<"$output" | sort -u)" = "$(printf '%s\n' \
            'one|Japan|2018-07-31|' 'two|France|2001-02-03|Ann Other')" ]
}

@test "faults in a metadata file are told with line and column" {
    mkdir all
    echo 'Some words about fisheries and nothing else.' >all/two.txt
    printf 'glob\tside\tdate\n*.txt\tFrance\tnever\n*.txt\ta\t2001\textra\n' \
        >all/demarche.tsv
    run demarche passages --json all
    assert_failure 2
    assert_output --partial "all/demarche.tsv:2:14: 'never' is no date"
    assert_output --partial 'all/demarche.tsv:3:14: more columns'
    assert_output --partial '"issuer_side":"France"'
    printf 'glob\tcolour\n*.txt\tred\n' >all/demarche.tsv
    run demarche passages --json all
    assert_failure 2
    assert_output --partial 'all/demarche.tsv:1:6: no field has this name'
}

@test "records of JSON Lines are read as they stand, bad ones told" {
    cat >records.jsonl <<'END'
{"_id": "a", "title": "T", "text": "One line\nand two.", "metadata": {"date": "2015", "country": "FRA", "speaker": "Ann Other", "session": 70}}
{"_id": "b#7", "text": "Seventh passage."}
{"_id": "a", "text": "Again."}
{"_id": "c"}
{"_id": "d", "text": 5}
not JSON
{"_id": "e", "text": "Last.", "metadata": {"date": "soon"}}
END
    run --separate-stderr demarche passages --json records.jsonl
    assert_failure 2
    [ "$(jq -r .id <<<"$output" | tr '\n' ' ')" = 'a#1 b#7 e#1 ' ]
    [ "$(jq -r '[.text, .title, .date, .side, .speaker, .line] | join("|")' \
        <<<"${lines[0]}")" = 'One line and two.|T|2015|France|Ann Other|1' ]
    [ "$(jq -r .statement <<<"${lines[1]}")" = b ]
    start=$(jq .byte_start <<<"${lines[1]}")
    end=$(jq .byte_end <<<"${lines[1]}")
    [ "$(tail -c +$((start + 1)) records.jsonl | head -c $((end - start)))" = \
        'Seventh passage.' ]
    [[ $stderr == *"records.jsonl:3: a record 'a' stood before"* ]]
    [[ $stderr == *'records.jsonl:4: the record has no "text"'* ]]
    [[ $stderr == *'records.jsonl:5: the record has no "text"'* ]]
    [[ $stderr == *'records.jsonl:6:'*'bad JSON'* ]]
    [[ $stderr == *"warning: records.jsonl:7: date: 'soon' is no date"* ]]
}

@test "--split cuts the text of a record" {
    printf '{"_id": "a", "text": "First paragraph of the text.\\n\\nSecond one, which is not the first."}\n' \
        >records.jsonl
    run demarche passages --json --split records.jsonl
    assert_success
    [ "$(jq -r .id <<<"$output" | tr '\n' ' ')" = 'a#1 a#2 ' ]
    start=$(jq .byte_start <<<"${lines[1]}")
    [ "$(tail -c +$((start + 1)) records.jsonl | head -c 10)" = 'Second one' ]
}

@test "files of one name are told apart by the folders above them" {
    mkdir -p a/2018 a/2019
    echo 'Some words about fisheries.' >a/2018/talks.txt
    echo 'Other words about fisheries.' >a/2019/talks.txt
    echo 'More words about fisheries.' >a/2019/talks.md
    echo 'Single words about fisheries.' >a/2019/other.txt
    run demarche passages --json a
    assert_success
    [ "$(jq -r .statement <<<"$output" | tr '\n' ' ')" = \
        '2018/talks other 2019/talks.md 2019/talks.txt ' ] || {
        jq -r .statement <<<"$output"
        return 1
    }
}

@test "nothing to show is exit status 1" {
    : >empty.txt
    run demarche passages empty.txt
    assert_failure 1
    assert_output --partial 'empty.txt: empty'
}

@test "a label with the role behind the name is read" {
    printf '%s\n\n' '**Dr. Ann B. Other, Member**' \
        'Dr. Ann B. Other is a fellow for matters of the northern sea.' \
        '**Dr. Bea C. Third, Member**' \
        'Dr. Bea C. Third is a fellow for matters of the southern sea.' \
        >board.md
    run demarche passages --json board.md
    assert_success
}

@test "what says who speaks is explained, and is the same in JSON" {
    cat >meeting.txt <<'END'
Foreign Ministers of Japan and Russia meet

July 31, 2018

Both sides agreed to keep the talks going in spite of all that was said about Syria.

The Russian side stated that the drills of the United States were of no help to anybody.
END
    run --separate-stderr demarche passages --explain meeting.txt
    assert_success
    assert_line --regexp '^  why: collective, "Both sides agreed", bytes [0-9]+-[0-9]+; about: Syria$'
    assert_line --regexp '^  why: attributed, "The Russian side stated", bytes [0-9]+-[0-9]+; about: United States$'
    demarche passages --json meeting.txt >got
    assert_equal "$(jq -c '[.evidence, .about, .sides]' got)" \
        '["collective",["Syria"],["Japan","Russia"]]
["attributed",["United States"],["Russia"]]'
    # The cue is where it says.
    jq -r '.cue | @tsv' got | while read -r start end; do
        head -c "$end" meeting.txt | tail -c +$((start + 1))
        echo
    done >cues
    assert_equal "$(cat cues)" $'Both sides agreed\nThe Russian side stated'
    run --separate-stderr demarche passages meeting.txt
    refute_output --partial 'why:'
}

@test "how the issuer is known is told" {
    cat >note.txt <<'END'
Ministry of Foreign Affairs of Japan

A visit

The Minister left the capital today for a visit of three days to several places.
END
    run --separate-stderr demarche passages --explain note.txt
    assert_line '  why: issuer by a mark of the page, bytes 0-36'
    assert_line --partial 'why: stated, by the issuer itself'
    assert_equal "$(demarche passages --json note.txt |
        jq -c '[.issuer_basis, .issuer_cue, .cue]')" '["mark",[0,36],null]'
    assert_equal "$(demarche passages --json --issuer Somebody note.txt |
        jq -c '[.issuer_basis, .issuer_cue]')" '["metadata",null]'
}
