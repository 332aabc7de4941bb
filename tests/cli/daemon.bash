# Loaded by the tests of the daemon: a place for its socket, and one that runs.
# A file's more_setup() calls daemon_place, its teardown() daemon_teardown.

# daemon_place: an empty folder for sockets, "in" for files, and an index that
# is not there yet.
daemon_place() {
    mkdir in run
    chmod 700 run
    export XDG_RUNTIME_DIR=$PWD/run
    # shellcheck disable=SC2034 # for the files that load this
    SOCKET=$XDG_RUNTIME_DIR/demarche/searchd.sock
    export DEMARCHE_INDEX=$PWD/ix
}

# a_statement: two passages on missile defense.
a_statement() {
    printf 'One statement\n\nJuly 31, 2018\n\n%s\n\n%s\n' \
        'The two ministers spoke about missile defense in the region.' \
        'They agreed to meet again in the autumn of the same year.'
}

# serve [OPTION...]: a daemon that clients can come to; DAEMON is its number.
serve() {
    mkfifo -m 600 ready
    demarche serve --ready-fd 4 "$@" 4>ready 2>log 3>&- &
    DAEMON=$!
    read -r -t 20 line <ready || { cat log; return 1; }
    rm ready
    [ "$line" = ready ]
}

# daemon_teardown: end the daemon of serve, and those that programs started,
# each by its own number.
daemon_teardown() {
    local socket
    [ -z "${DAEMON:-}" ] || kill -CONT "$DAEMON" 2>/dev/null || true
    [ -z "${DAEMON:-}" ] || kill "$DAEMON" 2>/dev/null || true
    for socket in run/demarche/*.sock; do
        [ -S "$socket" ] || continue
        python3 - "$socket" <<'END' 2>/dev/null || true
import os, signal, socket, struct, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
pid = struct.unpack("3i", s.getsockopt(
    socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
os.kill(pid, signal.SIGTERM)
END
    done
    wait
}
