# check and compact: what they print, where they look, how they end.

bats_require_minimum_version 1.5.0
load helper

more_setup() {
    mkdir in
    printf 'One statement\n\nJuly 31, 2018\n\n%s\n\n%s\n' \
        'The two ministers spoke about missile defense in the region.' \
        'They agreed to meet again in the autumn of the same year.' >in/a.txt
    printf 'Another statement\n\nMay 30, 2019\n\n%s\n' \
        'The minister explained the position on the northern islands.' \
        >in/b.txt
    demarche index -d ix in
}

@test "check of a whole index says what it holds" {
    run demarche check -d ix
    assert_success
    assert_output --regexp '^the index is whole: [0-9]+ passages of 2 files in 1 shard$'
}

@test "check finds the index by the environment" {
    DEMARCHE_INDEX=ix run demarche check --json
    assert_success
    run jq -e '.whole and .files == 2 and .report == []' <<<"$output"
    assert_success
    mkdir -p "$XDG_DATA_HOME/demarche"
    cp -r ix "$XDG_DATA_HOME/demarche/index"
    run demarche check
    assert_success
}

@test "check of a damaged index reports it and fails" {
    truncate -s 100 ix/shard-0/postlist.glass
    run demarche check -d ix
    assert_failure 2
    assert_output --partial 'shard-0'
    assert_output --partial 'index anew'
    run --separate-stderr demarche check -d ix --json
    assert_failure 2
    run jq -e '(.whole | not) and (.report | length > 0)' <<<"$output"
    assert_success
}

@test "compact leaves one shard with everything in it" {
    before=$(demarche check -d ix --json | jq .passages)
    run demarche compact -d ix
    assert_success
    assert_output --partial 'made 1 shard'
    run demarche check -d ix --json
    assert_success
    run jq -e ".shards == 1 and .passages == $before" <<<"$output"
    assert_success
    [ "$(find ix -name 'shard-*' | wc -l)" -eq 1 ]
}

@test "a folder without an index is named, and nothing is made there" {
    for verb in check compact; do
        run demarche $verb -d nowhere
        assert_failure 2
        assert_output --partial 'nowhere: no index here'
        [ ! -e nowhere ]
    done
}

@test "an index that is being written is not compacted" {
    exec 9>ix/demarche-index.lock
    flock 9
    run demarche compact -d ix
    assert_failure 75
    assert_output --partial 'another process is writing'
    run demarche check -d ix
    assert_success
}

@test "an argument that is not expected is wrong usage" {
    for verb in check compact; do
        run demarche $verb ix
        assert_failure 2
        assert_output --partial "unexpected argument 'ix': expected no argument"
    done
}
