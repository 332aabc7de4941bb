# demarche bench tune: settings measured on queries that did not choose them.

load helper
bats_require_minimum_version 1.5.0

# Two collections in which a long text with many mentions competes with a short
# one: b decides.
more_setup() {
    long='fish fish boat net salt sea sea sea port port quay crew crew crew'
    for name in one two; do
        for i in 1 2 3 4; do
            printf '{"_id":"long%d","text":"topic%d %s topic%d"}\n' \
                "$i" "$i" "$long" "$i"
            printf '{"_id":"short%d","text":"topic%d met"}\n' "$i" "$i"
            printf 'q%d\ttopic%d\n' "$i" "$i" >>"$name.tsv"
            printf 'q%d 0 short%d 1\n' "$i" "$i" >>"$name.qrels"
        done >"$name.jsonl"
        demarche index -q -d "$name" "$name.jsonl"
    done
    one=one,one.tsv,one.qrels two=two,two.tsv,two.qrels
}

@test "tune leaves collections out in turn" {
    run --separate-stderr demarche bench tune -c "$one" -c "$two" \
        --model bm25 --set b=0 -p b=0,0.9 --measures RR,P@1
    assert_success
    assert_output - <<'END'
left out          queries        b            RR  before           P@1  before
one                     4      0.9        1.0000  0.5000        1.0000  0.0000
two                     4      0.9        1.0000  0.5000        1.0000  0.0000
mean                    8                 1.0000  0.5000        1.0000  0.0000
END
}

@test "tune parts one collection into folds, the same for every number of jobs" {
    run --separate-stderr demarche bench tune -c "$one" --folds 2 -j 1
    assert_success
    [ "${#lines[@]}" -eq 4 ]
    assert_line --index 3 --regexp '^mean +4 '
    demarche bench tune -c "$one" --folds 2 -j 1 >alone
    demarche bench tune -c "$one" --folds 2 -j 5 >together
    cmp alone together
}

@test "tune: wrong usage" {
    run demarche bench tune
    assert_failure 2
    assert_output --partial 'INDEX,QUERIES,QRELS'
    run demarche bench tune -c one,one.tsv
    assert_failure 2
    run demarche bench tune -c "$one" -p k9=1
    assert_failure 2
    assert_output --partial "there is no setting 'k9'; there are k1, b"
    run demarche bench tune -c "$one" -p b=0 -p b=1
    assert_failure 2
    run demarche bench tune -c "$one" --measures num_rel
    assert_failure 2
    assert_output --partial 'only means over queries'
    run demarche bench tune -c "$one" --folds 9
    assert_failure 2
    assert_output --partial 'one has only 4 judged queries'
    echo 'z 0 a 1' >other.qrels
    run demarche bench tune -c one,one.tsv,other.qrels
    assert_failure 2
    assert_output --partial 'one: none of its queries is judged'
    run demarche bench tune -c none,one.tsv,one.qrels
    assert_failure 2
    assert_output --partial 'none'
}
