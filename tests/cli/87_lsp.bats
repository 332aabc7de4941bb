# lsp: editors, over stdin and stdout and over the socket.
bats_require_minimum_version 1.5.0
load helper
load daemon

more_setup() {
    daemon_place
    export PYTHONPATH=$TOP/tests/cli PYTHONDONTWRITEBYTECODE=1
    a_statement >in/a.txt
    demarche index in
}

teardown() {
    daemon_teardown
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

# A transcript in two sections, as b.txt.
transcript() {
    cat >in/b.txt <<'END'
Joint press conference

May 30, 2019

1. Regional affairs

Foreign Minister Taro Kono: We spoke about North Korea and its missiles today.

We shall speak about it again when we meet in the autumn of this year.

Foreign Minister Sergey Lavrov: The Northern Territories were not spoken of.

2. Trade

The ministers welcomed a rise in trade between their two countries this year.
END
    demarche index in
}

@test "the outline has sections, turns and passages, in nested ranges" {
    transcript
    client <<'END' >got
tree = {"textDocument": {"documentSymbol": {
    "hierarchicalDocumentSymbolSupport": True}}}
c.initialize(tree)
uri = "file://" + os.getcwd() + "/in/b.txt"
def place(p):
    return p["line"], p["character"]
def show(symbols, depth, outer):
    last = outer[0]
    for s in symbols:
        start, end = place(s["range"]["start"]), place(s["range"]["end"])
        inner = s["selectionRange"]
        assert last <= start <= end <= outer[1]
        assert start <= place(inner["start"]) <= place(inner["end"]) <= end
        print("  " * depth, s["kind"], " ", s["name"], "|",
              s.get("detail", ""), "|", "%d:%d-%d:%d" % (start + end), sep="")
        show(s["children"], depth + 1, (start, end))
        last = end
symbols = c.call("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
show(symbols, 0, ((0, 0), (99, 0)))
END
    run cat got
    assert_line --index 0 '3 1. Regional affairs||4:0-10:76'
    assert_line --index 1 --regexp '^  5 Taro Kono\|.*Foreign Minister.*\|6:0-8:70'
    assert_line --index 2 --regexp '^    15 We spoke about North Korea.*\|b#1\|'
    assert_line --index 3 --regexp '^    15 We shall speak.*\|b#2\|8:0-8:70'
    assert_line --index 4 --regexp '^  5 Sergey Lavrov\|'
    assert_line --index 6 '3 2. Trade||12:0-14:77'
}

@test "the outline is flat for clients that know no tree, and for no statement empty" {
    transcript
    client <<'END' >got
c.initialize()
uri = "file://" + os.getcwd() + "/in/b.txt"
ask = {"textDocument": {"uri": uri}}
for s in c.call("textDocument/documentSymbol", ask):
    print(s["kind"], s["name"][:9], s.get("containerName"),
          s["location"]["uri"] == uri, sep="|")
c.open("untitled:1", "A text that is in no index.\n")
print(c.call("textDocument/documentSymbol",
             {"textDocument": {"uri": "untitled:1"}}))
print(c.error("textDocument/documentSymbol",
              {"textDocument": {"uri": "untitled:2"}}))
print(c.error("textDocument/documentSymbol", {}))
END
    run cat got
    assert_line --index 0 '3|1. Region|None|True'
    assert_line --index 1 '5|Taro Kono|1. Regional affairs|True'
    assert_line --index 2 '15|We spoke |Taro Kono|True'
    assert_line '[]'
    assert_line --index -1 -- -32602
    assert_line --index -2 -- -32602
}

@test "a hover tells of the passage, of what is near and of the concept" {
    transcript
    printf 'A third statement\n\nJune 1, 2019\n\n%s\n' \
        'Nobody knows whether North Korea and its missiles were spoken of today.' \
        >in/c.txt
    demarche index in
    for format in markdown plaintext; do
        client <<END >got
c.initialize({"textDocument": {"hover": {"contentFormat": ["$format"]}}})
uri = "file://" + os.getcwd() + "/in/b.txt"
h = c.call("textDocument/hover", {"textDocument": {"uri": uri},
    "position": {"line": 6, "character": 50}})
print(h["contents"]["kind"])
print(h["range"]["start"], h["range"]["end"]["line"])
print(h["contents"]["value"].replace("\\\\", ""))
print(c.call("textDocument/hover", {"textDocument": {"uri": uri},
    "position": {"line": 1, "character": 0}}))
END
        run cat got
        assert_line --index 0 "$format"
        assert_line --index 1 "{'line': 6, 'character': 28} 6"
        assert_line --regexp '^(\*\*)?North Korea(\*\*)?'
        assert_line --partial 'DPRK'
        assert_line --regexp '^Date: 2019-05-30 \(dateline\)'
        assert_line --regexp '^Speaker: Taro Kono'
        assert_line --regexp '^Section: 1. Regional affairs'
        assert_line --regexp '^Topics: .*North Korea'
        assert_line --regexp '^\[b#1\].*b\.txt:7'
        assert_line --regexp '^- A third statement, 2019-06-01.*c\.txt:5'
        assert_line --index -1 None
    done
}

@test "definition and references of a concept are its passages, in any text" {
    transcript
    client <<'END' >got
c.initialize()
def ask(method, uri, line, character):
    found = c.call("textDocument/" + method, {
        "textDocument": {"uri": uri}, "context": {"includeDeclaration": True},
        "position": {"line": line, "character": character}})
    print(*(l["uri"].rsplit("/")[-1] + ":%d:%d-%d" % (
        l["range"]["start"]["line"], l["range"]["start"]["character"],
        l["range"]["end"]["character"]) for l in found))
c.open("untitled:1", "Nothing here.\n\nThe DPRK, of which\nthe Kurils\nare far.")
ask("definition", "untitled:1", 2, 5)
ask("references", "untitled:1", 2, 8)
ask("references", "untitled:1", 3, 6)
ask("references", "untitled:1", 0, 1)
ask("definition", "file://" + os.getcwd() + "/in/b.txt", 6, 50)
END
    run cat got
    assert_output 'b.txt:6:43-54
b.txt:6:43-54
b.txt:10:36-56

b.txt:6:43-54'
}

@test "lenses tell the topics of a section, and their command finds them" {
    transcript
    client <<'END' >got
c.initialize()
uri = "file://" + os.getcwd() + "/in/b.txt"
for l in c.call("textDocument/codeLens", {"textDocument": {"uri": uri}}):
    print(l["range"]["start"]["line"], l["command"]["title"], *l["command"]["arguments"])
r = c.call("workspace/executeCommand", {"command": "demarche.topic",
                                        "arguments": ["north-korea"]})
print([h["id"] for h in r["hits"]])
print(c.error("workspace/executeCommand", {"command": "rm"}))
print(c.error("workspace/executeCommand", {"command": "demarche.topic",
                                           "arguments": [5]}))
c.open("untitled:1", "Of missile defence, and of nothing else.")
print([l["command"]["title"] for l in c.call(
    "textDocument/codeLens", {"textDocument": {"uri": "untitled:1"}})])
END
    run cat got
    assert_line '4 North Korea north-korea'
    assert_line "['b#1']"
    assert_line "['missile defense']"
    refute_line --regexp '^12 '
    [ "$(grep -c -- -32602 got)" = 2 ]
}

@test "positions are right with every line end, beyond the BMP, in each encoding" {
    python3 - <<'END'
text = "Title \U0001F600 here\n\nJuly 31, 2018\n\n\U0001F600 é 北 The two ministers spoke about a unicorn today.\n"
def put(name, text, *codec):
    # Each is another statement, or they were copies.
    end = "\r\n" if "\r\n" in text else text[-1]
    text += end + "It was told in the file of the name " + name.split(".")[0] \
        + ", which nobody had seen before the two of them came back." + end
    open("in/" + name, "wb").write(text.encode(*codec))
put("lf.txt", text, "utf-8")
put("crlf.txt", text.replace("\n", "\r\n"), "utf-8")
put("cr.txt", text.replace("\n", "\r"), "utf-8")
put("bom.txt", text, "utf-8-sig")
put("utf16.txt", "\ufeff" + text, "utf-16-le")
put("odd \U0001F600 #%.txt", text, "utf-8")
END
    demarche index in
    for wanted in utf-16 utf-8 utf-32; do
        client <<END >got
from urllib.parse import unquote, urlparse
r = c.initialize({"general": {"positionEncodings": ["$wanted"]}})
assert r["capabilities"]["positionEncoding"] == "$wanted", r
for s in c.call("workspace/symbol", {"query": "unicorn"}):
    path = unquote(urlparse(s["location"]["uri"]).path)
    data = open(path, "rb").read()
    text = (data.decode("utf-16") if "utf16" in path
            else data.decode("utf-8-sig"))
    assert text.encode() and os.path.exists(path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    r = s["location"]["range"]
    assert r["start"]["line"] == r["end"]["line"] == 4, r
    width = {"utf-16": 2, "utf-8": 1, "utf-32": 4}["$wanted"]
    codec = "$wanted" + ("-le" if width > 1 else "")
    cut = lines[4].encode(codec)[r["start"]["character"] * width:
                                 r["end"]["character"] * width].decode(codec)
    print(os.path.basename(path), cut, sep=": ")
    # The same place, from the editor's side.
    c.open(s["location"]["uri"], text)
    h = c.call("textDocument/hover", {
        "textDocument": {"uri": s["location"]["uri"]},
        "position": r["end"]})
    assert h["range"] == r, h
END
        run sort got
        [ "$(wc -l <got)" = 6 ]
        refute_output --regexp ': [^T😀].*'
        [ "$(grep -c 'The two ministers spoke about a unicorn today\.$' got)" = 6 ]
    done
}

@test "a document is read as it is in the editor" {
    transcript
    client <<'END' >got
c.initialize()
uri = "file://" + os.getcwd() + "/in/b.txt"
def range_(a, b, e, d):
    return {"start": {"line": a, "character": b},
            "end": {"line": e, "character": d}}
def places():
    return [(s["location"]["range"]["start"]["line"],
             s["location"]["range"]["start"]["character"])
            for s in c.call("textDocument/documentSymbol",
                            {"textDocument": {"uri": uri}}) if s["kind"] == 15]
def change(*changes):
    c.notify("textDocument/didChange", {
        "textDocument": {"uri": uri, "version": 2},
        "contentChanges": [{"range": r, "text": t} for r, t in changes]})
print(places())
text = open("in/b.txt").read()
c.open(uri, text)
print(places())
change((range_(0, 0, 0, 0), "Two \U0001F600\nlines\n"),
       (range_(0, 6, 0, 6), "!"), (range_(8, 0, 8, 0), "\U0001F600 "))
print(places())
change((range_(8, 0, 9, 0), ""))
print(places())
c.notify("textDocument/didChange", {"textDocument": {"uri": uri},
                                    "contentChanges": [{"text": "DPRK"}]})
print(places(), c.call("textDocument/hover", {"textDocument": {"uri": uri},
    "position": {"line": 0, "character": 1}})["range"])
c.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
print(places())
END
    run cat got
    assert_output "[(6, 28), (8, 0), (10, 32), (14, 0)]
[(6, 28), (8, 0), (10, 32), (14, 0)]
[(8, 31), (10, 0), (12, 32), (16, 0)]
[(9, 0), (11, 32), (15, 0)]
[] {'start': {'line': 0, 'character': 0}, 'end': {'line': 0, 'character': 4}}
[(6, 28), (8, 0), (10, 32), (14, 0)]"
}

@test "progress and partial results come before the answer" {
    for how in '' --no-daemon; do
        client $how <<'END' >got
c.initialize()
r = c.call("workspace/symbol", {"query": "ministers", "workDoneToken": "w",
                                "partialResultToken": 7})
print(r)
for n in c.notes:
    value = n["params"]["value"]
    print(n["method"], n["params"]["token"],
          value["kind"] if isinstance(value, dict) else len(value))
END
        run cat got
        assert_output '[]
$/progress w begin
$/progress 7 1
$/progress w end'
    done
}

@test "a cancelled request is answered as such" {
    client <<'END' >got
c.initialize()
asked = [c.ask("workspace/symbol", {"query": "ministers"}) for i in range(200)]
for number in asked:
    c.notify("$/cancelRequest", {"id": number})
codes = {c.reply(number).get("error", {}).get("code") for number in asked}
print(codes <= {-32800, None})
print(len(c.call("workspace/symbol", {"query": "ministers"})))
END
    run cat got
    assert_output 'True
1'
}

@test "a query that cannot be parsed, and wrong parameters, are told" {
    client <<'END' >got
c.initialize(initializationOptions={"symbols": 1, "queryInNames": True})
r = c.reply(c.ask("workspace/symbol", {"query": '(ministers'}))["error"]
print(r["code"], "column" in r["message"])
print(c.error("workspace/symbol", {"query": 5}), c.error("workspace/symbol"))
print(c.call("workspace/symbol", {"query": "  "}))
for p in ({}, {"textDocument": 5}, {"textDocument": {"uri": "x"}},
          {"textDocument": {"uri": "file:///etc/passwd/x"},
           "position": {"line": 0, "character": 0}},
          {"textDocument": {"uri": "untitled:9"},
           "position": {"line": -1, "character": 0}}):
    print(c.error("textDocument/hover", p))
for p in (None, {}, {"textDocument": {"uri": 5}}, []):
    c.notify("textDocument/didOpen", p)
    c.notify("textDocument/didChange", p)
    c.notify("textDocument/didClose", p)
s = c.call("workspace/symbol", {"query": "ministers autumn"})
print(len(s), "‹ministers autumn›" in s[0]["name"])
END
    run cat got
    assert_output -- '-32803 True
-32602 -32602
[]
-32602
-32602
-32602
-32602
-32602
1 True'
}

@test "exit ends its own connection; other clients go on" {
    client <<'END' >got
d = Client("demarche", "lsp")
c.initialize()
d.initialize()
print(c.end())
print(len(d.call("workspace/symbol", {"query": "ministers"})))
d.process.stdin.close()
print(d.take(), d.process.wait(20))
END
    run cat got
    assert_output '0
1
None 0'
}

@test "several that start at once share one daemon; another index has its own" {
    client -d ./ix <<'END' >got
clients = [c] + [Client("demarche", "lsp") for i in range(7)]
for each in clients:
    each.initialize()
print([len(each.call("workspace/symbol", {"query": "ministers"}))
       for each in clients])
print(len([n for n in os.listdir("run/demarche") if n.endswith(".sock")]))
os.system("demarche index -d other in")
d = Client("demarche", "lsp", "-d", "other")
d.initialize()
print(d.call("status")["index"] == os.path.realpath("other"))
print(len([n for n in os.listdir("run/demarche") if n.endswith(".sock")]))
END
    run cat got
    assert_output '[1, 1, 1, 1, 1, 1, 1, 1]
1
True
2'
}

@test "what goes wrong at the start is shown in the editor and told by the status" {
    client -d nowhere <<'END' >got 2>err
m = c.take()
print(m["method"], m["params"]["type"], "nowhere" in m["params"]["message"])
print(c.take(), c.process.wait(20))
END
    run cat got
    assert_output 'window/showMessage 1 True
None 2'
    grep -q 'nowhere' err
    run demarche lsp --socket "$PWD/nowhere/at/all" </dev/null
    assert_failure 2
    assert_output --partial 'did not start'
}

@test "a daemon that dies is told by the status of the bridge" {
    client <<'END' >got 2>err
import signal, socket, struct
c.initialize()
s = socket.socket(socket.AF_UNIX)
s.connect("run/demarche/searchd.sock")
pid = struct.unpack("3i", s.getsockopt(
    socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
os.kill(pid, signal.SIGKILL)
print(c.take(), c.process.wait(20))
d = Client("demarche", "lsp")
d.initialize()
print(len(d.call("workspace/symbol", {"query": "ministers"})), d.end())
END
    run cat got
    assert_output 'None 2
1 0'
    grep -q 'the daemon has ended' err
}

@test "without a place for sockets the editor is answered in the process" {
    unset XDG_RUNTIME_DIR
    client <<'END' >got
c.initialize()
print(len(c.call("workspace/symbol", {"query": "ministers"})), c.end())
END
    run cat got
    assert_output '1 0'
    [ ! -e run/demarche ]
}

@test "an answer of many megabytes comes through, and so does a large document" {
    python3 - <<'END'
for i in range(300):
    open("in/many%d.txt" % i, "w").write(
        "Statement %d\n\nMay 1, 2019\n\n" % i +
        "The unicorns of state %d met today in the capital, as they do.\n" % i)
END
    demarche index in
    client <<'END' >got
c.initialize(initializationOptions={"symbols": 1000})
for i in range(10):
    asked = [c.ask("workspace/symbol", {"query": "unicorns"})
             for i in range(4)]
    assert {len(c.reply(number)["result"]) for number in asked} == {300}
c.open("untitled:1", "word " * 800000 + "\n\nDPRK")
print(c.call("textDocument/hover", {"textDocument": {"uri": "untitled:1"},
    "position": {"line": 2, "character": 0}})["range"]["end"])
END
    run cat got
    assert_output "{'line': 2, 'character': 4}"
}

@test "Emacs's eglot searches, jumps, outlines and hovers" {
    command -v emacs >/dev/null || skip "there is no Emacs here"
    eglot=$(ls -d /usr/share/emacs/site-lisp/elpa/eglot-* 2>/dev/null | tail -1)
    transcript
    cat >t.el <<'END'
(unless (require 'eglot nil t) (message "no eglot") (kill-emacs 77))
(require 'xref)
(require 'imenu)
(setq eglot-sync-connect 20)
(add-to-list 'eglot-server-programs '(text-mode . ("demarche" "lsp")))
(find-file "in/b.txt")
(text-mode)
(apply #'eglot (eglot--guess-contact))
(defun tell (name xrefs)
  (dolist (x xrefs)
    (let ((l (xref-item-location x)))
      (message "%s %s:%s:%s" name
               (file-name-nondirectory (xref-file-location-file l))
               (xref-file-location-line l) (xref-file-location-column l)))))
(tell "search" (xref-backend-apropos 'eglot "\"spoke about\" missiles"))
;; Beyond the basic plane, so that units matter.
(goto-char (point-min))
(insert "\U0001F600 \U0001F600\n")
(eglot--signal-textDocument/didChange)
(search-forward "North Kor")
(tell "definition" (xref-backend-definitions 'eglot "LSP identifier"))
(message "outline %S" (mapcar #'car (eglot-imenu)))
(eglot-hover-eldoc-function (lambda (s &rest _) (message "hover %s" s)))
(dotimes (_ 50) (accept-process-output nil 0.1))
(eglot-shutdown (eglot-current-server))
(message "ended")
END
    run --separate-stderr timeout 60 emacs --batch -Q ${eglot:+-L "$eglot"} \
        -l t.el
    [ "$status" != 77 ] || skip "there is no eglot here"
    output=$stderr
    assert_output --partial 'search b.txt:7:28'
    assert_output --partial 'definition b.txt:8:43'
    assert_output --partial 'Namespace'
    assert_output --partial 'hover North Korea'
    assert_output --regexp 'Speaker: +Taro Kono'
    assert_output --partial 'ended'
}

@test "Neovim searches, outlines and hovers" {
    command -v nvim >/dev/null || skip "there is no Neovim here"
    transcript
    cat >t.lua <<'END'
local function say(...)
    io.stdout:write(table.concat({...}, " "), "\n")
end
vim.cmd("edit in/b.txt")
local id = vim.lsp.start_client({
    name = "demarche", cmd = {"demarche", "lsp"}, root_dir = vim.fn.getcwd()})
vim.lsp.buf_attach_client(0, id)
vim.wait(20000, function() return vim.lsp.buf_get_clients(0)[id] ~= nil
    and vim.lsp.buf_get_clients(0)[id].initialized end, 20)
local function ask(method, params)
    local got = vim.lsp.buf_request_sync(0, method, params, 20000)
    return got and got[id] and got[id].result
end
vim.api.nvim_buf_set_lines(0, 0, 0, false, {"😀 😀"})
for _, s in ipairs(ask("workspace/symbol", {query = '"spoke about"'})) do
    say("search", s.name:sub(1, 14), s.location.range.start.line,
        s.location.range.start.character)
end
local document = {uri = vim.uri_from_bufnr(0)}
for _, s in ipairs(ask("textDocument/documentSymbol",
                       {textDocument = document})) do
    say("outline", s.name, #s.children)
end
local items = vim.lsp.util.symbols_to_items(
    ask("workspace/symbol", {query = "trade"}), 0)
say("quickfix", items[1].lnum, items[1].col)
vim.api.nvim_win_set_cursor(0, {8, 50})
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
say("hover", (hover.contents.value:gsub("[*\n].*", "")), hover.contents.kind)
local lines = vim.lsp.util.convert_input_to_markdown_lines(hover.contents)
say("lines", tostring(#lines > 8))
vim.lsp.stop_client(id)
vim.cmd("qall!")
END
    run timeout 60 nvim --headless -u NONE +'luafile t.lua'
    assert_line --partial 'search We spoke about 7 28'
    assert_line --partial 'outline 1. Regional affairs 2'
    assert_line --partial 'outline 2. Trade 1'
    assert_line --partial 'quickfix 16 1'
    assert_line --partial 'hover'
    assert_line --partial 'lines true'
}
