# The command itself: verbs, help, version.

load helper

@test "help lists the verbs and succeeds" {
    run demarche --help
    assert_success
    assert_line --partial 'passages'
}

@test "no verb is wrong usage" {
    run demarche
    assert_failure 2
}

@test "a mistyped verb names the nearest one" {
    run demarche indx
    assert_failure 2
    assert_output --partial "did you mean 'index'"
}

@test "version names the program" {
    run demarche --version
    assert_success
    assert_output --regexp '^demarche [0-9]+\.[0-9]+\.[0-9]+$'
}
