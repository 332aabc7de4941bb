# bench/part.sh: a page's part is replaced, the rest of it stays.

load helper
bats_require_minimum_version 1.5.0

more_setup() {
    printf '%s\n' head '<!-- a -->' old '<!-- end of a -->' middle \
        '<!-- b -->' '<!-- end of b -->' >page.md
}

@test "a part is replaced and shown, the rest stays" {
    run "$TOP/bench/part.sh" page.md a printf '%s\n' new 'lines &'
    assert_success
    assert_output "$(printf '%s\n' new 'lines &')"
    run cat page.md
    assert_output "$(printf '%s\n' head '<!-- a -->' new 'lines &' \
        '<!-- end of a -->' middle '<!-- b -->' '<!-- end of b -->')"
    [ "$(ls)" = "$(printf '%s\n' home page.md)" ]
}

@test "a command that fails, and a part that is not there, change nothing" {
    cp page.md before
    run ! "$TOP/bench/part.sh" page.md a false
    cmp page.md before
    run "$TOP/bench/part.sh" page.md c echo new
    assert_failure 2
    assert_output --partial 'page.md has no part c'
    cmp page.md before
}
