# serve: clients that mean no good, and a world that does not either. Each time
# the right error comes, and the daemon lives on as it was.
bats_require_minimum_version 1.5.0
load helper
load daemon

more_setup() {
    daemon_place
    a_statement >in/a.txt
    { # a long one
        printf 'Long statement\n\nMay 30, 2019\n\n'
        for ((i = 0; i < 400; i++)); do
            printf 'Paragraph %d: the ministers went through the agenda, and \
agreed on most of what was on it, which was a lot.\n\n' "$i"
        done
    } >in/long.txt
    demarche index in
}

teardown() {
    [ -z "${CLIENT:-}" ] || kill "$CLIENT" 2>/dev/null || true
    daemon_teardown
}

# serve_warm [OPTION...]: a daemon whose workers have opened what they need.
serve_warm() {
    serve "$@"
    warm
}

# warm: every worker has opened what it needs.
warm() {
    for ((i = 0; i < 300; i++)); do
        printf '{"jsonrpc":"2.0","id":1,"method":"status"}\n'
    done | python3 "$TOP/tests/cli/rpc.py" "$SOCKET" >/dev/null
}

# Seconds that many clients may take; the sanitizers need more.
crowd_seconds() {
    case $OUT in
    *asan* | *tsan* | *coverage*) echo 300 ;;
    *) echo 60 ;;
    esac
}

bad() {
    timeout "$(crowd_seconds)" python3 "$TOP/tests/cli/bad_client.py" "$SOCKET" "$@"
}

ask() {
    printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}\n' "$1" "$2" |
        python3 "$TOP/tests/cli/rpc.py" "$SOCKET"
}

is_alive() {
    ask search '{"query":"autumn"}' | jq -e '.result.total == 1' >/dev/null
}

descriptors() {
    find "/proc/$DAEMON/fd" -mindepth 1 | wc -l
}

resident_kb() {
    sed -n 's/VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$DAEMON/status"
}

# unharmed COMMAND...: after it the daemon answers, and has no descriptor and
# no more than 16 MB more than before.
unharmed() {
    local descriptors_before resident_before i
    descriptors_before=$(descriptors)
    resident_before=$(resident_kb)
    "$@"
    is_alive
    for ((i = 0; i < 50; i++)); do
        [ "$(descriptors)" -le "$descriptors_before" ] && break
        sleep 0.1
    done
    [ "$(descriptors)" -le "$descriptors_before" ]
    case $(command -v demarche) in
    */asan/*) ;; # keeps what was freed
    *) [ "$(resident_kb)" -le $((resident_before + 16384)) ] ;;
    esac
}

# codes CASE: the codes that came, each once.
codes() {
    bad "$1" >out
    sort -u out | tr '\n' ' ' >codes
    cat codes
}

@test "garbage, huge headers, short bodies, deep nesting, wrong encodings" {
    serve_warm
    unharmed codes garbage
    assert_equal "$(cat codes)" '-32700 '
    unharmed codes huge_header
    assert_equal "$(cat codes)" '-32003 -32700 '
    [ "$(wc -l <out)" = 4 ]
    unharmed codes short_body
    assert_equal "$(cat codes)" '-32700 '
    [ "$(wc -l <out)" = 4 ]
    unharmed codes nesting
    assert_equal "$(cat codes)" '-32600 -32602 -32700 '
    [ "$(wc -l <out)" = 9 ]
    unharmed bad encoding >out
    assert_equal "$(tr '\n' ' ' <out)" '-32700 -32700 -32700 -32602 '
}

@test "wrong types and values" {
    serve_warm
    unharmed bad types >out
    assert_equal "$(sort out | uniq -c | tr -s ' \n' ' ')" \
        ' 6 -32600 19 -32602 '
}

@test "a query of 20,000 terms is refused at once" {
    serve_warm
    SECONDS=0
    unharmed bad many_terms >out
    [ "$SECONDS" -lt 5 ]
    run cat out
    assert_output '-32003
-32003
-32602'
}

@test "clients that go in the middle" {
    serve_warm
    unharmed bad resets
    unharmed bad resets
}

@test "2,000 connections: served, or told that they are too many" {
    [ "$(ulimit -Hn)" -ge 5000 ] || skip 'too few descriptors'
    ulimit -n 5000
    serve_warm --clients 4096 --waiting 4096 \
        --timeout "$(crowd_seconds)000"
    bad crowd # what was once needed is kept for the next time
    unharmed bad crowd >out
    assert_equal "$(cat out)" served
    kill "$DAEMON"
    wait "$DAEMON"
    serve_warm --clients 100
    bad crowd
    unharmed bad crowd >out
    run cat out
    assert_line -- -32000
}

@test "a client that never reads costs no more than it may" {
    serve_warm --workers 1
    before=$(resident_kb)
    mkfifo told
    python3 "$TOP/tests/cli/bad_client.py" "$SOCKET" never_reads 60 >told &
    CLIENT=$!
    read -r -t 60 line <told
    [ "$line" = full ]
    is_alive # and holds nobody up
    case $(command -v demarche) in
    */asan/*) ;;
    *) [ "$(resident_kb)" -le $((before + 100000)) ] ;;
    esac
    kill "$CLIENT"
    wait "$CLIENT" || true
    CLIENT=
    is_alive
}

@test "no descriptors left: clients are told, and later all is well" {
    ( ulimit -n 40 && exec demarche serve --workers 1 --ready-fd 4 \
        4>ready 2>log ) &
    DAEMON=$!
    for ((i = 0; i < 200; i++)); do
        grep -q ready ready 2>/dev/null && break
        sleep 0.1
    done
    grep -q 'only 20 clients' log
    is_alive
    before=$(descriptors)
    python3 - "$SOCKET" >out <<'END'
import json, socket, sys
clients = []
for i in range(100):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(20)
    client.connect(sys.argv[1])
    clients.append(client)
told = 0
for client in clients[20:]:
    told += json.loads(client.makefile().readline())["error"]["code"] == -32000
print(told)
END
    assert_equal "$(cat out)" 80
    is_alive
    [ "$(descriptors)" -le "$before" ]
}

@test "descriptors that are gone without notice do not make it spin" {
    serve_warm --workers 1
    prlimit --pid "$DAEMON" --nofile="$(descriptors):1024"
    python3 - "$SOCKET" >out <<'END' &
import json, socket, sys, time
clients, codes = [], set()
for i in range(40):
    client = socket.socket(socket.AF_UNIX)
    client.connect(sys.argv[1])
    client.settimeout(20)
    try:
        client.sendall(b'{"jsonrpc":"2.0","id":1,"method":"topics"}\n')
    except BrokenPipeError:
        pass  # it was told already
    reply = json.loads(client.makefile().readline())
    codes.add(reply["error"]["code"] if "error" in reply else 0)
    clients.append(client)
print(-32000 in codes and codes <= {0, -32000}, flush=True)
time.sleep(60)
END
    CLIENT=$!
    for ((i = 0; i < 200; i++)); do
        [ -s out ] && break
        sleep 0.1
    done
    assert_equal "$(cat out)" True
    before=$(cut -d ' ' -f 14,15 "/proc/$DAEMON/stat" | tr ' ' +)
    sleep 1
    after=$(cut -d ' ' -f 14,15 "/proc/$DAEMON/stat" | tr ' ' +)
    [ $(((after) - (before))) -le 5 ] # hundredths of a second
    prlimit --pid "$DAEMON" --nofile=1024:1024
    is_alive
}

@test "the index goes, comes back as another, is damaged and mended" {
    serve_warm --workers 2
    mv ix away
    for i in 1 2 3; do
        ask search '{"query":"autumn"}' | jq -e '.error.code == -32603'
        ask status '{}' | jq -e '.error.code == -32603'
    done
    mv away ix
    is_alive
    printf 'Another\n\nMay 1, 2020\n\nA unicorn was seen in the gardens.\n' \
        >other.txt
    demarche index -d other other.txt
    mv ix away
    mv other ix
    for i in 1 2 3 4; do # whichever worker
        ask search '{"query":"unicorn"}' | jq -e '.result.total == 1'
        ask search '{"query":"autumn"}' | jq -e '.result.total == 0'
    done
    mv ix other
    cp -r away ix
    for file in ix/shard-0/*.glass; do
        head -c 10000 /dev/zero | tr '\0' x >"$file"
    done
    ask search '{"query":"autumn"}' | jq -e '.error.code == -32603'
    rm -r ix
    mv away ix
    for i in 1 2 3; do
        is_alive
    done
}

@test "SIGPIPE, a log that nobody reads" {
    mkfifo -m 600 pipe
    cat pipe >/dev/null &
    CLIENT=$!
    demarche serve --ready-fd 5 5>pipe 2>pipe &
    DAEMON=$!
    for ((i = 0; i < 100; i++)); do
        [ -S "$SOCKET" ] && break
        sleep 0.1
    done
    kill "$CLIENT"
    wait "$CLIENT" || true
    CLIENT=
    kill -PIPE "$DAEMON"
    kill -HUP "$DAEMON"
    is_alive
    bad resets
    is_alive
}
