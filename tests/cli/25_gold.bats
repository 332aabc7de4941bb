#!/usr/bin/env bats
# What a careful reader finds in five real pages: every passage with its line,
# section, kind, speaker and opening words, none too many, and the furniture.

load helper

more_setup() {
    SEEDS=${DEMARCHE_SHARED:-$TOP/../shared}/seeds
}

@test "all gold passages of the seeds are cut, and no other" {
    [ -r "$SEEDS/gold-passages.jsonl" ] || skip "no $SEEDS"
    run --separate-stderr demarche passages --all --json "$SEEDS"/0*.txt
    assert_success
    echo "$output" >cut.jsonl
    run python3 "$TOP/tests/cli/compare_gold.py" "$SEEDS/gold-passages.jsonl" \
        "$SEEDS/gold-statements.jsonl" cut.jsonl
    assert_success
    assert_line --partial "61 of 61 passages right, 0 extra"
}

@test "the sides of the gold passages, but for two at most" {
    [ -r "$SEEDS/gold-passages.jsonl" ] || skip "no $SEEDS"
    demarche passages --all --json "$SEEDS"/0*.txt >cut.jsonl
    run python3 "$TOP/tests/cli/compare_gold.py" "$SEEDS/gold-passages.jsonl" \
        "$SEEDS/gold-statements.jsonl" cut.jsonl
    assert_line --regexp 'sides of (59|6[01])'
}
