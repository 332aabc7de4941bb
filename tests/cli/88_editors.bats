# searchd/editors: each set-up in its real editor, without a screen, against
# the real program.
bats_require_minimum_version 1.5.0
load helper
load daemon

more_setup() {
    EDITORS=$TOP/searchd/editors
    daemon_place
    export XDG_CONFIG_HOME=$HOME/config
    export XDG_STATE_HOME=$HOME/state XDG_CACHE_HOME=$HOME/cache
    printf 'One statement\n\nJuly 31, 2018\n\n%s\n\n%s\n' \
        'The “two” ministers spoke about missile defense in the region.' \
        'Japan explained its position on missile
defense, and the minister agreed.' >in/a.txt
    printf 'Another statement\n\nMay 3, 2012\n\n%s\n' \
        'Missile defense was not spoken about at length.' >in/b.txt
    demarche index -q "$PWD/in"
}

teardown() {
    daemon_teardown
}

needs() {
    command -v "$1" >/dev/null || skip "$1 is not there"
}

# ---- Emacs ----

# emacs_run FORM...: with demarche.el; `say' prints.
emacs_run() {
    needs emacs
    timeout 60 emacs --batch -Q -L "$EDITORS" -l demarche \
        --eval '(defun say (format &rest values)
                  (princ (apply (function format) (concat format "\n") values)))' \
        --eval "(progn $*)"
}

@test "Emacs: demarche.el compiles and is documented without a warning" {
    needs emacs
    cp "$EDITORS/demarche.el" .
    run emacs --batch -Q --eval '(setq byte-compile-error-on-warn t)' \
        -f batch-byte-compile demarche.el
    assert_success
    assert_output ''
    run emacs --batch -Q --eval '(checkdoc-file "demarche.el")'
    assert_success
    refute_output --partial 'demarche.el:'
}

RESULTS='(progn
    (demarche-search "missile defense")
    (say "%s" (string-trim (buffer-substring-no-properties
                            (point-min) (point-max))))
    (say "marked %S" (buffer-substring-no-properties
                      (next-single-property-change (line-end-position)
                                                   (quote face))
                      (next-single-property-change
                       (next-single-property-change (line-end-position)
                                                    (quote face))
                       (quote face)))))'

@test "Emacs: results are the same with the daemon and without" {
    emacs_run "$RESULTS" >alone
    run cat alone
    assert_output --partial '2018-07-31'
    assert_output --partial 'The “two” ministers spoke about missile defense'
    assert_output --partial 'marked "'
    [[ ${lines[-1],,} == 'marked "missile defense"' ]]
    serve
    emacs_run '(setq demarche-program "/no/such/program")' "$RESULTS" >asked
    diff alone asked
}

@test "Emacs: next, previous, jump and follow go where passages stand" {
    serve
    run emacs_run '(demarche-search "missile defense \"position\" -length")' \
        '(progn (demarche-next) (demarche-previous)
            (say "first %s" (bobp))
            (condition-case e (demarche-previous)
                (user-error (say "%s" e))))' \
        '(let ((seen nil))
            (while (progn (push (gethash "id" (demarche--hit)) seen)
                          (condition-case nil (progn (demarche-next) t)
                            (user-error nil))))
            (say "seen %s" (length seen)))' \
        '(progn (goto-char (point-min)) (search-forward "Japan explained")
            (demarche-visit)
            (say "%s:%d %s" (file-name-nondirectory buffer-file-name)
                 (line-number-at-pos)
                 (buffer-substring (point) (line-end-position))))' \
        '(progn (switch-to-buffer "*demarche*") (demarche-follow-mode 1)
            (goto-char (point-min)) (search-forward "ministers")
            (run-hooks (quote post-command-hook))
            (say "%s %s" (buffer-name)
                 (with-current-buffer "a.txt" (line-number-at-pos
                   (window-point (get-buffer-window "a.txt"))))))'
    assert_success
    assert_line 'first t'
    assert_line '(user-error No more passages)'
    assert_line 'seen 2'
    assert_line --regexp '^a.txt:7 (position on missile|missile)$'
    assert_line '*demarche* 5'
}

@test "Emacs: filters narrow the results, and are cleared" {
    for how in t nil; do
        [ "$how" = nil ] || serve
        run emacs_run "(setq demarche-use-daemon $how)" \
            '(demarche-search "missile defense")' '(say "%d" demarche--shown)' \
            '(demarche-filter-date "2012")' \
            '(say "%d %s" demarche--shown header-line-format)' \
            '(progn (demarche-filter-date "")
                (demarche-filter-side "Japan"))' \
            '(say "%d %s" demarche--shown header-line-format)' \
            '(progn (demarche-filter-side "Nowhere")
                (say "%d %s" demarche--shown (buffer-string)))' \
            '(progn (demarche-clear-filters) (say "%d" demarche--shown))' \
            '(condition-case e (demarche-more) (user-error (say "%s" e)))' \
            '(condition-case e (demarche-search "(missile")
                (demarche-error (say "%s" e)))'
        assert_success
        assert_line --index 0 3
        assert_line --index 1 '1 (missile defense) date:2012'
        assert_line --index 2 '1 (missile defense) side:"Japan"'
        assert_line --index 3 '0 Nothing found.'
        assert_line --index 4 3
        assert_line --index 5 '(user-error No more passages)'
        assert_line --partial 'column'
    done
}

@test "Emacs: topics are named and shown; a daemon of another index is left" {
    serve
    run emacs_run '(say "%s" (member "missile-defense" (demarche--topic-names)))' \
        '(progn (demarche-topic "missile-defense") (say "%d" demarche--shown))' \
        "(progn (demarche-disconnect) (setq demarche-index \"$PWD/nowhere\")
            (condition-case e (demarche-search \"a\")
                (demarche-error (say \"%s\" e))))"
    assert_success
    assert_line --index 0 --partial 'missile-defense'
    assert_line --index 1 3
    assert_line --partial nowhere
}

# eglot_run CONTACT: what xref finds by it.
eglot_run() {
    needs emacs
    emacs --batch --eval '(require (quote eglot))' 2>/dev/null ||
        skip 'eglot is not there'
    timeout 60 emacs --batch --eval "(progn
        (require 'eglot)
        (add-to-list 'eglot-server-programs $1)
        (setq eglot-sync-connect 20)
        (find-file \"in/a.txt\")
        (text-mode)
        (apply #'eglot (eglot--guess-contact))
        (dolist (item (xref-backend-apropos 'eglot \"missile defense\"))
          (princ (format \"found %s\n\" (xref-item-summary item)))))"
}

@test "Emacs: eglot speaks with demarche lsp" {
    run eglot_run "'(text-mode \"demarche\" \"lsp\")"
    assert_success
    assert_output --partial 'found '
    assert_output --partial 'missile defense in the region'
}

@test "Emacs: eglot speaks with the daemon itself" {
    serve
    run eglot_run "\`((text-mode) . (eglot-lsp-server :process ,(lambda ()
        (make-network-process :name \"demarche\" :family 'local
            :coding 'utf-8-emacs-unix
            :service (expand-file-name \"demarche/searchd.sock\"
                                       (getenv \"XDG_RUNTIME_DIR\"))))))"
    assert_success
    assert_output --partial 'missile defense in the region'
}

# ---- Vim ----

# vim_run LINE...: a script, with the plugin; `Say' prints.
vim_run() {
    needs vim
    printf '%s\n' "source $EDITORS/demarche.vim" 'let g:demarche_open = 0' \
        'function! Say(...)' \
        '  call writefile([join(map(copy(a:000), "type(v:val) == 1 ? v:val : string(v:val)"))], "said", "a")' \
        'endfunction' "$@" 'qa!' >run.vim
    timeout 60 vim -es -u NONE --cmd 'set nocompatible encoding=utf-8' \
        -S run.vim </dev/null || echo "vim ended with $?"
    cat said
}

@test "Vim: :Demarche fills the quickfix list" {
    needs vim
    run vim_run 'Demarche missile defense -length' \
        'for q in getqflist()' \
        '  call Say(fnamemodify(bufname(q.bufnr), ":t"), q.lnum, q.text)' \
        'endfor' \
        'call Say(getqflist({"title": 1}).title)' \
        'cfirst' 'call Say("at", expand("%:t"), line("."))'
    assert_success
    assert_line --partial 'a.txt 5 The “two” ministers'
    assert_line --regexp '^at a.txt [57]$'
    assert_output --partial 'demarche search missile defense -length'
    refute_output --partial 'b.txt'
}

@test "Vim: topics complete, what is wrong is told, nothing is told" {
    needs vim
    run vim_run 'DemarcheTopic missile-defense' \
        'call Say("topic", len(getqflist()))' \
        'call Say(getcompletion("DemarcheTopic missile-", "cmdline"))' \
        'redir => said' 'Demarche (missile' 'Demarche unicorn' 'redir END' \
        'call Say(said)'
    assert_success
    assert_line 'topic 3'
    assert_line "['missile-defense']"
    assert_line --partial 'column'
    assert_line --partial 'Nothing found'
}

# ---- Neovim ----

# nvim_run LUA: with the module set up.
nvim_run() {
    needs nvim
    printf '%s\n' "package.path = '$EDITORS/?.lua;' .. package.path" \
        'local d = require("demarche")' \
        'local function say(...) io.stdout:write(table.concat(vim.tbl_map(tostring, {...}), " "), "\n") end' \
        "$1" 'vim.cmd("qa!")' >run.lua
    timeout 60 nvim --headless -u NONE -n -l run.lua 2>&1 ||
        timeout 60 nvim --headless -u NONE -n -c 'luafile run.lua' -c 'cq'
}

@test "Neovim: :Demarche fills the quickfix list" {
    needs nvim
    run nvim_run 'd.setup({ open = false })
vim.cmd([[Demarche missile defense -length]])
for _, q in ipairs(vim.fn.getqflist()) do
  say(vim.fn.fnamemodify(vim.fn.bufname(q.bufnr), ":t"), q.lnum, q.text)
end
vim.cmd([[DemarcheTopic missile-defense]])
say("topic", #vim.fn.getqflist(), vim.fn.getqflist({ title = 1 }).title)
say("complete", unpack(vim.fn.getcompletion("DemarcheTopic missile-", "cmdline")))
vim.notify = function(text) say(text) end
vim.cmd([[Demarche (missile]])
vim.cmd([[Demarche unicorn]])'
    assert_output --partial 'a.txt 5 2018-07-31'
    assert_output --partial 'The “two” ministers'
    refute_output --partial 'b.txt'
    assert_output --partial 'topic 3 demarche topic missile-defense'
    assert_output --partial 'complete missile-defense'
    assert_output --partial 'column'
    assert_output --partial 'nothing found'
}

@test "Neovim: demarche lsp is attached to a text, and searches" {
    needs nvim
    run nvim_run 'd.setup({})
vim.cmd("edit in/a.txt")
vim.bo.filetype = "text"
vim.wait(20000, function()
  local client = vim.lsp.get_client_by_id(M_client or 1)
  return client and client.initialized
end, 50)
local replies = vim.lsp.buf_request_sync(0, "workspace/symbol",
  { query = "missile defense" }, 20000)
for _, reply in pairs(replies or {}) do
  for _, symbol in ipairs(reply.result or {}) do
    say("found", symbol.name, symbol.location.range.start.line)
  end
end'
    assert_output --partial 'found '
    assert_output --partial 'missile defense in the region. 4'
}

# ---- Visual Studio Code ----

@test "VS Code: the extension's manifest names what is there" {
    needs node
    run node -e '
const fs = require("fs"), path = require("path");
const folder = process.argv[1];
const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json")));
const { kept } = require(process.argv[2]);
const extension = require(path.join(folder, manifest.main));
extension.activate({ subscriptions: [] });
for (const { command } of manifest.contributes.commands)
  if (!kept.commands[command]) console.log("no", command);
console.log(Object.keys(manifest.dependencies ?? {}).length, "dependencies");
' "$EDITORS/vscode" "$TOP/tests/cli/vscode_stub.js"
    assert_success
    assert_output '0 dependencies'
}

@test "VS Code: symbols and the search go to the exact place" {
    needs node
    run timeout 60 node -e '
const { kept, vscode } = require(process.argv[2]);
const extension = require(process.argv[1] + "/extension.js");
const document = {
  languageId: "plaintext", version: 1,
  uri: vscode.Uri.file(process.cwd() + "/in/a.txt"),
  getText: () => require("fs").readFileSync("in/a.txt", "utf8"),
};
(async () => {
  vscode.workspace.textDocuments.push(document);
  extension.activate({ subscriptions: [] });
  const found = await kept.providers.symbols.provideWorkspaceSymbols(
    "missile defense");
  for (const s of found)
    console.log("symbol", s.location.uri.toString().split("/").pop(),
      s.location.range.start.line, s.name);
  console.log("blank",
    (await kept.providers.symbols.provideWorkspaceSymbols(" ")).length);
  kept.typed = "ministers date:2018";
  await kept.commands["demarche.search"]();
  const [shown, options] = kept.shown.pop();
  console.log("shown", shown.uri.toString().split("/").pop(),
    options.selection.start.line, kept.items[0].detail);
  kept.pick = (items) => (
    items.find((item) => item.label === "missile-defense") ?? items[0]);
  await kept.commands["demarche.topic"]();
  console.log("topic", kept.items.length, kept.items[0].hit.rank);
  kept.typed = "(missile";
  await kept.commands["demarche.search"]();
  console.log("log", kept.log.join(" "));
  kept.events.open(document);
  kept.events.change({ document });
  kept.events.close(document);
  const outline = await kept.providers.outline.provideDocumentSymbols(document);
  console.log("outline", Array.isArray(outline));
  await extension.deactivate();
  console.log("ended");
})().catch((error) => { console.log("failed", error); process.exit(1); });
' "$EDITORS/vscode" "$TOP/tests/cli/vscode_stub.js"
    assert_success
    assert_line --partial 'symbol a.txt 4 The “two” ministers spoke about missile defense'
    assert_line 'blank 0'
    assert_line --regexp '^shown a.txt [46] '
    assert_line 'topic 3 1'
    assert_line --regexp '^log .*column'
    assert_line 'outline true'
    assert_line 'ended'
}

@test "VS Code: a program that is not there is told, once for each search" {
    needs node
    run timeout 60 node -e '
const { kept, vscode } = require(process.argv[2]);
vscode.workspace.getConfiguration = () => ({
  get: (name) => (name === "program" ? "/no/such/program" : 50) });
const extension = require(process.argv[1] + "/extension.js");
(async () => {
  extension.activate({ subscriptions: [] });
  kept.typed = "a";
  await kept.commands["demarche.search"]();
  console.log((await kept.providers.symbols.provideWorkspaceSymbols("a")).length);
  console.log(kept.log.filter((line) => line.startsWith("Demarche: ")).join());
})();
' "$EDITORS/vscode" "$TOP/tests/cli/vscode_stub.js"
    assert_success
    assert_line 0
    assert_line --regexp '^Demarche: .*ENOENT'
}
