# demarche topic: topics in Turtle, and the passages on them.

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    cat >topics.ttl <<'TEXT'
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dm: <urn:demarche:ns#> .
@prefix : <urn:demarche:concept:> .

:islands a skos:Concept, dm:Topic ;
    skos:notation "far-islands" ;
    skos:prefLabel "Far Islands"@en, "Дальние острова"@ru ;
    skos:altLabel "Grand Skerries"@en, "GSK"@en ;
    skos:definition "Who owns the Far Islands."@en ;
    skos:scopeNote "Relevant: the Far Islands."@en ;
    skos:narrower :rocky ; dm:except "Far Islands Gazette"@en ;
    dm:usage [ dm:form "Grand Skerries"@en ; dm:side "Norland" ] ;
    dm:weight [ dm:concept :herring ; dm:factor 0.2 ] .
:rocky a skos:Concept ; skos:prefLabel "Rocky Point"@en .
:herring a skos:Concept ; skos:prefLabel "herring fishery"@en .
:other a skos:Concept, dm:Topic ; skos:prefLabel "Customs union"@en .
TEXT
    export DEMARCHE_TOPICS=$PWD/topics.ttl
    python3 - <<'TEXT' >in/records.jsonl
import json
def record(id, text):
    print(json.dumps({"_id": id, "text": text, "metadata": {"language": "en"}}))
record("about#1", "The Far Islands were discussed at length: the minister said that the Far Islands belong to nobody.")
record("once#1", "The delegation raised the matter of the Grand Skerries, which its neighbour has called so since the war.")
record("list#1", "They exchanged views on trade, fisheries, the Far Islands, culture and other matters of common interest.")
record("part#1", "At Rocky Point a lighthouse was built by the coast guard of the kingdom in the spring of that year.")
record("fish#1", "The herring fishery was better than in the year before, the experts of the commission reported to it.")
record("gsk#1", "The GSK question remains open, the spokesman of the ministry told the journalists who had asked him.")
record("small#1", "The word gsk in small letters is something else, and far away islands are no Far-fetched thing here.")
record("paper#1", "The Far Islands Gazette had printed a letter of the minister's the day before, an official said to it.")
record("both#1", "The Far Islands Gazette wrote that the Far Islands were calm, and that nobody was to be seen there now.")
record("none#1", "A treaty on trains was signed by the ministers of transport of the three kingdoms in the capital.")
TEXT
    cat >in/page.txt <<'TEXT'
Press conference of the ministers

[Far Islands]

Minister of Norland: We have agreed to go on talking about the matter, since the talks of last year have led to nothing that both of us could sign with a good conscience before our parliaments.
TEXT
    demarche index in >/dev/null 2>&1
}

ids() {
    demarche topic -n 100 --json "$@" | jq -r .id
}

@test "without a name the topics are listed, concepts on request" {
    run demarche topic
    assert_success
    assert_line --regexp '^far-islands +4 forms  Far Islands'
    refute_output --partial 'rocky'
    run demarche topic --concepts
    assert_line --regexp '^rocky '
    run bash -c 'demarche topic --json | jq -r .name'
    assert_output "$(printf 'far-islands\nother')"
}

@test "a word narrows the list, topics first, and the form that has it is told" {
    run demarche topic --list gsk
    assert_success
    assert_output --regexp '^far-islands +4 forms  Far Islands: GSK$'
    run bash -c 'demarche topic --concepts --json er | jq -r .name'
    assert_output "$(printf 'far-islands\nother\nherring')"
    run demarche topic --list rocky
    assert_failure 1
    assert_output --partial "no topic has 'rocky', but 1 concepts do"
    run demarche topic --concepts nothing-such
    assert_failure 1
    assert_output --partial "nothing there has 'nothing-such'"
}

@test "check tells the faults of the topics' files, and the list warns of them" {
    run demarche topic --check
    assert_success
    assert_output '4 concepts, 7 labels: no fault'
    cat >twice.ttl <<'TEXT'
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:x:one> a skos:Concept ; skos:prefLabel "Rocky Point"@en .
<urn:x:two> a skos:Concept ; skos:prefLabel "rochers"@fr .
TEXT
    run demarche topic --check --topics topics.ttl --topics twice.ttl
    assert_failure 2
    assert_line --regexp "^twice.ttl:2: 'one' has the label 'Rocky Point', which is that of 'rocky' too, topics.ttl:14"
    assert_line "twice.ttl:3: 'two' has no English skos:prefLabel"
    run demarche topic --topics topics.ttl --topics twice.ttl
    assert_success
    assert_output --partial "2 faults in the topics"
}

@test "two concepts of one notation are refused, with both places" {
    cat >same.ttl <<'TEXT'
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:x:one> a skos:Concept ; skos:notation "far-islands" .
TEXT
    run demarche topic --topics topics.ttl --topics same.ttl
    assert_failure 2
    assert_output --regexp "same.ttl:2:1: the name 'far-islands' .* topics.ttl:6"
}

@test "the table of topics that comes with the program has no fault" {
    run env -u DEMARCHE_TOPICS demarche topic --check
    assert_success
    assert_output --regexp '^[0-9]+ concepts, [0-9]+ labels: no fault$'
}

@test "any form finds the topic's passages, and a hit names its forms" {
    run ids far-islands
    assert_line 'about#1'
    assert_line 'once#1'
    assert_line 'gsk#1'
    refute_line 'none#1'
    run bash -c 'demarche topic --json far-islands | jq -r "select(.id == \"once#1\") | .forms[]"'
    assert_output 'Grand Skerries'
}

@test "a topic is found by any of its names" {
    assert_equal "$(ids 'grand skerries')" "$(ids far-islands)"
}

@test "an acronym must stand in capitals, a phrase within one sentence" {
    run ids far-islands
    refute_line 'small#1'
}

@test "a name within a longer one that is something else does not count" {
    run ids far-islands
    refute_line 'paper#1'
    assert_line 'both#1'
    run demarche topic --describe far-islands
    assert_line --partial 'not in: Far Islands Gazette'
}

@test "what is about the topic comes before what lists or touches it" {
    run ids far-islands
    order=$(grep -E 'about#1|once#1|list#1' <<<"$output")
    assert_equal "$order" "$(printf 'about#1\nonce#1\nlist#1')"
    assert_equal "$(tail -n 1 <<<"$output")" 'fish#1'
}

@test "a heading that names the topic counts in full" {
    run ids far-islands
    assert_line 'page#1'
    order=$(grep -E 'page#1|list#1' <<<"$output")
    assert_equal "$order" "$(printf 'page#1\nlist#1')"
}

@test "a query narrows a topic, and topic: stands in a query" {
    run ids far-islands neighbour
    assert_output 'once#1'
    run demarche search --json 'topic:far-islands NOT minister'
    assert_success
    refute_output --partial '"about#1"'
    assert_output --partial '"once#1"'
}

@test "a run file of a topic has its name" {
    run demarche topic --format trec far-islands
    assert_line --regexp '^far-islands Q0 about#1 2 [0-9.]+ demarche$'
}

@test "describe tells forms, sides and parts" {
    run demarche topic --describe far-islands
    assert_success
    assert_line --partial 'Who owns the Far Islands.'
    assert_line --partial 'Grand Skerries (en), Norland'
    assert_line --partial 'forms of rocky (counts 0.80)'
    assert_line 'narrower: rocky'
}

@test "an unknown name is status 2 and names the nearest" {
    run demarche topic far-island
    assert_failure 2
    assert_output --partial "did you mean 'far-islands'"
    run demarche search 'topic:nosuch'
    assert_failure 2
    assert_output --partial "there is no topic 'nosuch'"
}

@test "a fault in a Turtle file has file, line and column" {
    printf '@prefix : <urn:x:> .\n:a :b "never closed .\n' >bad.ttl
    run demarche topic --topics bad.ttl
    assert_failure 2
    assert_output --regexp 'bad\.ttl:[23]:[0-9]+: '
    run demarche topic --topics nowhere.ttl
    assert_failure 2
    assert_output --partial 'nowhere.ttl'
}

@test "topics may come from several files and folders" {
    mkdir more
    printf '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dm: <urn:demarche:ns#> .\n<urn:x:tide> a dm:Topic ; skos:prefLabel "tide"@en .\n' >more/tide.ttl
    run demarche topic --topics topics.ttl --topics more
    assert_success
    assert_line --regexp '^tide '
    assert_line --regexp '^far-islands '
}

@test "the three named topics rank the shared statements as judged" {
    seeds=$TOP/../shared/seeds
    [ -d "$seeds" ] || seeds=${DEMARCHE_SHARED:-/nowhere}/seeds
    [ -d "$seeds" ] || skip "no shared statements here"
    unset DEMARCHE_TOPICS
    demarche index -d seeds "$seeds"/*.txt >/dev/null 2>&1
    for topic in missile-defense north-korea territorial-issues; do
        demarche topic -d seeds -n 100 --json "$topic" |
            jq -r '[(.file | split("/") | last), .n] | @tsv' >"$topic.ranked"
    done
    run python3 - "$seeds/gold-passages.jsonl" <<'PYTHON'
import json, sys
gold = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
for topic in ('missile-defense', 'north-korea', 'territorial-issues'):
    grades = {(g['file'], g['n']): g['topics'].get(topic, 0) for g in gold}
    relevant = sum(grade >= 2 for grade in grades.values())
    found = total = 0
    for rank, line in enumerate(open(topic + '.ranked'), 1):
        file, n = line.split('\t')
        if grades.get((file, int(n)), 0) >= 2:
            found += 1
            total += found / rank
    print(topic, '%.2f' % (total / relevant))
PYTHON
    assert_line 'missile-defense 1.00'
    assert_line 'north-korea 1.00'
    assert_line 'territorial-issues 1.00'
}

@test "the table is kept for the next search, and read anew when a file changes" {
    local cache=$HOME/.cache/demarche

    run demarche topic --json far-islands
    assert_success
    first=$output
    [ "$(ls "$cache" | wc -l)" -eq 1 ]
    run demarche topic --json far-islands
    assert_output "$first"
    sed -i 's/Far Islands"@en, /Near Islands"@en, /' topics.ttl
    run demarche topic
    assert_output --partial 'Near Islands'
    [ "$(ls "$cache" | wc -l)" -eq 1 ]
}

@test "a cache that is damaged or cannot be written changes nothing" {
    local cache=$HOME/.cache/demarche file

    run demarche topic --json far-islands
    assert_success
    first=$output
    file=$(ls "$cache"/*)
    printf 'x' | dd of="$file" bs=1 seek=200 conv=notrunc 2>/dev/null
    run demarche topic --json far-islands
    assert_output "$first"
    : >"$file"
    run demarche topic --json far-islands
    assert_output "$first"
    rm -r "$cache"
    : >"$cache" # a file where the folder should be
    run demarche topic --json far-islands
    assert_output "$first"
}
