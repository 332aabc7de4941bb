# demarche show and demarche status.

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    cat >in/talks-in-spring.txt <<'TEXT'
Talks between the two foreign ministers (Overview)

July 31, 2018

1. Fisheries

  • The ministers discussed the quotas of the coming year at some length, and the side of Norland explained that its fleet has become smaller in each of the last seven years.
  • They agreed that experts should meet in the autumn and look at the figures together, since each side has figures of its own which the other does not believe to be right.

2. Culture

  • The ministers signed a plan of exchanges in the fields of music, theatre and sport, which is to last for three years and to be prolonged when neither side objects to it.
TEXT
    demarche index in >/dev/null 2>&1
}

@test "a passage is shown in its statement, marked" {
    run demarche show talks-in-spring#2
    assert_success
    assert_line 'title    Talks between the two foreign ministers (Overview)'
    assert_line 'date     2018-07-31 (dateline)'
    assert_line --regexp '^> #2 '
    assert_line --regexp '^  #1 '
    assert_line '  2. Culture'
}

@test "context limits what stands around it" {
    run demarche show -C 0 talks-in-spring#2
    assert_success
    refute_output --partial '#1 '
    refute_output --partial '#3 '
}

@test "a statement is shown whole, by its id or a unique beginning" {
    run demarche show talks-in
    assert_success
    assert_line --regexp '^  #3 '
    refute_line --regexp '^> '
    run bash -c 'demarche show --json talks-in-spring#3 | jq -r "[.id, .shown] | @tsv"'
    assert_line --index 2 "$(printf 'talks-in-spring#3\ttrue')"
    assert_line --index 0 "$(printf 'talks-in-spring#1\tfalse')"
}

@test "an unknown id is status 2 and names near ones" {
    run demarche show talks-in-spring#9
    assert_failure 2
    assert_output --partial 'near: talks-in-spring#1'
    run demarche show
    assert_failure 2
}

@test "status counts" {
    run demarche status
    assert_success
    assert_line --regexp '^passages +3$'
    assert_line --regexp '^statements +1$'
    assert_line --regexp '^files +1$'
    assert_line --regexp '^dates +2018-07-31 to 2018-07-31$'
    assert_line --regexp '^languages +en 3$'
}

@test "status as JSON" {
    run bash -c 'demarche status --json | jq -r "[.schema, .passages, .date_first, .languages[0].name] | @tsv"'
    assert_output "$(printf '1\t3\t2018-07-31\ten')"
}

@test "status of no index is status 2" {
    run demarche status -d nowhere
    assert_failure 2
}
