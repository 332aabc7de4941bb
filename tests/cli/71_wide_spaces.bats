# White space that is wider than one space never costs a letter.

load helper
bats_require_minimum_version 1.5.0

@test "a mark with several spaces behind it leaves the text whole" {
    printf '%s\n\n' '•  Bullet text is whole here.' \
        '1)  Numbered text is whole here, my friend.' 'o   Round text is whole.' \
        '-    Dash text is whole.' >spaces.txt
    run --separate-stderr bash -c \
        'demarche passages --json spaces.txt | jq -r .text'
    assert_success
    assert_output - <<'END'
Bullet text is whole here.
Numbered text is whole here, my friend.
Round text is whole.
Dash text is whole.
END
}
