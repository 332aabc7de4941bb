# lsp: editors, over stdin and stdout and over the socket.
bats_require_minimum_version 1.5.0
load helper

more_setup() {
    mkdir in run
    chmod 700 run
    export XDG_RUNTIME_DIR=$PWD/run
    SOCKET=$XDG_RUNTIME_DIR/demarche/searchd.sock
    export DEMARCHE_INDEX=$PWD/ix
    export PYTHONPATH=$TOP/tests/cli PYTHONDONTWRITEBYTECODE=1
    printf 'One statement\n\nJuly 31, 2018\n\n%s\n\n%s\n' \
        'The two ministers spoke about missile defense in the region.' \
        'They agreed to meet again in the autumn of the same year.' >in/a.txt
    demarche index in
}

# What a daemon that was started here leaves is ended, by its own number.
teardown() {
    local socket
    for socket in run/demarche/*.sock; do
        [ -S "$socket" ] || continue
        python3 - "$socket" <<'END' || true
import os, signal, socket, struct, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
pid = struct.unpack("3i", s.getsockopt(
    socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
os.kill(pid, signal.SIGTERM)
END
    done
}

# client [OPTION...]: a python script on stdin, with a client in c.
client() {
    python3 <(echo 'import sys, json, os; from lsp import Client'
        echo 'c = Client("demarche", "lsp", *sys.argv[1:])'
        cat) "$@"
}

@test "a search is workspace/symbol, with the passage's own range" {
    client <<'END' >got
c.initialize()
for s in c.call("workspace/symbol", {"query": "missile defence"}):
    print(s["name"], s["containerName"], s["data"]["id"], sep="|")
    print(json.dumps(s["location"]))
print(c.end())
END
    run cat got
    assert_line --index 0 'The two ministers spoke about missile defense in the region.|One statement, 2018-07-31|a#1'
    assert_line --index 1 "{\"uri\": \"file://$PWD/in/a.txt\", \"range\": {\"start\": {\"line\": 4, \"character\": 0}, \"end\": {\"line\": 4, \"character\": 60}}}"
    assert_line --index 2 0
}

@test "the order of the handshake is kept" {
    for how in '' --no-daemon; do
        client $how <<'END' >got
print(c.error("workspace/symbol", {"query": "a"}))
r = c.initialize()
print(r["serverInfo"]["name"], r["capabilities"]["positionEncoding"])
print(c.error("initialize", {}))
print(c.error("textDocument/nothing", {}))
c.notify("$/setTrace", {"value": "off"})
c.notify("$/whatever")
c.notify("textDocument/nothing")
print(c.error("$/whatever"))
print(c.call("shutdown"))
print(c.error("workspace/symbol", {"query": "a"}))
print(c.error("search", {"query": "a"}))
c.notify("exit")
print(c.take(), c.process.wait(20))
END
        run cat got
        assert_output -- '-32002
demarche utf-16
-32600
-32601
-32601
None
-32600
-32600
None 0'
    done
}
