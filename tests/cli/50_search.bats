# demarche search: what is found, in which order, and how it is shown.

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    cat >in/talks.txt <<'TEXT'
Talks between the two foreign ministers (Overview)

July 31, 2018

1. Missile defense

  • The ministers discussed the deployment of missile defence systems in the region, and the side of Norland explained that the systems are purely defensive and threaten nobody at all.

2. Northern Isles

  • The ministers agreed to continue the negotiations on a treaty of peace in a calm atmosphere, and to meet again before the end of the year in the capital of the other country.
TEXT
    cat >in/lecture.md <<'TEXT'
---
title: A lecture on the law
date: 2012-05-02
---

The freedom of information act came first. Café owners and the naïve reader of "organization" charts will find that an organ of the state is another thing than an organization, and that treaties bind those who sign them.

The U.S.-Norland talks on the S-400 went on, and nobody told us why; the peace was kept, and a treaty was signed the year after by those who had not signed it before.
TEXT
    cat >in/records.jsonl <<'TEXT'
{"_id":"ja#1","title":"会談","text":"日本側から、北方領土問題は両国間の最大の懸案であると述べました。","metadata":{"date":"2013-11-02","language":"ja","speaker":"岸田文雄"}}
{"_id":"ru#1","title":"Комментарий","text":"Сторона выразила обеспокоенность размещением элементов глобальной системы ПРО в регионе. Переговоры будут продолжены.","metadata":{"date":"2016","language":"ru","speaker":"Сергей Лавров"}}
{"_id":"en#1","title":"Reply","text":"We were asked about the anti-missile system, and said something about Sergei; \"quoted, text\" stands here.","metadata":{"date":"2017-01-15","country":"Russia","speaker":"Sergey Lavrov","language":"en"}}
TEXT
    demarche index in >/dev/null 2>&1
}

ids() {
    demarche search -n 100 --json "$@" 2>/dev/null | jq -r .id
}

@test "a word that looks like an option, and a place that is empty" {
    run demarche search -missile
    assert_failure 2
    assert_output --partial 'put -- before a word that begins with -'
    run demarche search -- '-zanzibar lighthouse'
    refute_output --partial 'unknown option'
    for verb in 'search x' 'index .' check compact status; do
        run demarche ${verb%% *} -d '' ${verb#* }
        assert_failure 2
        assert_output --partial 'option -d: DIR is empty'
    done
}

@test "words are found in any inflection and spelling" {
    run ids missiles defences
    assert_success
    assert_line --index 0 'talks#1'
    run ids 'deploying'
    assert_line 'talks#1'
}

@test "any word is enough, --all wants all" {
    run ids systems organ
    assert_line 'talks#1'
    assert_line 'lecture#1'
    run ids --all systems organ
    refute_output
}

@test "a phrase keeps its order, function words included" {
    run ids '"freedom of information"'
    assert_output 'lecture#1'
    run ids '"information of freedom"'
    refute_output
}

@test "function words do not rank, unless nothing else is left" {
    run ids the freedom of the act
    assert_output 'lecture#1'
    run ids nobody
    assert_line 'talks#1'
    run ids +the deployment
    assert_line 'talks#1'
}

@test "plus, minus, AND, OR, NOT and brackets" {
    run ids '+treaty -talks'
    refute_line 'lecture#2'
    assert_line 'lecture#1'
    run ids 'treaty AND (organ OR nosuchword)'
    assert_output 'lecture#1'
    run ids 'treaty NOT organ'
    refute_line 'lecture#1'
    assert_line 'lecture#2'
}

@test "NEAR counts the words between" {
    run ids 'ministers NEAR/2 deployment'
    refute_output
    run ids 'ministers NEAR/3 deployment'
    assert_output 'talks#1'
}

@test "=word finds that word and no relative" {
    run ids =organ
    assert_output 'lecture#1'
    run ids =treaties
    assert_output 'lecture#1'
    run ids treaties
    assert_line 'lecture#2'
    run ids 'treaty -=treaties'
    refute_line 'lecture#1'
    assert_line 'lecture#2'
}

@test "prefix* finds what begins so" {
    run ids 'deploym*'
    assert_output 'talks#1'
    run ids 'treati*'
    assert_output 'lecture#1'
    run ids 'organiz*'
    assert_output 'lecture#1'
}

@test "the country U.S. is not the pronoun us" {
    run ids U.S.
    assert_output 'lecture#2'
    run ids '"S-400"'
    assert_output 'lecture#2'
}

@test "scripts without spaces and other alphabets" {
    run ids 北方領土
    assert_output 'ja#1'
    run ids 領
    assert_output 'ja#1'
    run ids переговорам
    assert_output 'ru#1'
}

@test "a speaker is found in any transliteration" {
    run ids speaker:Lavrov
    assert_line 'ru#1'
    assert_line 'en#1'
    run ids 'speaker:"Serguei Lavrov"'
    assert_line 'en#1'
}

@test "fields restrict; those of one name are alternatives" {
    run ids treaty 'date:2012'
    assert_line 'lecture#1'
    refute_line 'talks#2'
    run ids 'date:2013..2016'
    assert_line 'ja#1'
    assert_line 'ru#1'
    refute_line 'talks#1'
    run ids lang:ja lang:ru
    assert_output "$(printf 'ja#1\nru#1')"
    run ids 'section:"northern isles"'
    assert_output 'talks#2'
    run ids title:lecture id:lecture#2
    assert_output 'lecture#2'
    run ids 'file:talks.txt -isles'
    assert_output 'talks#1'
    run ids country:Russia
    assert_output 'en#1'
}

@test "a passage is found by the heading above it" {
    run ids isles
    assert_output 'talks#2'
}

@test "equal scores come in the order of ids, and pages fit together" {
    all=$(ids date:1900..)
    assert_equal "$(sort <<<"$all")" "$all"
    one=$(demarche search --json -n 2 date:1900.. | jq -r .id)
    two=$(demarche search --json -n 100 --offset 2 date:1900.. | jq -r .id)
    assert_equal "$(printf '%s\n%s' "$one" "$two")" "$all"
}

@test "JSON has the passage, its rank, score and highlights in bytes" {
    run demarche search --json '"missile defence"'
    assert_success
    run jq -r '[.schema, .rank, .line, .date, .date_basis, (.section | join("/"))] | @tsv' <<<"$output"
    assert_output "$(printf '1\t1\t7\t2018-07-31\tdateline\t1. Missile defense')"
    demarche search --json 北方領土 | python3 -c '
import json, sys
hit = json.load(sys.stdin)
text = hit["text"].encode()
marks = [text[a:b].decode() for a, b in hit["highlights"]]
assert marks == ["北方領土"], marks
assert hit["score"] > 0 and hit["forms"] == ["北方領土"]'
}

@test "CSV has a header line and quotes what must be" {
    run demarche search --csv anti-missile
    assert_success
    assert_line --index 0 --partial 'rank,score,id,date'
    demarche search --csv anti-missile | python3 -c '
import csv, sys
rows = list(csv.DictReader(sys.stdin))
assert rows[0]["id"] == "en#1", rows
assert "\"quoted, text\"" in rows[0]["text"]'
}

@test "vimgrep points at the first marked word" {
    run demarche search --vimgrep deployment
    assert_success
    assert_output --regexp 'talks\.txt:7:[0-9]+:The ministers discussed'
    column=$(cut -d: -f3 <<<"$output")
    run sed -n 7p in/talks.txt
    assert_equal "$(tail -c "+$column" <<<"$output" | head -c 10)" deployment
}

@test "a run file has strictly falling scores" {
    demarche search --format trec --qid q7 -n 100 date:1900.. >run
    run awk '{ if ($1 != "q7" || $2 != "Q0" || $6 != "demarche") exit 1
               if (NR > 1 && $5 >= last) exit 2
               last = $5 }' run
    assert_success
}

@test "text is plain without a terminal and coloured when asked" {
    run demarche search deployment
    assert_success
    refute_output --partial $'\033'
    assert_output --partial '2018-07-31'
    assert_output --partial 'in/talks.txt:7'
    run demarche search --color always deployment
    assert_output --partial $'\033[1;31mdeployment\033[0m'
    run env DEMARCHE_HYPERLINKS=always demarche search deployment
    assert_output --partial $'\033]8;;file://'
}

@test "a long passage is shown by its best window, --full whole" {
    {
        for i in $(seq 40); do printf 'Padding number %d of the page. ' "$i"; done
        printf 'Here the zeppelin landed.\n'
    } >in/long.txt
    demarche index in >/dev/null 2>&1
    run demarche search zeppelin
    assert_output --partial 'zeppelin landed'
    assert_output --partial '…'
    refute_output --partial 'Padding number 1 of'
    run demarche search --full zeppelin
    assert_output --partial 'Padding number 1 of'
}

@test "explain shows the parse and the plan" {
    run demarche search --explain 'treaty -organ'
    assert_success
    assert_line --partial 'query  (RUN treaty -organ)'
    assert_line --partial 'plan   (NOT'
    assert_line --partial 'score '
}

@test "nothing found is status 1, with a hint" {
    run demarche search --json deploymint
    assert_failure 1
    assert_output --partial "did you mean 'deployment'"
    run demarche search --json deploymint 2>/dev/null
    run bash -c 'demarche search --json deploymint 2>/dev/null'
    refute_output
}

@test "no index is status 2 and says how to make one" {
    run demarche search -d nowhere word
    assert_failure 2
    assert_output --partial 'demarche index'
}

@test "the same query gives the same bytes" {
    demarche search --json treaty talks >one
    demarche search --json treaty talks >two
    cmp one two
}

@test "a record too short to tell its language is found by its stems" {
    printf '%s\n' '{"_id":"a","text":"Missile defences concern us."}' >r.jsonl
    demarche index -d index r.jsonl
    run demarche search -d index --vimgrep 'defense concerns'
    assert_success
    assert_output --partial 'Missile defences'
}

@test "a run file's scores fall strictly, also as floats" {
    for i in $(seq 1 30); do
        printf '{"_id":"d%02d","text":"Peace treaty talks go on."}\n' "$i"
    done >r.jsonl
    demarche index -d index r.jsonl
    demarche search -d index -n 30 --format trec 'treaty' >run
    run python3 -c '
import struct
scores = [struct.unpack("f", struct.pack("f", float(line.split()[4])))[0]
          for line in open("run")]
assert len(scores) == 30, len(scores)
assert all(a > b for a, b in zip(scores, scores[1:])), scores'
    assert_success
}

@test "a beginning with -iz- finds words that the index spells with an s" {
    printf '%s\n' '{"_id":"a","text":"The denuclearization of the peninsula."}' \
        '{"_id":"b","text":"Nuclear talks go on."}' >r.jsonl
    demarche index -d index r.jsonl
    run demarche search -d index --vimgrep 'denucleariz*'
    assert_success
    assert_output --partial 'denuclearization'
    refute_output --partial 'talks'
}

@test "free words that name a concept find its other forms" {
    mkdir said
    printf 'The DPRK launched something.\n' >said/a.txt
    printf 'North Korea launched something.\n' >said/b.txt
    printf 'Others launched something in the north.\n' >said/c.txt
    export DEMARCHE_TOPICS=$PWD/t.ttl
    cat >t.ttl <<'TTL'
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:k> a skos:Concept ; skos:notation "k" ;
    skos:prefLabel "North Korea"@en ; skos:altLabel "DPRK"@en, "parades"@en .
TTL
    demarche index -d ix said
    run --separate-stderr demarche search -d ix --json 'north korea'
    assert_success
    assert_equal "$(jq -r .statement <<<"$output" | sort | tr '\n' ' ')" 'a b c '
    assert_equal "$(jq -r .statement <<<"$output" | head -n 1)" b
    # a name finds the others, an exact word and a mere word of the table do not
    run --separate-stderr demarche search -d ix --json DPRK
    assert_equal "$(jq -r .statement <<<"$output" | tr '\n' ' ')" 'a b '
    run --separate-stderr demarche search -d ix --json =DPRK
    assert_equal "$(jq -r .statement <<<"$output" | tr '\n' ' ')" 'a '
    run --separate-stderr demarche search -d ix --all --json 'north korea'
    assert_equal "$(jq -r .statement <<<"$output" | tr '\n' ' ')" 'b '
    run --separate-stderr demarche search -d ix --json parades
    assert_failure 1
}

@test "a compound finds its words, the whole before them" {
    mkdir said
    printf 'A State without such weapons, non-nuclear.\n' >said/a.txt
    printf 'A State with nuclear weapons, such weapons.\n' >said/b.txt
    demarche index -d ix said
    run --separate-stderr demarche search -d ix --json non-nuclear
    assert_success
    assert_equal "$(jq -r .statement <<<"$output" | tr '\n' ' ')" 'a b '
}

@test "who speaks and who is spoken of are two fields" {
    cat >in/two.txt <<'TEXT'
Meeting of the foreign ministers of Japan and Russia

July 31, 2014

  • The Russian side stated that the sanctions of Japan were of no help to the talks at all.

  • The Japanese side stated that the measures of Russia were no better than its own ones.
TEXT
    demarche index in >/dev/null 2>&1
    run ids 'side:Russia about:Japan'
    assert_output 'two#1'
    run ids 'side:Japan about:Russia'
    assert_output 'two#2'
    run ids 'about:Japan about:Russia id:two'
    assert_output $'two#1\ntwo#2'
    run ids 'sanctions AND NOT about:Japan'
    assert_output ''
}
