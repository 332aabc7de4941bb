# Loaded by every command test: bats-assert, and a home of its own for each
# test, so that nothing of the user's is read or written.

load /usr/lib/bats/bats-support/load
load /usr/lib/bats/bats-assert/load

setup() {
    export HOME=$BATS_TEST_TMPDIR/home
    export XDG_DATA_HOME=$HOME/share
    unset DEMARCHE_INDEX NO_COLOR XDG_CACHE_HOME XDG_RUNTIME_DIR
    mkdir -p "$HOME"
    cd "$BATS_TEST_TMPDIR" || return 1
    TOP=$BATS_TEST_DIRNAME/../..
    if declare -F more_setup >/dev/null; then
        more_setup
    fi
}

# Say the limits of what a hostile file may take: 10 seconds, and 512 MiB of
# addresses. Sanitizers need more of both.
hostile_limits() {
    case $OUT in
    *asan* | *coverage*) echo 'ulimit -t 100' ;;
    *) echo 'ulimit -t 10 -v 524288' ;;
    esac
}

# Say the seconds that may pass while hostile files are read.
hostile_seconds() {
    case $OUT in
    *asan* | *coverage*) echo 200 ;;
    *) echo 20 ;;
    esac
}
