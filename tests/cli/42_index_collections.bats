# Collections of records: TREC's documents, titles without a text.

load helper
bats_require_minimum_version 1.5.0

more_setup() {
    export DEMARCHE_INDEX=ix
}

@test "documents of TREC are statements of one passage, with their places" {
    printf '%s\n' '<DOC>' '<DOCNO> AP-1 </DOCNO>' '<HEAD>Fish &amp; nets</HEAD>' \
        '<DATE>February 12, 1988</DATE>' '<TEXT>' 'Boats went out.' '<P>' \
        'They came back.' '</TEXT>' '</DOC>' '<DOC><DOCNO>AP-2</DOCNO>' \
        '<TEXT>Talks on quotas.</TEXT></DOC>' >ap.trec
    run --separate-stderr demarche passages --json ap.trec
    assert_success
    assert_line --index 0 --partial '"statement":"AP-1"'
    assert_line --index 0 --partial '"line":6,'
    assert_line --index 0 --partial '"title":"Fish & nets"'
    assert_line --index 0 --partial '"date":"1988-02-12"'
    assert_line --index 0 --partial '"text":"Boats went out. They came back."'
    assert_line --index 1 --partial '"text":"Talks on quotas."'
    demarche index ap.trec
    run --separate-stderr demarche search --vimgrep boats
    assert_output --regexp 'ap.trec:6:1:Boats went out.'
    run --separate-stderr demarche passages --split --json ap.trec
    assert_line --index 1 --partial '"text":"They came back."'
}

@test "a TREC file is known by its first tag; bad documents are named" {
    printf '%s\n' '<DOC><DOCNO>1</DOCNO>good words</DOC>' \
        '<DOC>no number</DOC>' '<DOC><DOCNO>1</DOCNO>twice</DOC>' \
        '<DOC><DOCNO>3</DOCNO>open' >WSJ_001
    run demarche index WSJ_001
    assert_failure 2
    assert_output --partial 'WSJ_001:2: the document has no <DOCNO>'
    assert_output --partial "WSJ_001:3: a document '1' stood before"
    assert_output --partial 'WSJ_001:4: the document has no </DOC>'
    assert_output --partial '1 statements, 1 passages'
    run demarche index --format trec "$BATS_TEST_FILENAME"
    assert_failure 2
    assert_output --partial 'text outside of <DOC>'
    : >empty.trec
    run demarche index -d none empty.trec
    assert_output --partial 'empty.trec: empty, there is no passage in it'
}

@test "a record without a text is found by its title" {
    printf '%s\n' '{"_id":"a","title":"Fish and nets","text":""}' \
        '{"_id":"b","title":"","text":""}' >records.jsonl
    run demarche index records.jsonl
    assert_failure 2
    assert_output --partial 'records.jsonl:2: the record'
    run --separate-stderr demarche search --vimgrep nets
    assert_success
    assert_output --regexp '^records.jsonl:1:[0-9]+:Fish and nets$'
}

@test "plain BM25 finds a record by a word of its title" {
    printf '%s\n' '{"_id":"a","title":"Fish","text":"and nets"}' >records.jsonl
    demarche index records.jsonl
    printf 'q\tfish\n' >queries.tsv
    run --separate-stderr demarche bench run --model bm25 queries.tsv
    assert_output --regexp '^q Q0 a 1 '
}
