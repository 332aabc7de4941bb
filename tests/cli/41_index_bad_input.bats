# demarche index on what is bad: a clear message that names the place, the
# right exit status, and nothing else lost.

bats_require_minimum_version 1.5.0
load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir all
    echo 'The ministers spoke about fisheries in the northern sea.' \
        >all/good.txt
}

# The good file is there, and the index is sound.
good_is_there() {
    demarche search --json fisheries | grep -q '"statement":"good"'
    demarche check
}

@test "no such file" {
    run demarche index all nowhere
    assert_failure 2
    assert_output --partial 'nowhere: cannot open: No such file or directory'
    good_is_there
}

# Root is not bound by rights: as root, run as nobody, in a place and with
# programs that nobody can reach.
as_bound() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        return
    fi
    mkdir bin
    cp "$TOP/$OUT/demarche" "$TOP/$OUT/demarche-index" bin/
    chmod 755 bin bin/*
    chown -R 65534 .
    setpriv --reuid=65534 --regid=65534 --clear-groups \
        env PATH="$PWD/bin:$PATH" "$@"
}

@test "a folder and a file without rights" {
    place=$(mktemp -d)
    chmod 755 "$place"
    cd "$place"
    cp -r "$BATS_TEST_TMPDIR/all" .
    mkdir all/closed
    echo 'Some words.' >all/closed/in.txt
    echo 'Some words.' >all/shut.txt
    chmod 0 all/closed all/shut.txt
    run as_bound demarche index -d "$place/index" all
    cd "$BATS_TEST_TMPDIR"
    mv "$place/index" "$DEMARCHE_INDEX"
    chmod -R u+rwX "$place" && rm -r "$place"
    assert_failure 2
    assert_output --partial 'all/closed: cannot open folder: Permission denied'
    assert_output --partial 'all/shut.txt: cannot open: Permission denied'
    assert_output --partial '1 files, 1 statements'
    good_is_there
}

@test "an empty file is a warning in a folder, an error by name" {
    : >all/empty.txt
    printf '  \n\n' >all/blank.md
    run demarche index all
    assert_success
    assert_output --partial 'warning: all/empty.txt: empty'
    assert_output --partial '1 files'
    good_is_there
    run demarche index all/empty.txt
    assert_failure 2
    assert_output --partial 'error: all/empty.txt: empty'
}

@test "a file that became empty leaves the index" {
    demarche index all
    : >all/good.txt
    run demarche index all
    assert_success
    run demarche search fisheries
    assert_failure 1
}

@test "a binary file" {
    head -c 20000 "$TOP/$OUT/demarche" >all/tool.txt
    head -c 20000 /dev/urandom >all/noise
    run demarche index all
    assert_failure 2
    assert_output --regexp 'all/tool.txt: (this is a program|binary)'
    good_is_there
}

@test "a file that became binary keeps what the index had" {
    demarche index all
    printf '\0\1\2\3%.0s' $(seq 100) >all/good.txt
    run demarche index all
    assert_failure 2
    assert_output --partial 'all/good.txt: binary'
    good_is_there
}

@test "a file of 2 GB" {
    truncate -s 2G all/huge.txt
    run demarche index all
    assert_failure 2
    assert_output --partial 'all/huge.txt: 2147483648 bytes, over the limit'
    good_is_there
}

@test "records in a file of 2 GB are streamed" {
    printf '{"_id":"a","text":"The ministers spoke about herring."}\n' \
        >all/huge.jsonl
    truncate -s 200M all/huge.jsonl
    run demarche index all
    assert_failure 2
    assert_output --partial 'all/huge.jsonl:2: a record of'
    good_is_there
    demarche search herring
}

@test "one line of 10 MB" {
    head -c 10000000 /dev/zero | tr '\0' a >all/line.txt
    head -c 10000000 /dev/zero | tr '\0' a >all/line.jsonl
    echo >>all/line.jsonl
    printf '{"_id":"a","text":"The ministers spoke about herring."}\n' \
        >>all/line.jsonl
    run demarche index all
    assert_failure 2
    assert_output --partial 'all/line.txt:1: a line of 10000000 bytes, over'
    assert_output --partial 'all/line.jsonl:1: a record of 10000000 bytes, over'
    good_is_there
    demarche search herring
}

@test "bad UTF-8 and NUL bytes are replaced and counted" {
    # With letters that make it UTF-8 all the same.
    printf 'The minist\377ers spoke of herr\0ing and cod. %s\n' \
        'Министры говорили о рыбе.' >all/bad.txt
    printf '{"_id":"a","text":"Halibut \377 and plaice."}\n' >all/bad.jsonl
    run demarche index all
    assert_success
    assert_output --partial 'warning: all/bad.txt: 2 bytes are no characters'
    assert_output --partial 'warning: all/bad.jsonl: 1 bytes are no characters'
    good_is_there
    demarche search cod
    demarche search plaice
}

@test "loops of symbolic links end" {
    ln -s . all/self
    ln -s ../all all/up
    mkdir all/deep
    ln -s .. all/deep/back
    run demarche index all
    assert_success
    assert_output --partial '1 files'
    ln -s one all/two.txt
    ln -s two.txt all/one
    run demarche index all
    assert_failure 2
    assert_output --partial 'all/one: cannot open: Too many levels'
    good_is_there
}

@test "what is no file is passed over" {
    mkfifo all/pipe.txt
    run timeout 20 demarche index all
    assert_success
    assert_output --partial '1 (no regular file)'
    run timeout 20 demarche index all/pipe.txt
    assert_failure 2
    assert_output --partial 'all/pipe.txt: not a regular file'
    good_is_there
}

@test "bad records cost only themselves, and a flood of them few lines" {
    for i in $(seq 30); do echo 'no JSON'; done >all/bad.jsonl
    echo '{"_id":"a","text":"The ministers spoke about herring."}' \
        >>all/bad.jsonl
    run demarche index all
    assert_failure 2
    assert_output --partial 'all/bad.jsonl:5:'
    refute_output --partial 'all/bad.jsonl:6:'
    assert_output --partial '25 more records cannot be read'
    good_is_there
    demarche search herring
}

@test "front matter that is no YAML is told, and the text is read" {
    printf -- '---\ntitle: Good\nbad: {a: [}\n---\nHerring.\n' >all/bad.md
    run demarche index all
    assert_success
    assert_output --partial 'warning: all/bad.md:3: bad front matter:'
    demarche search herring
}

@test "names with odd characters are shown harmlessly" {
    printf 'x' >"all/$(printf 'a\033[31mb\nc').txt"
    : >"all/$(printf 'e\033[31mf').txt"
    run demarche index all
    assert_success
    assert_output --partial 'e\x1B[31mf.txt: empty'
    good_is_there
}

@test "a folder of other things is left alone" {
    mkdir other && echo mine >other/mine.txt
    run demarche index -d other all
    assert_failure 2
    assert_output --partial 'other'
    [ "$(ls other)" = mine.txt ]
}

@test "an index of another version" {
    demarche index all
    sed -i 's/^version .*/version 999/' "$DEMARCHE_INDEX/demarche-index"
    before=$(find index -type f -exec md5sum {} + | sort)
    run demarche index all
    assert_failure 2
    assert_output --partial 'version'
    [ "$before" = "$(find index -type f -exec md5sum {} + | sort)" ]
}

@test "a damaged index" {
    demarche index all
    for file in "$DEMARCHE_INDEX"/shard-0/*.glass; do
        head -c 100 /dev/urandom | dd of="$file" conv=notrunc 2>/dev/null
    done
    echo 'More words.' >all/more.txt
    run demarche index all
    assert_failure 2
    assert_output --partial "$DEMARCHE_INDEX"
}

@test "a second writer is told to try again" {
    demarche index all
    exec 9>>"$DEMARCHE_INDEX/demarche-index.lock"
    flock 9
    echo 'More words.' >all/more.txt
    run demarche index all
    assert_failure 75
    assert_output --partial 'try again'
    flock -u 9
    run demarche index all
    assert_success
}

@test "a full disk" {
    [ "$(id -u)" -eq 0 ] || skip 'only root can mount a small disk'
    mkdir small
    mount -t tmpfs -o size=3m tmpfs small 2>/dev/null ||
        skip 'cannot mount a small disk here'
    demarche index -d small/index all
    for i in $(seq 60); do
        shuf -i 1-100000 -n 3000 --random-source=<(yes $i) | tr '\n' ' '
        echo
    done | split -l 1 --additional-suffix=.txt - all/many
    run demarche index -d small/index --jobs 1 all
    code=$status text=$output
    run demarche check -d small/index
    checked=$status
    demarche search -d small/index fisheries >found
    umount small
    [ "$code" -eq 2 ] || fail "status $code: $text"
    [[ $text == *small/index* ]]
    [ "$checked" -eq 0 ]
    grep -q fisheries found
}

# Many files, so that there is time to stop in.
make_many() {
    for i in $(seq 400); do
        for j in $(seq 8); do
            echo "The ministers spoke about matter $i and about matter $j, and" \
                "about $((i * j)) and $((i + j)) things of which this is one."
        done >all/many$i.txt
    done
}

@test "Ctrl-C leaves a usable index, and the next run does the rest" {
    make_many
    # A command in the background would have SIGINT ignored.
    python3 - <<'END'
import os, signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_DFL)
run = subprocess.Popen(["demarche", "index", "--jobs", "2", "all"],
                       stderr=subprocess.PIPE, text=True)
for turn in range(400):
    if os.path.exists("index/demarche-index"):
        break
    time.sleep(0.05)
time.sleep(0.1)
run.send_signal(signal.SIGINT)
text = run.communicate()[1]
# It may have done all, or, on a slow machine, not have begun to read.
sys.exit(0 if run.returncode in (0, -signal.SIGINT) or
         (run.returncode == 130 and "stopped" in text)
         else "status %d: %s" % (run.returncode, text))
END
    run demarche check
    assert_success
    run demarche index all
    assert_success
    run demarche index all
    assert_output --partial '401 unchanged'
    good_is_there
}

# Killed with all its processes at random moments: the index opens, is sound,
# holds whole files, and the next run goes on.
@test "kill -9 at any moment, 50 times" {
    make_many
    seed=${DEMARCHE_TEST_SEED:-20180731}
    echo "seed $seed"
    python3 - "$seed" <<'END'
import json, os, random, signal, subprocess, sys, time
random.seed(int(sys.argv[1]))

def run(*words):
    return subprocess.run(words, capture_output=True, text=True)

def check():
    made = run("demarche", "check")
    if made.returncode and "no index here" not in made.stderr:
        sys.exit("check: %s%s" % (made.stdout, made.stderr))

for turn in range(50):
    for i in random.sample(range(1, 401), 40):
        with open("all/many%d.txt" % i, "a") as out:
            out.write("The ministers spoke once more, in turn %d.\n" % turn)
    made = subprocess.Popen(["demarche", "index", "--jobs", "2", "all"],
                            stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(random.uniform(0, 0.25))
    try:
        os.killpg(made.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    made.wait()
    if turn % 5 == 4:
        check()
check()
# A worker that was just killed may still hold the lock for a moment.
for attempt in range(100):
    done = run("demarche", "index", "all")
    if done.returncode != 75:
        break
    time.sleep(0.1)
if done.returncode:
    sys.exit(done.stderr)
check()
again = run("demarche", "index", "all")
if "401 unchanged" not in again.stderr:
    sys.exit(again.stderr)
# Each file is there as it is now, once.
cut = run("demarche", "passages", "--json", "all").stdout
wanted = sorted(json.loads(line)["id"] for line in cut.splitlines())
found = run("demarche", "search", "--json", "-n", "10000", "ministers").stdout
got = sorted(json.loads(line)["id"] for line in found.splitlines())
if got != wanted:
    sys.exit("%d passages, wanted %d" % (len(got), len(wanted)))
END
}

@test "a worker that is killed is told, and the rest is done later" {
    make_many
    demarche index --jobs 2 all 2>told &
    boss=$!
    for i in $(seq 100); do
        worker=$(pgrep -P $boss | head -n 1)
        [ -z "$worker" ] || break
        sleep 0.01
    done
    [ -n "$worker" ] && kill -9 "$worker" 2>/dev/null || skip 'it was too quick'
    code=0
    wait $boss || code=$?
    [ "$code" -eq 2 ] || skip 'it was too quick'
    grep -q 'was ended by signal 9' told
    run demarche index all
    assert_success
    run demarche check
    assert_success
}

@test "an id that records of two files share is told, with the files" {
    mkdir in
    echo '{"_id":"a","text":"The first text of all is here."}' >in/1.jsonl
    echo '{"_id":"a","text":"The second text of all is here."}' >in/2.jsonl
    echo '{"_id":"b","text":"A text by itself is here as well."}' >in/3.jsonl
    run --separate-stderr demarche index -q -d both in
    assert_success
    assert_equal "$stderr" "demarche index: warning: 2 passages have the id a#1 (in/1.jsonl, in/2.jsonl): only one is found by it; give each record an id of its own"
    rm in/2.jsonl
    run --separate-stderr demarche index -q -d both --prune in
    run --separate-stderr demarche index -q -f -d both in
    assert_equal "$stderr" ''
}
