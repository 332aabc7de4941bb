# related: passages like one.
bats_require_minimum_version 1.5.0
load helper

more_setup() {
    export DEMARCHE_INDEX=$PWD/ix
    mkdir in
    cat >in/a.txt <<'END'
First statement

July 31, 2018

The ministers discussed ballistic missile launches and shared a grave concern.

They will sign a treaty on fisheries in the northern waters next spring.

Ballistic missile launches are a threat; our concern about missile tests is grave.

The ministers expressed their thanks to the people of the host city for it.
END
    cat >in/b.txt <<'END'
Second statement

May 30, 2019

The ministers discussed ballistic missile launches, and shared a grave concern!

A grave concern about the launches of missiles was shared by all of them.

The museum of modern art was opened by the ambassador in the evening.
END
    demarche index in
}

@test "the likest come first, never the passage itself, copies last and marked" {
    demarche related --json a#1 >got
    run jq -rc '[.rank, .id, .copy // false]' got
    assert_line -n 0 '[1,"a#3",false]'
    assert_line -n 1 '[2,"b#2",false]'
    run jq -r 'select(.copy).id' got
    assert_output 'b#1'
    run tail -n 1 got
    assert_output --partial '"id":"b#1"'
    run jq -r 'select(.id == "a#1" or .id == "b#3").id' got
    assert_output ''
    demarche related -n 1 --json a#1 | diff - <(head -n 1 got)
    demarche related a#1 >text
    grep -q 'b#1  the same text' text
}

@test "words that are shared are marked and told" {
    demarche related --json -n 1 a#1 >got
    run jq -r '.highlights as $h | .text as $t | $h[] | $t[.[0]:.[1]]' got
    assert_line 'Ballistic'
    assert_line 'grave'
    run jq -r '.forms | length > 2' got
    assert_output true
}

@test "two copies among the hits: the second is one" {
    cp in/b.txt in/c.txt
    demarche index in
    demarche related --json a#3 | jq -rc 'select(.copy).id' >copies
    run cat copies
    assert_line 'c#1'
    assert_line 'c#2'
    refute_line 'b#2'
}

@test "elsewhere leaves the statement out" {
    run jq -r .statement <(demarche related --json --elsewhere a#1)
    refute_line a
    assert_line b
}

@test "the layout of the index does not show" {
    demarche index --jobs 2 -d two in
    for id in a#1 a#2 b#2; do
        demarche related --json "$id" >one || true
        demarche related --json -d two "$id" | diff one -
    done
}

@test "no such passage, a statement, wrong options; nothing is like it" {
    run demarche related nowhere#1
    assert_failure 2
    assert_output --partial 'no passage'
    run demarche related a
    assert_failure 2
    assert_output --partial 'a#1'
    run demarche related -n 0 a#1
    assert_failure 2
    run demarche related --format no a#1
    assert_failure 2
    printf 'Other\n\nMay 1, 2020\n\nXyzzy plugh quux foobar frobnicate grault.\n' \
        >in/d.txt
    demarche index in
    run demarche related d#1
    assert_failure 1
    assert_output --partial 'nothing found'
}
