# WARC: the pages of a crawl.
bats_require_minimum_version 1.5.0

load helper

# crawl NAME PYTHON: a WARC of what PYTHON puts into the list `records`.
crawl() {
    python3 - "$1" <<END
import gzip, sys
def record(kind, uri, body, content='application/http; msgtype=response'):
    return (f'WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n'
            f'WARC-Date: 2020-01-02T03:04:05Z\r\nContent-Type: {content}\r\n'
            f'Content-Length: {len(body)}\r\n\r\n').encode() + body + b'\r\n\r\n'
def http(body, content='text/html; charset=windows-1251', code=200, extra=''):
    return (f'HTTP/1.1 {code} X\r\nContent-Type: {content}\r\n{extra}\r\n'
            ).encode() + body
def chunked(body):
    parts = [body[i:i + 37] for i in range(0, len(body), 37)]
    return b''.join(b'%x\r\n%s\r\n' % (len(p), p) for p in parts) + b'0\r\n\r\n'
def page(title, text):
    return (f'<html><head><title>{title}</title></head><body><h1>{title}</h1>'
            f'<p>{text}</p></body></html>')
RUSSIAN = page('Переговоры', 'Министры двух государств подробно обсудили '
               'вопрос о маяке на острове.').encode('cp1251')
TALKS = page('Talks', 'The ministers of the two states talked about the '
             'lighthouse at length.').encode()
records = []
$2
data = [gzip.compress(r) if sys.argv[1].endswith('.gz') else r for r in records]
open(sys.argv[1], 'wb').write(b''.join(data))
END
}

EVERY='
records += [
    record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
    record("request", "https://www.mid.ru/one", b"GET /one HTTP/1.1\r\n\r\n",
           "application/http; msgtype=request"),
    record("response", "https://www.mid.ru/one", http(RUSSIAN)),
    record("response", "https://www.mid.ru/two",
           http(chunked(RUSSIAN), extra="Transfer-Encoding: chunked\r\n")),
    record("response", "https://www.mid.ru/three", http(gzip.compress(RUSSIAN),
           extra="Content-Encoding: gzip\r\n")),
    record("response", "https://www.mid.ru/four",
           http(chunked(gzip.compress(RUSSIAN)), extra=
           "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")),
    record("response", "https://www.mid.ru/kept-head",
           http(RUSSIAN, extra="Content-Encoding: gzip\r\n")),
    record("response", "https://www.mid.ru/gone", http(TALKS, code=404)),
    record("response", "https://www.mid.ru/logo", http(b"\x89PNG", "image/png")),
    record("revisit", "https://www.mid.ru/one", http(b""))]'

@test "replies that are pages are read, in the character set of their head" {
    for name in crawl.warc crawl.warc.gz; do
        crawl $name "$EVERY"
        run --separate-stderr demarche passages --json $name
        assert_success
        assert_equal "$stderr" \
            'demarche passages: not read: 2 members of archives (no statements)'
        run jq -r '[.id, .url, .issuer_side, .title, .text, .date] | @tsv' \
            <<<"$output"
        assert_equal "${#lines[@]}" 5
        assert_line --index 0 $'crawl/3#1\thttps://www.mid.ru/one\tRussia\tПереговоры\tМинистры двух государств подробно обсудили вопрос о маяке на острове.\t'
        for number in 4 5 6 7; do
            assert_line --partial "crawl/$number#1"
        done
        [ "$(cut -f 5 <<<"$output" | sort -u | wc -l)" -eq 1 ]
    done
}

@test "the member is the address, and places are those in the page" {
    crawl crawl.warc "$EVERY"
    run jq -r '[.member, .line, .byte_start, .byte_end] | @tsv' \
        <(demarche passages --json crawl.warc)
    [ "$(cut -f 2- <<<"$output" | sort -u | wc -l)" -eq 1 ]
    assert_line --index 0 $'https://www.mid.ru/one\t1\t72\t141'
    export DEMARCHE_INDEX=$PWD/index
    demarche index -q crawl.warc
    run demarche search --vimgrep маяк
    assert_output --partial 'crawl.warc:1:1:https://www.mid.ru/one:1: '
    run demarche show crawl/4
    assert_output --partial 'https://www.mid.ru/two'
}

@test "a record that is bad costs itself" {
    crawl crawl.warc '
records += [
    b"junk\r\n",
    record("response", "https://a.example/1", http(TALKS)),
    record("response", "https://a.example/2",
           http(b"\x1b\xff\xfe" * 40, extra="Content-Encoding: pack\r\n")),
    record("response", "https://a.example/3", http(TALKS)).replace(
        b"Content-Length", b"Content-Size"),
    record("response", "https://a.example/4", b"no reply"),
    record("response", "https://a.example/5", http(gzip.compress(TALKS)[:60],
           extra="Content-Encoding: gzip\r\n")),
    record("response", "https://a.example/6", http(TALKS)),
    record("response", "https://a.example/7", http(TALKS))[:-60]]'
    run -2 --separate-stderr demarche passages --json crawl.warc
    run jq -r .url <<<"$output"
    assert_output $'https://a.example/1\nhttps://a.example/6'
    [[ $stderr == *'crawl.warc: no WARC record at byte 0; read on at byte 6'* ]]
    [[ $stderr == *"crawl.warc:https://a.example/2: compressed as 'pack'"* ]]
    [[ $stderr == *'crawl.warc: bad head of the WARC record at byte '* ]]
    [[ $stderr == *'crawl.warc:https://a.example/5: cannot be unpacked: '* ]]
    [[ $stderr == *'crawl.warc:https://a.example/7: cut off'* ]]
}

@test "what stands before the place where a crawl is cut off is kept" {
    crawl crawl.warc.gz '
import random
random.seed(1)
for i in range(60):
    words = " ".join(str(random.random()) for _ in range(300))
    records.append(record("response", f"https://a.example/{i}",
                          http(page(f"Talks {i}", "They met. " + words).encode())))'
    head -c 100000 crawl.warc.gz >cut.warc.gz
    run -2 --separate-stderr demarche passages --json cut.warc.gz
    [[ $stderr == *'cut.warc.gz: cannot be unpacked: '* ]]
    assert [ "$(jq -r .url <<<"$output" | sort -u | wc -l)" -gt 20 ]
}

@test "what a page unpacks to is bounded" {
    crawl crawl.warc '
records += [
    record("response", "https://a.example/bomb",
           http(gzip.compress(bytes(100 << 20)), extra="Content-Encoding: gzip\r\n")),
    record("response", "https://a.example/1", http(TALKS))]'
    run -2 --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json crawl.warc"
    assert_equal "${#lines[@]}" 1
    [[ $stderr == *'crawl.warc:https://a.example/bomb: unpacks to more'* ]]
}

@test "deflate, with its head or bare, and br are undone" {
    crawl crawl.warc '
import zlib
bare = zlib.compressobj(9, zlib.DEFLATED, -15)
# brotli, stored: a window of 16 bits, one block of bytes as they are, the end.
def stored(body):
    bits, count = 0, 0
    for value, width in ((0, 1), (0, 1), (0, 2), (len(body) - 1, 16), (1, 1)):
        bits |= value << count
        count += width
    return bits.to_bytes((count + 7) // 8, "little") + body + b"\3"
records += [
    record("response", "https://a.example/zlib", http(zlib.compress(TALKS),
           extra="Content-Encoding: deflate\r\n")),
    record("response", "https://a.example/bare",
           http(chunked(bare.compress(TALKS) + bare.flush()),
                extra="Transfer-Encoding: chunked\r\n"
                      "Content-Encoding: deflate\r\n")),
    record("response", "https://a.example/br", http(stored(RUSSIAN),
           extra="Content-Encoding: br\r\n")),
    record("response", "https://a.example/kept", http(TALKS,
           extra="Content-Encoding: br\r\n")),
    record("response", "https://a.example/cut", http(zlib.compress(TALKS)[:60],
           extra="Content-Encoding: deflate\r\n")),
    record("response", "https://a.example/cut-br", http(stored(RUSSIAN)[:60],
           extra="Content-Encoding: br\r\n")),
    record("response", "https://a.example/bomb",
           http(zlib.compress(bytes(60 << 20)),
                extra="Content-Encoding: deflate\r\n"))]'
    run -2 --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json crawl.warc"
    assert_equal "${#lines[@]}" 4
    assert_equal "${#stderr_lines[@]}" 3
    [[ ${stderr_lines[0]} == *'/cut: cannot be unpacked: damaged, or cut off' ]]
    [[ ${stderr_lines[1]} == *'/cut-br: cannot be unpacked: damaged, or cut off' ]]
    [[ ${stderr_lines[2]} == *'/bomb: unpacks to more bytes than can be read' ]]
    run jq -r '[.url, (.text | test("lighthouse|о маяке")), .date] | @tsv' <<<"$output"
    assert_line --index 0 $'https://a.example/zlib\ttrue\t'
    assert_line --index 1 $'https://a.example/bare\ttrue\t'
    assert_line --index 2 $'https://a.example/br\ttrue\t'
    assert_line --index 3 $'https://a.example/kept\ttrue\t'
}

@test "a resource is read, and a reply in segments is told" {
    crawl crawl.warc '
records += [
    record("resource", "https://a.example/saved", RUSSIAN,
           "text/html; charset=windows-1251"),
    record("resource", "https://a.example/logo", b"\x89PNG", "image/png"),
    record("response", "https://a.example/long", http(TALKS)).replace(
        b"WARC-Date", b"WARC-Segment-Number: 1\r\nWARC-Date"),
    record("continuation", "https://a.example/long", TALKS)]'
    run -2 --separate-stderr demarche passages --json crawl.warc
    assert_equal "${#lines[@]}" 1
    assert_equal "${stderr_lines[0]}" 'demarche passages: error: crawl.warc:https://a.example/long: in several segments, which cannot be read'
    run jq -r '[.url, .title, .date] | @tsv' <<<"${lines[0]}"
    assert_output $'https://a.example/saved\tПереговоры\t'
}

@test "heads that never end are soon read" {
    yes 'WARC/1.0' | head -c 10000000 >heads.warc
    run bash -c "$(hostile_limits)
        demarche passages heads.warc 2>&1 | tail -n 1"
    assert_output --partial 'heads.warc: '
}
