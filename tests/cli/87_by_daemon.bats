# search and topic through a daemon: what they print is the same, byte for byte,
# and whatever is wrong with a daemon, they work.
bats_require_minimum_version 1.5.0
load helper
load daemon

more_setup() {
    daemon_place
    printf 'Talks on "security"\n\nJuly 31, 2018\n\n%s\n\n%s\n\n%s\n' \
        'The two ministers spoke about missile defense in the region.' \
        'They agreed to meet again in the autumn of the same year.' \
        'Сторона привержена делу мира; 両大臣は会談した。' >in/a.txt
    printf 'A statement\n\nMay 30, 2019\n\n%s\n\n%s\n' \
        'Minister: the missile defence of the allies, the DPRK, and more.' \
        'Nuclear weapons have no place in the region, the minister said.' \
        >in/b.txt
    demarche index in
}

teardown() {
    [ -z "${PROXY:-}" ] || kill "$PROXY" 2>/dev/null || true
    daemon_teardown
}

# listen_in: stand between commands and the daemon, which is then elsewhere, and
# take down what it answers.
listen_in() {
    cat >proxy.py <<'END'
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(8)
open("answers", "w").close()
while True:
    client, _ = server.accept()
    daemon = socket.socket(socket.AF_UNIX)
    daemon.connect(sys.argv[2])
    daemon.sendall(client.makefile("rb").readline())
    answer = daemon.makefile("rb").readline()
    with open("answers", "a") as log:
        log.write("result\n" if "result" in json.loads(answer) else "error\n")
    client.sendall(answer)
    client.close()
END
    python3 proxy.py "$SOCKET" "$PWD/real.sock" &
    PROXY=$!
    for ((i = 0; i < 100; i++)); do
        [ -e answers ] && return
        sleep 0.1
    done
    return 1
}

answered() {
    grep -c result answers || true
}

# both ARGUMENT...: the command with a daemon and without: same output, same
# messages, same exit code.
both() {
    local code=0 direct=0
    demarche "$@" >got 2>got.err || code=$?
    demarche "$1" --no-daemon "${@:2}" >expected 2>expected.err || direct=$?
    [ "$code" = "$direct" ] && cmp got expected && cmp got.err expected.err
}

@test "every form of output is the same by a daemon" {
    mkdir -m 700 run/demarche
    serve --socket "$PWD/real.sock"
    listen_in
    local forms=('' --json --csv --vimgrep '--format trec' --full '-n 1'
        '--color always --full' '--offset 1 -n 1 --csv' '--all' '--lang en'
        '--qid 7 --format trec' '-n 10000 --json' '--explain --json' --explain)
    local query form
    for form in "${forms[@]}"; do
        for query in 'missile defence minister' nothingatall; do
            # shellcheck disable=SC2086 # options are words
            both search $form "$query" || {
                echo "differs: search $form $query"
                diff got expected
                return 1
            }
        done
        # shellcheck disable=SC2086 # options are words
        both topic $form missile-defense 'minister OR "two ministers"'
    done
    [ "$(answered)" = $((3 * ${#forms[@]} - 3 * 2)) ] # not by --explain
}

@test "every kind of query is answered the same by a daemon" {
    serve
    for query in 'minister -dprk' '"two ministers"' topic:dprk 'date:2019' misile \
        'region date:2018..' '=Minister' 'miss*' 'мира' '会談' '' '(' 'a NEAR/2'; do
        both search "$query" || {
            echo "differs: search $query"
            diff got expected
            return 1
        }
        both search --json "$query"
    done
    both topic no-such-topic
    both topic dprk 'date:2018'
}

@test "wrong options and their messages are the same" {
    serve
    both search -n 0 a
    both search -n 10001 a
    both search --json --csv a
    both search --format nothing a
    both search --color perhaps a
    both search "$(printf '\xff\xfe')"
    both search --qid "$(printf 'a\xff')" --format trec minister
    both search -d nowhere a
    both search --topics nowhere a
    both search "$(printf 'word %.0s' {1..300})"
}

@test "width, links and where relative files are come from the command" {
    demarche index -d ix2 in # with relative names
    export DEMARCHE_INDEX=ix2
    serve
    export DEMARCHE_HYPERLINKS=always
    COLUMNS=50 both search --color always missile
    grep -q 'file://' got
    COLUMNS=90 both search missile
    both search --vimgrep defence
    cd in
    export DEMARCHE_INDEX=../ix2
    both search --vimgrep defence
    both search --color always missile
}

@test "the daemon is asked where it is the same, and only there" {
    mkdir -m 700 run/demarche
    serve --socket "$PWD/real.sock"
    listen_in
    demarche search missile >/dev/null
    assert_equal "$(answered)" 1
    demarche search --no-daemon missile >/dev/null
    assert_equal "$(answered)" 1
    (cd in && demarche search -d ../ix missile >/dev/null) # by another name
    ln -s ix link
    demarche topic -d link missile-defense >/dev/null
    assert_equal "$(answered)" 3
    cp -r ix other
    demarche search -d other missile >/dev/null # another index
    mkdir topics
    cp "$TOP"/corpus/topics/missile-defense.ttl topics
    DEMARCHE_TOPICS=$PWD/topics demarche topic missile-defense >/dev/null
    demarche search --topics topics missile >/dev/null
    env -u XDG_RUNTIME_DIR demarche search missile >/dev/null
    demarche search --explain missile >/dev/null
    assert_equal "$(answered)" 3
}

@test "what is new in index and topics is seen as without a daemon" {
    mkdir topics
    cp "$TOP"/corpus/topics/missile-defense.ttl topics
    export DEMARCHE_TOPICS=$PWD/topics
    serve
    both search unicorn
    both topic missile-defense
    printf 'New\n\nMay 30, 2020\n\nThe minister saw a unicorn, a rare animal.\n' \
        >in/c.txt
    demarche index in
    both search unicorn
    [ -s got ]
    sed 's/missile-defense/unicorns/g; s/"missile defense"/"unicorn"/I' \
        topics/missile-defense.ttl >topics/unicorns.ttl
    rm topics/missile-defense.ttl
    both topic unicorns
    [ -s got ]
    both topic missile-defense
    demarche compact
    both search unicorn
    rm -r ix
    both search unicorn
    printf 'Old\n\nMay 30, 2020\n\nThere is no such animal at all.\n' >in/a.txt
    rm in/b.txt in/c.txt
    demarche index in
    both search unicorn
    both search animal
    [ -s got ]
}

@test "whatever is wrong with the daemon, a search works" {
    demarche search --no-daemon missile >expected
    demarche search missile | cmp - expected # there is none
    serve
    kill -9 "$DAEMON"
    wait "$DAEMON" || true
    [ -S "$SOCKET" ]
    demarche search missile | cmp - expected # its socket is there
    serve --clients 1
    python3 -c '
import socket, subprocess, sys
client = socket.socket(socket.AF_UNIX)
client.connect(sys.argv[1])
subprocess.run(["demarche", "search", "missile"], check=True)
' "$SOCKET" | cmp - expected # it has no place
    kill -STOP "$DAEMON"
    demarche search missile | cmp - expected # it hangs
    kill -CONT "$DAEMON"
    kill "$DAEMON"
    wait "$DAEMON"
    DAEMON=
}

@test "a daemon that answers anything else does no harm" {
    demarche search --no-daemon missile >expected
    mkdir -m 700 -p run/demarche
    cat >fake.py <<'END'
import os, socket, sys
answers = [b"", b"\n", b"{}\n", b"rubbish\n", b'{"jsonrpc":"2.0","id":1',
           b'{"result":{"text":5,"count":1}}\n', b'{"result":{"text":"x"}}\n',
           b'{"result":[]}\n', b'{"error":{"code":-32601,"message":"?"}}\n',
           b"\xff\xfe\n", b"[" * 5000 + b"\n"]
if os.path.exists(sys.argv[1]):
    os.unlink(sys.argv[1])
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(8)
print(len(answers), flush=True)
for answer in answers:
    client, _ = server.accept()
    if answer:
        client.recv(65536)
        client.sendall(answer)
    client.close()
END
    python3 fake.py "$SOCKET" >count &
    DAEMON=$!
    for ((i = 0; i < 100; i++)); do
        [ -s count ] && break
        sleep 0.1
    done
    for ((i = $(cat count); i > 0; i--)); do
        demarche search missile 2>err | cmp - expected
        [ ! -s err ]
    done
}
