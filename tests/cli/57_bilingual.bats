# A passage in another language than its statement is found by its own.

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    cat >talk.txt <<'TEXT'
Talks on the treaty

July 31, 2018

The two delegations agreed that the talks on the treaty will go on in the autumn, and that the experts of both sides are to meet before it.

Les deux délégations sont convenues que les négociations sur le traité se poursuivront à l'automne, et que les experts se réuniront avant.

The next meeting will be held in the capital of the other country, and the ministers will take part in it as they did in this one.
TEXT
    demarche index talk.txt 2>/dev/null
}

@test "its language is its own, and its words are stemmed so" {
    run bash -c "demarche passages --json talk.txt | jq -r .language"
    assert_output "$(printf 'en\nfr\nen')"
    run bash -c "demarche search --json lang:fr | jq -r .id"
    assert_output 'talk#2'
    run bash -c "demarche search --json négociation | jq -r .id"
    assert_output 'talk#2'
    run bash -c "demarche search --json 'lang:en experts' | jq -r .id"
    assert_output 'talk#1'
}
