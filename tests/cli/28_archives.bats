# Compressed files and archives: each member is read like a file of its own.
bats_require_minimum_version 1.5.0

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    printf '%s\n\n%s\n\n%s\n' 'Press conference' '31 July 2018' \
        'The ministers of the two states talked about the lighthouse at length.' \
        >in/talks.txt
    printf '%s' '<!DOCTYPE html><html><head><title>Joint statement</title>' \
        '</head><body><h1>Joint statement</h1><p>The two ministers agreed on ' \
        'the fisheries around the islands, and will meet again.</p></body>' \
        '</html>' >in/page.html
    printf '%s\n' \
        '{"_id":"r1","title":"Readout","text":"The two leaders spoke of the harbour by telephone."}' \
        '{"_id":"r2","title":"Readout","text":"They agreed to speak of the harbour again soon."}' \
        >in/records.jsonl
}

# archive NAME PYTHON: make it in Python, by what PYTHON adds to z (a ZipFile)
# or t (a TarFile).
archive() {
    python3 - "$1" <<END
import io, sys, tarfile, zipfile
name = sys.argv[1]
if name.endswith('.zip'):
    z = zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED)
else:
    t = tarfile.open(name, 'w:gz' if name.endswith('gz') else 'w')
    def put(path, data, **more):
        info = tarfile.TarInfo(path)
        info.size = len(data)
        for key, value in more.items():
            setattr(info, key, value)
        t.addfile(info, io.BytesIO(data))
TALKS = open('in/talks.txt', 'rb').read()
LINE = b'The harbour was open to the ships of both sides for a year.\\n'
$2
(z if name.endswith('.zip') else t).close()
END
}

@test "a compressed file is read as what is in it" {
    mkdir packed
    gzip -c in/talks.txt >packed/talks.txt.gz
    zstd -qc in/page.html >packed/page.html.zst
    bzip2 -c in/records.jsonl >packed/records.jsonl.bz2
    xz -c in/talks.txt >packed/again.xz
    run --separate-stderr demarche passages --json packed
    assert_success
    assert_equal "$stderr" ''
    run jq -r '[.id, .member, .line, .byte_start] | @tsv' <<<"$output"
    assert_line $'again#1\tagain\t5\t32'
    assert_line $'page#1\tpage.html\t1\t97'
    assert_line $'r1#1\trecords.jsonl\t1\t38'
    assert_line $'r2#1\trecords.jsonl\t2\t129'
    assert_line $'talks#1\ttalks.txt\t5\t32'
}

@test "members of archives give what the files give" {
    demarche passages --json in >plain.jsonl
    for name in all.tar all.tar.gz all.tar.zst all.tar.xz all.tgz all.zip; do
        case $name in
        *.zip) (cd in && zip -qr "../$name" .) ;;
        *.zst) tar --zstd -cf "$name" -C in . ;;
        *) tar -caf "$name" -C in . ;;
        esac
        demarche passages --json "$name" >packed.jsonl
        for list in plain packed; do
            jq -c '[.text, .title, .line, .byte_start, .byte_end, .date, .kind]' \
                $list.jsonl | sort >$list.sorted
        done
        run diff plain.sorted packed.sorted
        assert_success
    done
    run jq -rs 'map([.file, .member, .id] | join(" ")) | sort | .[0]' packed.jsonl
    assert_output 'all.zip page.html all/page.html#1'
}

@test "an archive is indexed, found, shown, skipped, changed and pruned as a file" {
    mkdir all
    tar -czf all/a.tar.gz -C in talks.txt page.html
    run --separate-stderr demarche index all
    assert_success
    [[ $stderr == 'demarche index: 1 files, 2 statements, 2 passages in '* ]]
    run demarche search --vimgrep lighthouse
    assert_output --partial 'all/a.tar.gz:1:1:talks.txt:5: The ministers'
    run demarche search lighthouse
    assert_output --partial 'all/a.tar.gz:talks.txt:5  '
    run demarche show a/talks.txt
    assert_success
    assert_output --partial 'about the lighthouse'
    run --separate-stderr demarche index all
    [[ $stderr == *'1 unchanged'* ]]
    tar -czf all/a.tar.gz -C in page.html
    demarche index -q all
    run -1 --separate-stderr demarche search lighthouse
    run demarche search --vimgrep fisheries
    assert_output --partial 'all/a.tar.gz:1:1:page.html:1: '
    rm all/a.tar.gz
    demarche index -q --prune all
    run -1 --separate-stderr demarche search fisheries
}

@test "what archives hold beside documents is passed over, and counted" {
    archive a.zip '
z.writestr("talks.txt", TALKS)
z.writestr("__MACOSX/._talks.txt", b"\0\5\26\7")
z.writestr(".DS_Store", b"\0\0\0\1Bud1")
z.writestr("style.css", b"p { margin: 0 }")
z.writestr("logo.png", b"\x89PNG")
z.writestr("demarche.tsv", b"glob\tdate\n*\t2001-01-01\n")
z.writestr("empty/", b"")'
    run --separate-stderr demarche passages --json a.zip
    assert_success
    assert_equal "${#lines[@]}" 1
    assert_equal "$stderr" \
        'demarche passages: not read: 5 members of archives (no statements)'
    run --separate-stderr demarche index a.zip
    [[ $stderr == *'not read: 5 members of archives'* ]]
}

@test "CSV tells member and page in columns of their own" {
    tar -cf a.tar -C in talks.txt
    cp "$TOP"/corpus/statements/pdf/*.pdf .
    demarche index -q a.tar ./*.pdf
    demarche search --csv lighthouse >archive.csv
    demarche search --csv 'statement OR minister OR states OR the' >pages.csv
    python3 - <<'END'
import csv
rows = list(csv.DictReader(open('archive.csv', newline='')))
assert [(r['file'], r['member'], r['page']) for r in rows] == \
    [('a.tar', 'talks.txt', '')], rows
rows = list(csv.DictReader(open('pages.csv', newline='')))
pages = [r for r in rows if r['file'].endswith('.pdf')]
assert pages and all(r['member'] == '' and int(r['page']) > 0 for r in pages)
END
}

@test "metadata beside an archive count for all in it, and ids stay apart" {
    mkdir all
    tar -cf all/a.tar -C in talks.txt page.html
    printf 'glob\tside\tid\na.tar\tJapan\tletters\n' >all/demarche.tsv
    run jq -r '[.id, .issuer_side] | @tsv' <(demarche passages --json all)
    assert_line $'letters/talks.txt#1\tJapan'
    assert_line $'letters/page.html#1\tJapan'
}

@test "two members of one name have two ids" {
    archive a.tar 'put("talks.txt", TALKS); put("talks.txt", TALKS)'
    run jq -r .id <(demarche passages --json a.tar)
    assert_line --index 0 'a/talks.txt#1'
    assert_line --index 1 'a/talks.txt~2#1'
}

@test "names of members cannot do harm" {
    archive a.tar '
put("../../up.txt", TALKS)
put("/etc/root.txt", TALKS)
put("a\x1b]0;x\x07b.txt", TALKS)
put("17", TALKS)
put("n" * 3000 + ".txt", TALKS)'
    mkdir deep && cd deep
    run --separate-stderr demarche passages --json ../a.tar
    assert_success
    run jq -r .member <<<"$output"
    assert_line '../../up.txt'
    assert_line '/etc/root.txt'
    assert_line 'a\x1B]0;x\x07b.txt'
    assert_line './17'
    refute [ -e ../../up.txt ]
    demarche index ../a.tar 2>/dev/null
    run bash -c 'demarche search --full lighthouse; demarche search --vimgrep lighthouse'
    refute_output --partial $'\033'
    refute_output --partial $'\007'
}

@test "links, devices and folders of a tar are no documents" {
    archive a.tar '
put("link.txt", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")
put("hard.txt", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd")
put("pipe.txt", b"", type=tarfile.FIFOTYPE)
put("device.txt", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=5)
put("talks.txt", TALKS)'
    run --separate-stderr demarche passages --json a.tar
    assert_success
    assert_equal "${#lines[@]}" 1
    assert_equal "$stderr" ''
}

@test "an archive in an archive is told of; the others are read" {
    archive inner.zip 'z.writestr("talks.txt", TALKS)'
    gzip -c in/talks.txt >inner.txt.gz
    archive a.zip '
z.write("inner.zip"); z.write("inner.txt.gz"); z.writestr("talks.txt", TALKS)'
    run -2 --separate-stderr demarche passages --json a.zip
    assert_equal "${#lines[@]}" 1
    assert_equal "${#stderr_lines[@]}" 2
    [[ ${stderr_lines[0]} == *'error: a.zip:inner.zip: an archive in an archive'* ]]
    gzip -c inner.txt.gz >twice.txt.gz
    run -2 --separate-stderr demarche passages --json twice.txt.gz
    [[ $stderr == *'twice.txt.gz: compressed more than once'* ]]
}

@test "an encrypted member costs itself" {
    (cd in && zip -q -P secret ../a.zip talks.txt && zip -q ../a.zip page.html)
    run -2 --separate-stderr demarche passages --json a.zip
    assert_equal "${#lines[@]}" 1
    assert_equal "$stderr" \
        'demarche passages: error: a.zip:talks.txt: encrypted, cannot be read'
}

@test "a damaged member costs itself" {
    archive a.zip '
z.writestr(zipfile.ZipInfo("bad.txt"), b"0123456789" * 40)
z.writestr("talks.txt", TALKS)'
    sed -i 's/0123456789/012345678x/' a.zip
    run -2 --separate-stderr demarche passages --json a.zip
    assert_equal "${#lines[@]}" 1
    [[ $stderr == *'a.zip:bad.txt: cannot be unpacked: '* ]]
}

@test "what stands before the place where an archive is cut off is kept" {
    archive a.tar '
put("talks.txt", TALKS)
put("more.txt", TALKS * 400)'
    head -c 9000 a.tar >cut.tar
    run -2 --separate-stderr demarche passages --json cut.tar
    assert_equal "${#lines[@]}" 1
    [[ $stderr == *'cut.tar:more.txt: cannot be unpacked: '* ]]
    python3 -c "
import random
random.seed(1)
for i in range(4000):
    print('{\"_id\":\"%d\",\"text\":\"The harbour %s.\"}'
          % (i, ' '.join(str(random.random()) for _ in range(6))))" |
        gzip >all.jsonl.gz
    head -c 200000 all.jsonl.gz >cut.jsonl.gz
    run -2 --separate-stderr demarche index cut.jsonl.gz
    [[ $stderr == *'cut.jsonl.gz: cannot be unpacked: '* ]]
    run demarche status --json
    assert [ "$(jq .passages <<<"$output")" -gt 1000 ]
}

# bounded FILE: show it within what a hostile file may take; it is told of.
bounded() {
    run -2 --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json '$1' >out"
    [[ $stderr == *"error: $1"*"$2"* ]]
}

@test "zip bombs are stopped in time and memory, and the rest goes on" {
    mkdir all
    archive all/ratio.zip '
z.writestr("lines.txt", LINE * (4 << 20))
z.writestr("talks.txt", TALKS)'
    archive all/many.zip '
for i in range(100): z.writestr("%d.txt" % i, bytes(3 << 20))'
    yes 'The harbour was open to the ships of both sides.' | head -c 300M | gzip >all/lines.txt.gz
    archive all/short.zip 'z.writestr("a.txt", b"a b\n" * 700000)'
    head -c 1G /dev/zero | tr '\0' ' ' | zstd -q >all/records.jsonl.zst
    cp in/page.html all
    bounded all/ratio.zip ':lines.txt: unpacks to over 200 times its size'
    bounded all/many.zip ': unpacks to over 200 times its size'
    bounded all/lines.txt.gz ': unpacks to over 200 times its size'
    bounded all/short.zip ': a zip bomb? '
    bounded all/records.jsonl.zst ': unpacks to over 200 times its size'
    rm all/many.zip all/records.jsonl.zst
    run -2 demarche index all
    run demarche search --vimgrep fisheries
    assert_output --partial 'all/page.html:1:'
    run demarche search --vimgrep lighthouse
    assert_output --partial 'all/ratio.zip:1:1:talks.txt:5: '
}

@test "many members, each within bounds, are stopped in time and memory" {
    archive text.zip '
z.writestr("talks.txt", TALKS)
for i in range(8): z.writestr("%d.txt" % i, (LINE * 65000)[:3900000])'
    archive items.zip '
z.writestr("talks.txt", TALKS)
for i in range(6): z.writestr("%d.md" % i, b"- a\n" * 120000)'
    archive pages.zip '
z.writestr("talks.txt", TALKS)
for i in range(20): z.writestr("%d.html" % i, b"<p>a" * 1000000)'
    archive crawl.zip '
body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a"
z.writestr("talks.txt", TALKS)
z.writestr("a.warc", (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    % len(body) + body + b"\r\n\r\n") * 200000)'
    archive records.zip '
z.writestr("talks.txt", TALKS)
z.writestr("a.jsonl", "".join("{\"_id\":\"%d\",\"text\":\"a b\"}\n" % i
                              for i in range(2000000)))'
    (for i in {1..400}; do
        yes 'The harbour was open to the ships of both sides for a year.' |
            head -c 60000 | gzip
    done) >gzip.txt.gz
    for name in text.zip items.zip pages.zip crawl.zip records.zip gzip.txt.gz; do
        bounded $name ': a zip bomb? '
        run -2 bash -c "$(hostile_limits); demarche index -d index $name"
        assert_output --partial ': a zip bomb? '
    done
    run demarche search -d index --all-copies --vimgrep lighthouse
    assert_equal "${#lines[@]}" 5
}

@test "many small members are no bomb" {
    archive many.zip '
for i in range(5000): z.writestr("%d.txt" % i, TALKS)'
    run --separate-stderr demarche passages --json many.zip
    assert_success
    assert_equal "${#lines[@]}" 5000
    assert_equal "$stderr" ''
}

@test "a zip whose members lie over each other is bounded" {
    python3 - <<'END'
# Each member is its header quoted by the one before, and all that follow.
import struct, zlib
text = b'The harbour was open to the ships of both sides for a year.\n' * 60000
data = zlib.compress(text, 9)[2:-4]
out, places = b'', []
for i in reversed(range(2000)):
    name = b'%d.txt' % i
    crc = zlib.crc32(text)
    head = struct.pack('<IHHHHHIIIHH', 0x04034b50, 20, 0, 8, 0, 0, crc,
                       len(data), len(text), len(name), 0) + name
    places.append((name, crc, len(data), len(text), len(head) + len(data)))
    kept = head + data
    text = head + text
    data = struct.pack('<BHH', 0, len(head), len(head) ^ 0xffff) + kept
out = kept
start = len(out)
for name, crc, packed, size, behind in places:
    out += struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, 20, 20, 0, 8, 0, 0,
                       crc, packed, size, len(name), 0, 0, 0, 0, 0,
                       start - behind) + name
out += struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, 2000, 2000, len(out) - start,
                   start, 0)
open('overlap.zip', 'wb').write(out)
END
    bounded overlap.zip ':0.txt: an archive in an archive'
}

@test "endless headers of a tar are bounded" {
    python3 -c "
import tarfile
t = tarfile.open('headers.tar.gz', 'w:gz')
for i in range(100000): t.addfile(tarfile.TarInfo('1'))
t.close()"
    bounded headers.tar.gz ': unpacks to over 200 times its size'
}

@test "a member over the limit is told of with its name" {
    python3 - <<'END'
import random, zipfile
random.seed(1)
words = [''.join(random.choices('abcdefghij', k=8)) for _ in range(20000)]
z = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED, compresslevel=1)
z.writestr('large.txt', '\n'.join(' '.join(random.choices(words, k=100))
                                  for _ in range(80000)))
z.write('in/talks.txt', 'talks.txt')
z.close()
END
    run -2 --separate-stderr demarche passages --json a.zip
    assert_equal "${#lines[@]}" 1
    [[ $stderr == *'a.zip:large.txt: over the limit of 67108864 bytes'* ]]
}
