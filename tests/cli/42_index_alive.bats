# An index that is read while it is written, and files that change while they
# are read: no failure, no wrong answer.

bats_require_minimum_version 1.5.0
load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir all
    echo 'The ministers spoke about lighthouses in the northern sea.' \
        >all/fixed.txt
}

# make_many COUNT: files of eight passages each.
make_many() {
    local i j
    for i in $(seq "$1"); do
        for j in $(seq 8); do
            printf '%s %s\n\n' \
                "The ministers spoke about matter $i and about matter $j, and" \
                "about $((i * j)) and $((i + j)) things of which this is one."
        done >"all/many$i.txt"
    done
}

# Files change, come and go by another process for as long as the file "going"
# is there; the index follows, in one shard or two, and is merged.
write_all_the_time() {
    local turn=0 i
    while [ -e going ]; do
        turn=$((turn + 1))
        for i in $(seq $((turn % 7 + 1)) 7 "$1"); do
            echo "The ministers spoke once more, in turn $turn." \
                >>"all/many$i.txt"
        done
        demarche index --jobs $((turn % 2 + 1)) all 2>>written ||
            echo "index: $?" >>failed
        [ $((turn % 2)) -eq 1 ] || demarche compact 2>>written ||
            echo "compact: $?" >>failed
    done
}

# expect_always WORD COMMAND...: the output has the word, as often as it runs.
expect_always() {
    local word=$1 count=0
    shift
    while [ -e going ]; do
        "$@" >"said-$word" 2>&1 || { cat "said-$word" >>failed; }
        grep -q "$word" "said-$word" || echo "$word: not found" >>failed
        count=$((count + 1))
    done
    echo "$count" >"count-$word"
}

@test "searches go on while the index is written and merged" {
    make_many 60
    demarche index --jobs 2 all
    touch going
    write_all_the_time 60 &
    expect_always fixed demarche search --json lighthouses &
    expect_always lighthouses demarche show fixed &
    expect_always passages demarche status &
    sleep 6
    rm going
    wait
    cat written
    [ ! -e failed ] || fail "$(head -n 20 failed)"
    [ "$(cat count-fixed)" -gt 4 ]
    grep -q 'made 1 shard' written
}

@test "a check is whole or told to try again, never told of damage" {
    local code
    make_many 60
    demarche index --jobs 2 all
    touch going
    write_all_the_time 60 &
    for _ in $(seq 25); do
        code=0
        demarche check >said 2>&1 || code=$?
        case $code in
        0) grep -q 'index is whole' said ;;
        75) grep -q 'try again' said ;;
        *)
            cp said failed
            break
            ;;
        esac
    done
    rm going
    wait
    [ ! -e failed ] || fail "$(head -n 20 failed)"
    demarche check
}

@test "files that come, go and change while they are indexed" {
    make_many 60
    touch going
    (
        n=0
        while [ -e going ]; do
            n=$((n + 1))
            i=$((n % 60 + 1))
            mv "all/many$i.txt" "all/moved$i.txt"
            echo "More was said, number $n." >>"all/moved$i.txt"
            mv "all/moved$i.txt" "all/many$i.txt"
            : >"all/brief$i.txt"
            rm "all/brief$i.txt"
        done
    ) &
    for _ in 1 2 3 4 5 6; do
        demarche index --prune all >said 2>&1 || {
            # A file that has gone is named, and is all that is lost.
            grep 'error: ' said | grep -v 'cannot .*: No such file' >>failed ||
                true
            grep -q 'files, ' said || echo "$(cat said)" >>failed
        }
    done
    rm going
    wait
    [ ! -s failed ] || fail "$(head -n 20 failed)"
    demarche index --prune all
    demarche check
    # As a fresh index has it.
    demarche index -d fresh all
    for index in "$DEMARCHE_INDEX" fresh; do
        demarche search -d "$index" --json -n 1000 'ministers said' |
            jq -c '[.id, .score, .text]' | sort >"$(basename "$index").found"
    done
    diff index.found fresh.found
    [ "$(wc -l <fresh.found)" -gt 400 ]
}

@test "names of every kind are found again" {
    local name odd=(
        'two words.txt' $'new\nline.txt' $'tab\there.txt' '-n.txt' '--help.txt'
        "quo'te.txt" 'quo"te.txt' 'back\slash.txt' 'per%20cent.txt' '*.txt'
        'ünïcode 北方.txt' $'bad\xff\xfeutf.txt' 'hash#7.txt' 'a:b.txt' '$x.txt'
    )
    rm all/fixed.txt
    for name in "${odd[@]}"; do
        echo 'The ministers spoke about herring.' >"all/$name"
    done
    demarche index all
    demarche search --json --all-copies -n 100 herring >found
    [ "$(wc -l <found)" -eq ${#odd[@]} ]
    # Each line is JSON, and each id that is text shows its passage.
    [ "$(jq -c .id found | sort -u | wc -l)" -eq ${#odd[@]} ]
    jq -j '.id | select(contains("\ufffd") | not) + "\u0000"' found >ids
    while IFS= read -r -d '' id; do
        demarche show -- "$id" | grep -q herring || fail "show $id"
    done <ids
    # A run file has six columns, whatever the names.
    demarche search --format trec -n 100 herring >run
    [ "$(awk 'NF == 6 && $2 == "Q0"' run | wc -l)" -eq ${#odd[@]} ]
    run demarche index all
    assert_output --partial "${#odd[@]} unchanged"
    cd all
    run demarche index -- -n.txt --help.txt
    assert_success
    assert_output --partial '2 unchanged'
}

@test "an index that may not be written is read, and not written" {
    [ "$(id -u)" -eq 0 ] || skip 'only root can mount a folder read-only'
    demarche index all
    mount --bind -o ro "$DEMARCHE_INDEX" "$DEMARCHE_INDEX" 2>/dev/null &&
        mount -o remount,bind,ro "$DEMARCHE_INDEX" 2>/dev/null ||
        skip 'cannot mount here'
    demarche search lighthouses >found 2>&1 && demarche status >>found 2>&1 &&
        demarche check >>found 2>&1 && demarche show fixed >>found 2>&1
    read_code=$?
    echo 'More words.' >all/more.txt
    run demarche index all
    index_code=$status index_text=$output
    run demarche compact
    compact_code=$status compact_text=$output
    umount "$DEMARCHE_INDEX"
    [ $read_code -eq 0 ] || fail "$(cat found)"
    [ "$index_code" -eq 2 ]
    [[ $index_text == *"$DEMARCHE_INDEX"*'Read-only file system'* ]]
    [ "$compact_code" -eq 2 ]
    [[ $compact_text == *"$DEMARCHE_INDEX"*'Read-only file system'* ]]
    demarche check
}

@test "a limit to the size of files loses nothing and is told" {
    make_many 100
    demarche index all/fixed.txt
    # In blocks of 512 or 1024 bytes: enough for the beginning.
    run bash -c 'ulimit -f 120; demarche index --jobs 1 all'
    [ "$status" -ne 0 ]
    [[ $output == *"$DEMARCHE_INDEX"* ]] || fail "$output"
    demarche check
    demarche search lighthouses
    demarche index all
    demarche check
}
