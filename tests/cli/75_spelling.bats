# demarche-bench spelling: which spellings meet as one term.

load helper

@test "pairs that meet are counted, the missed are listed" {
    cat >list.txt <<'END'
# organize <verified> (level 20)
A Z: organize / B: organise
A Z: organizes / B: organises

# bark (level 20)
A: bark / B: barque
END
    run demarche-bench spelling --all list.txt
    assert_success
    assert_line --regexp '^pairs met +2 of +3 '
    assert_line --regexp '^pairs met, verified +2 of +2 +100\.00 %'
    assert_line --regexp '^wrong joins +0 '
}

@test "a list that is not there is an error" {
    run demarche-bench spelling no-such-list
    assert_failure 2
    assert_output --partial 'no-such-list'
}

@test "most British spellings meet the American ones" {
    list=${DEMARCHE_SHARED:-$TOP/../shared}/names/varcon.txt
    [ -e "$list" ] || skip "no ../shared/names/varcon.txt"
    run demarche-bench spelling "$list"
    assert_success
    met=$(sed -n 's/^pairs met, verified .* \([0-9]*\)\.[0-9]* %$/\1/p' <<<"$output")
    [ "$met" -ge 97 ]
}
