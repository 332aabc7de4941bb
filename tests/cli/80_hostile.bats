# What nobody means to do: full disks, odd names, documents that would steer
# the terminal. None of it may crash, hang, or be taken for success.
bats_require_minimum_version 1.5.0

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    printf '%s\n\n%s\n\n%s\n' 'Press conference' '31 July 2018' \
        'The ministers of the two states talked about the lighthouse at length.' \
        >in/talks.txt
}

@test "a full disk is told of once, by the verb's name" {
    for verb in 'passages in' 'passages --json in' '--help' 'topic'; do
        run --separate-stderr bash -c "demarche $verb >/dev/full"
        assert_equal "$status" 2
        assert_equal "${#stderr_lines[@]}" 1
        [[ $stderr == demarche*': error: cannot write the results: '* ]]
    done
    run --separate-stderr bash -c 'demarche passages in >/dev/full'
    [[ $stderr == 'demarche passages: error: '* ]]
}

@test "a reader that has seen enough is no error" {
    demarche index in 2>/dev/null
    run bash -c 'demarche search --json lighthouse | true; echo ${PIPESTATUS[0]}'
    refute_output --partial error
}

@test "no document and no name steers the terminal" {
    local escape=$'\033]0;owned\007' turn=$'\xe2\x80\xae' csi=$'\xc2\x9b31m'
    printf '%s\n\n%s\n\n%s\n' 'Press conference' '31 July 2018' \
        "The lighthouse $turn was $csi discussed at length by the ministers." \
        >"in/a${escape}${turn}.txt"
    printf '{"_id":"r","title":"T %s","text":"A lighthouse \\u001b[31m red."}\n' \
        '\u009b31m' >in/r.jsonl
    demarche index in 2>/dev/null
    for verb in 'search --full lighthouse' 'search --vimgrep lighthouse' \
        'search --explain lighthouse' 'show a' 'passages --all in' \
        'show nothing'$'\xe2\x80\xae'; do
        run bash -c "demarche $verb 2>&1"
        for bad in $'\033' $'\007' $'\xe2\x80\xae' $'\xc2\x9b'; do
            refute_output --partial "$bad"
        done
    done
}

@test "a word that is nowhere is told of though others are found" {
    demarche index in 2>/dev/null
    run --separate-stderr demarche search 'lighthuose ministers'
    assert_success
    assert_output --partial 'found: '
    [[ $stderr == *"no passage has 'lighthuose'; did you mean 'lighthouse'?" ]]
    run --separate-stderr demarche search 'lighthouse ministers'
    assert_equal "$stderr" ''
}

@test "status names sides as passages do, and topics by a plain path" {
    demarche index --side 'South Korea' in 2>/dev/null
    run demarche status
    assert_line --regexp '^issuers +South Korea [0-9]+$'
    refute_line --regexp '^topics .*/\.\./'
}

@test "endless short lines, and brackets without end, are soon read" {
    yes 'two words' | head -n 100000 >in/lines.txt
    yes 'Two Words' | head -n 100000 >in/capitals.txt
    yes $'two words\n' | head -n 100000 >in/gaps.txt
    yes '[a](' | tr -d '\n' | head -c 400000 >in/links.md
    yes '[' | tr -d '\n' | head -c 400000 >in/brackets.md
    yes '**a _b' | tr -d '\n' | head -c 400000 >in/emphasis.md
    yes '<a ' | tr -d '\n' | head -c 400000 >in/tags.md
    for file in lines.txt capitals.txt gaps.txt links.md brackets.md \
        emphasis.md tags.md; do
        run bash -c "ulimit -t 20; demarche passages in/$file | tail -n 1"
        assert_success
        assert_output --regexp '^[0-9,]+ passages?; '
    done
}
