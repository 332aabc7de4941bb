# demarche bench: eval prints what trec_eval prints, and says what is wrong.

load helper
bats_require_minimum_version 1.5.0

more_setup() {
    printf '%s\n' 't1 0 a 2' 't1 0 b 0' 't1 0 c 1' 't2 0 a 1' >qrels
    printf '%s\n' 't1 Q0 b 1 3 tag' 't1 Q0 a 2 2 tag' 't1 Q0 x 3 1.5 tag' \
        't1 Q0 c 4 1 tag' >run
}

@test "eval averages over the topics that both files have" {
    run --separate-stderr demarche bench eval -m num_rel,map,P_5,ndcg_cut_10 qrels run
    assert_success
    # map = (1/2 + 2/4) / 2; ndcg = (2/log2(3) + 1/log2(5)) / (2 + 1/log2(3))
    assert_output - <<END
$(printf '%-22s\t%s\t%s\n' runid all tag num_q all 1 num_rel all 2 \
        map all 0.5000 P_5 all 0.4000 ndcg_cut_10 all 0.6433)
END
    [[ $stderr == *"1 of 2 judged topics are not in the run"* ]]
}

@test "eval --complete counts a topic without hits as 0" {
    run demarche bench eval -c -m map qrels run
    assert_success
    assert_line "$(printf '%-22s\t%s\t%s' num_q all 2)"
    assert_line "$(printf '%-22s\t%s\t%s' map all 0.2500)"
}

@test "eval -q prints each topic first" {
    run demarche bench eval -q -m map qrels run
    assert_success
    assert_line "$(printf '%-22s\t%s\t%s' map t1 0.5000)"
}

@test "eval --rel and --condensed" {
    run demarche bench eval --rel 2 -m map qrels run
    assert_line "$(printf '%-22s\t%s\t%s' map all 0.5000)"
    run demarche bench eval --condensed -m map qrels run
    assert_line "$(printf '%-22s\t%s\t%s' map all 0.5833)"
}

@test "eval names file, line and column of what is wrong" {
    echo 't1 Q0 y 5 much tag' >>run
    run demarche bench eval qrels run
    assert_failure 2
    assert_output --partial "run:5:11: expected a score, a number, not 'much'"
}

@test "eval of files without a common topic fails" {
    echo 't9 Q0 a 1 3 tag' >run
    run demarche bench eval qrels run
    assert_failure 2
    assert_output --partial 'no topic in common'
}

@test "eval: wrong usage" {
    run demarche bench eval qrels
    assert_failure 2
    run demarche bench eval -m map,nonsense qrels run
    assert_failure 2
    assert_output --partial "no measure 'nonsense'"
    run demarche bench eval qrels missing
    assert_failure 2
    assert_output --partial 'missing'
}

@test "structure: a folder without gold files is named" {
    mkdir gold
    run demarche bench structure gold
    assert_failure 2
    assert_output --partial 'gold/gold-statements.jsonl'
}

