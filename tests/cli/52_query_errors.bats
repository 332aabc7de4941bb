# What cannot be parsed is an error with the column, never a guess.

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    printf 'A page\n\nThe ministers met in the capital and agreed on everything.\n' >in/a.txt
    demarche index in >/dev/null 2>&1
}

# refuses QUERY TEXT: status 2, a message with the text, nothing on stdout.
refuses() {
    run bash -c 'demarche search -- "$1" 2>message' _ "$1"
    assert_failure 2
    refute_output
    run cat message
    assert_output --partial "$2"
    assert_equal "$(wc -l <message)" 1
}

@test "quotation marks, brackets" {
    refuses 'a "b c' 'column 3: this quotation mark is never closed'
    refuses '(a b' 'column 5: expected ) for the ( of column 1'
    refuses 'a) b' 'column 2: this ) has no ('
    refuses '()' 'column 2: expected a query'
    refuses '""' 'column 1: expected words'
}

@test "operators without an operand" {
    refuses 'AND a' 'column 1: expected a word'
    refuses 'a OR' 'column 5: expected a word, phrase, field or (, but the query ends here'
    refuses 'a AND OR b' 'column 7: expected a word, phrase, field or (, not OR'
    refuses 'a NEAR/0 b' 'NEAR/ and a number from 1'
    refuses 'a NEAR' 'after NEAR'
    refuses 'a -' 'right after -'
}

@test "fields and dates" {
    refuses 'spaeker:x' "column 1: there is no field 'spaeker:'"
    refuses 'minister side:' 'column 15: expected a value after side:'
    refuses 'date:2012-31' "column 6: '2012-31' is no date"
    refuses 'date:2018..2012' 'column 6: the range of dates ends before it begins'
}

@test "columns count characters, not bytes" {
    refuses 'переговоры "x' 'column 12: this quotation mark'
}

@test "words that hold no word" {
    refuses '...' 'column 1: there is no word to look for'
    refuses '=' 'expected a word right after ='
    refuses 'a*b' 'a * can only end a word'
}

@test "limits" {
    refuses "$(printf 'a%.0s' {1..4097})" '4097 bytes are more than the 4096'
    refuses "$(printf 'a %.0s' {1..257})" 'more than 256 words'
}

@test "bad bytes" {
    refuses $'ab\xff' 'column 3: this is no UTF-8'
}

@test "options that contradict or make no sense" {
    run demarche search --json --csv word
    assert_failure 2
    run demarche search -n 0 word
    assert_failure 2
    run demarche search --format pdf word
    assert_failure 2
    run demarche search --offset 9995 -n 10 word
    assert_failure 2
    run demarche search
    assert_failure 2
    assert_output --partial 'expected a query'
}
