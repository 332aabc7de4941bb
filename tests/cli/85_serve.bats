# serve: the daemon on its socket, as a client of it sees it.
bats_require_minimum_version 1.5.0
load helper
load daemon

more_setup() {
    daemon_place
    a_statement >in/a.txt
    demarche index in
}

teardown() {
    daemon_teardown
}

rpc() {
    python3 "$TOP/tests/cli/rpc.py" "$SOCKET" "$@"
}

# ask METHOD PARAMS: one request, its reply.
ask() {
    printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}\n' "$1" "$2" |
        rpc
}

end_daemon() {
    kill -TERM "$DAEMON"
    local code=0
    wait "$DAEMON" || code=$?
    DAEMON=
    return "$code"
}

@test "search gives what the command line gives" {
    serve
    ask search '{"query":"missile defence"}' >reply
    jq -c '.result.hits[]' reply >got
    demarche search --json missile defence | jq -c . >expected
    [ -s expected ]
    diff expected got
    run jq -r '.result.parse, .result.total, .id, .jsonrpc' reply
    assert_output '(RUN missile defence)
1
1
2.0'
}

@test "topic, topics, passage, statement and status answer alike" {
    serve
    ask topic '{"name":"missile-defense","n":1}' | jq -c '.result.hits[]' >got
    demarche topic -n 1 --json missile-defense | jq -c . >expected
    diff expected got
    ask topics '{}' | jq -c '.result.topics[]' >got
    demarche topic --json | jq -c . >expected
    diff expected got
    ask statement '{"id":"a"}' | jq -c '.result.passages[]' >got
    demarche show --json a | jq -c 'del(.shown)' >expected
    diff expected got
    ask passage '{"id":"a#2"}' | jq -c .result >got
    sed -n 2p expected | diff - got
    ask status '{}' | jq -c .result >got
    demarche status --json | jq -c . >expected
    diff expected got
}

@test "the form of LSP is answered in its form" {
    serve
    printf '{"jsonrpc":"2.0","id":"x","method":"search","params":%s}\n' \
        '{"query":"ministers"}' '{"query":"autumn"}' >requests
    rpc --headers <requests >got
    run jq -r '[.id, .result.total] | @tsv' got
    assert_output "$(printf 'x\t1\nx\t1')"
}

@test "what is wrong with a request is told, with the standard's codes" {
    serve
    cat >requests <<'END'
{"jsonrpc":"2.0","id":1,"method":"nothing"}
{"jsonrpc":"2.0","id":2,"method":"search"}
{"jsonrpc":"2.0","id":3,"method":"search","params":{"query":"(a"}}
{"jsonrpc":"2.0","id":4,"method":"search","params":{"query":"a","m":1}}
{"jsonrpc":"2.0","id":5,"method":"passage","params":{"id":"nowhere#1"}}
{"jsonrpc":"2.0","id":6,"method":"topic","params":{"name":"no such"}}
{"jsonrpc":"1.0","id":7,"method":"search"}
{"jsonrpc":"2.0","id":8,
[]
END
    rpc <requests | jq -r '[.id, .error.code] | @tsv' | sort >got
    sort >expected <<'END'
1	-32601
2	-32602
3	-32602
4	-32602
5	-32001
6	-32602
7	-32600
	-32700
	-32600
END
    diff expected got
    rpc <requests | jq -r 'select(.id == 3).error.message' >got
    grep -q 'column 3' got
}

@test "many requests at once are all answered, to a client that has ended" {
    serve --workers 2
    for ((i = 0; i < 500; i++)); do
        printf '{"jsonrpc":"2.0","id":%d,"method":"search","params":%s}\n' \
            "$i" '{"query":"ministers"}'
    done >requests
    rpc <requests >got
    run jq -s 'map(.id) | sort == [range(500)]' got
    assert_output true
    run jq -s 'map(.result.total) | unique' got
    assert_output "$(printf '[\n  1\n]')"
}

@test "a notification is not answered" {
    serve
    printf '%s\n' '{"jsonrpc":"2.0","method":"status"}' \
        '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}' \
        '{"jsonrpc":"2.0","id":1,"method":"topics"}' | rpc >got
    run jq .id got
    assert_output 1
}

@test "a batch is answered together, in both forms" {
    serve --workers 2
    printf '[%s,%s,%s,%s,5]\n' \
        '{"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"ministers"}}' \
        '{"jsonrpc":"2.0","method":"status"}' \
        '{"jsonrpc":"2.0","id":2,"method":"nothing"}' \
        '{"jsonrpc":"2.0","id":3,"method":"passage","params":{"id":"a#2"}}' \
        >requests
    for form in '' --headers; do
        # shellcheck disable=SC2086 # no word, or one
        rpc $form <requests >got
        run jq -c 'map([.id, .result.total // .result.n // .error.code]) | sort' got
        assert_output '[[null,-32600],[1,1],[2,-32601],[3,2]]'
    done
}

@test "a batch of notifications alone is not answered; wrong ones are told" {
    serve
    { # an array in an array is no request
        echo '[{"jsonrpc":"2.0","method":"status"}]'
        echo '[]'
        echo '[[{"jsonrpc":"2.0","id":1,"method":"status"}]]'
        printf '[%s5]\n' "$(printf '5,%.0s' {1..64})"
        echo '{"jsonrpc":"2.0","id":9,"method":"topics"}'
    } >requests
    python3 - "$SOCKET" requests >got <<'END'
import socket, sys
client = socket.socket(socket.AF_UNIX)
client.connect(sys.argv[1])
client.sendall(open(sys.argv[2], "rb").read())
client.shutdown(socket.SHUT_WR)
print(client.makefile().read(), end="")
END
    run jq -c 'if type == "array" then map(.error.code) else .error.code // .id end' got
    assert_output '-32600
[-32600]
-32600
9'
}

@test "a message that is too long ends its connection only" {
    serve
    head -c 2000000 /dev/zero | tr '\0' ' ' | sed '1s/^/{/' |
        timeout 20 python3 "$TOP/tests/cli/rpc.py" "$SOCKET" --open >got
    run jq .error.code got
    assert_output -- -32003
    run ask status '{}'
    assert_success
    assert_output --partial '"passages":2'
}

@test "a silent client and a half message hold nobody up" {
    serve --workers 1
    exec 5> >(sleep 5 | python3 -c '
import socket, sys
s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
s.sendall(b"Content-Length: 50\r\n\r\n{")
sys.stdin.read()' "$SOCKET")
    run timeout 3 bash -c "$(declare -f ask rpc); TOP='$TOP' SOCKET='$SOCKET'
        ask search '{\"query\":\"ministers\"}'"
    exec 5>&-
    assert_success
    assert_output --partial '"total":1'
}

@test "one connection too many is told so" {
    serve --clients 1
    python3 - "$SOCKET" >got <<'END'
import json, socket, sys
clients = [socket.socket(socket.AF_UNIX) for _ in range(2)]
for client in clients:
    client.connect(sys.argv[1])
print(json.loads(clients[1].makefile().readline())["error"]["code"])
END
    run cat got
    assert_output -- -32000
}

@test "a commit is seen without a restart" {
    serve
    ask search '{"query":"unicorn"}' | jq -e '.result.total == 0'
    printf 'Another statement\n\nMay 30, 2019\n\n%s\n' \
        'The minister spoke about a unicorn, which is a rare animal.' >in/b.txt
    demarche index in
    ask search '{"query":"unicorn"}' | jq -e '.result.total == 1'
    demarche compact
    ask search '{"query":"unicorn"}' | jq -e '.result.total == 1'
}

@test "SIGHUP reads the topics anew" {
    mkdir topics
    cp "$TOP"/corpus/topics/missile-defense.ttl topics
    DEMARCHE_TOPICS=$PWD/topics serve
    ask topics '{}' | jq '.result.topics | length' >before
    sed 's/missile-defense/another-topic/g' topics/missile-defense.ttl \
        >topics/another.ttl
    kill -HUP "$DAEMON"
    ask topics '{}' | jq '.result.topics | length' >after
    run cat before after
    [ "$(cat after)" -gt "$(cat before)" ]
}

@test "a second daemon says so and ends; a dead one's socket is replaced" {
    serve
    run --separate-stderr demarche serve
    assert_equal "$status" 75
    [[ $stderr == *"another daemon is running there"* ]]
    kill -9 "$DAEMON"
    wait "$DAEMON" || true
    [ -S "$SOCKET" ]
    serve
    run ask status '{}'
    assert_success
}

@test "SIGTERM answers what was asked and takes the socket away" {
    serve
    [ "$(stat -c %a "$SOCKET")" = 600 ]
    [ "$(stat -c %a "$(dirname "$SOCKET")")" = 700 ]
    end_daemon
    [ ! -e "$SOCKET" ]
}

@test "the daemon ends by itself when nobody comes" {
    serve --idle-exit 4
    ask status '{}'
    code=0
    wait "$DAEMON" || code=$?
    DAEMON=
    assert_equal "$code" 0
    [ ! -e "$SOCKET" ]
}

@test "systemd can hand the socket over" {
    command -v systemd-socket-activate >/dev/null ||
        skip "systemd-socket-activate is not there"
    SOCKET=$PWD/handed.sock
    systemd-socket-activate -l "$SOCKET" "$(command -v demarche)" serve \
        -d "$DEMARCHE_INDEX" --idle-exit 5 2>log &
    DAEMON=$!
    for ((i = 0; i < 100; i++)); do
        [ -S "$SOCKET" ] && break
        sleep 0.1
    done
    run ask search '{"query":"ministers"}'
    assert_output --partial '"total":1'
}

@test "wrong places for a socket are refused, and nothing is lost" {
    run demarche serve --socket "$PWD/$(printf 'x%.0s' {1..120})"
    assert_failure 2
    assert_output --partial 'at most 107 bytes'
    echo text >file
    run demarche serve --socket "$PWD/file"
    assert_failure 2
    assert_output --partial 'no socket'
    assert_equal "$(cat file)" text
    mkdir open
    chmod 777 open
    run demarche serve --socket "$PWD/open/s"
    assert_failure 2
    assert_output --partial 'open to others'
    run env -u XDG_RUNTIME_DIR demarche serve
    assert_failure 2
    assert_output --partial '--socket'
    run demarche serve -d nowhere
    assert_failure 2
    run demarche serve --ready-fd 77
    assert_failure 2
    run demarche serve --workers 0
    assert_failure 2
}

@test "the examples of protocol(7) are as it says" {
    serve
    grep -E '^[<>] ' "$TOP"/searchd/protocol.7 >examples
    [ "$(grep -c '^>' examples)" -ge 4 ]
    while IFS= read -r line; do
        if [ "${line%% *}" = '>' ]; then
            reply=$(rpc <<<"${line#> }")
        elif [[ $reply != *"${line#< }"* ]]; then
            echo "no $line in $reply"
            return 1
        fi
    done <examples
}
