# Texts too long for one page, such as the record of a whole conference: read
# part by part, in little memory, and nothing of them is lost.
bats_require_minimum_version 1.5.0

load helper

# record CODING: paragraphs of two lines, each with its number, after a title and
# a date; over 250,000 lines.
record() {
    python3 - "$1" <<'END'
import sys
with open('record.txt', 'w', encoding=sys.argv[1], newline='\n') as out:
    out.write('Record of the conference\n\n31 July 2018\n\n')
    for i in range(1, 90001):
        out.write('Paragraph %d of the record says that the ministers of both '
                  'states\nspoke of the harbour and of the café there.\n\n' % i)
END
}

@test "nothing of a long text is lost, and all places are true" {
    record utf-8
    run --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json record.txt >out"
    assert_success
    assert_equal "${#stderr_lines[@]}" 1
    [[ $stderr == *'warning: record.txt: a very long text, read in parts'* ]]
    python3 - <<'END'
import json
raw = open('record.txt', 'rb').read()
lines = raw.split(b'\n')
found = []
for n, row in enumerate(open('out'), 1):
    p = json.loads(row)
    assert p['n'] == n and p['id'] == 'record#%d' % n, p
    assert p['date'] == '2018-07-31', p
    place = raw[p['byte_start']:p['byte_end']].decode()
    assert place.split() == p['text'].split(), p
    assert lines[p['line'] - 1].decode().startswith(p['text'][:40]), p
    found.append(int(p['text'].split()[1]))
assert found == list(range(1, 90001)), len(found)
END
}

@test "the character set of a long text is that of all of it" {
    for coding in utf-16 latin-1; do
        record $coding
        run --separate-stderr demarche passages --json record.txt
        assert_success
        assert_equal "${#lines[@]}" 90000
        run jq -r '.text | contains("café there.")' <<<"${lines[89999]}"
        assert_output true
    done
}

@test "a long text is one statement of the index" {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    record utf-8
    run --separate-stderr demarche index record.txt
    assert_success
    [[ $stderr == *'1 files, 1 statements, 90,000 passages in '* ]]
    run demarche search --vimgrep '"paragraph 89999"'
    assert_output --partial 'record.txt:269999:1:'
    run demarche show 'record#89999'
    assert_output --partial 'Paragraph 89999 of the record'
    assert_output --partial 'Paragraph 89998 of the record'
}

@test "a bad line of a long text costs its part" {
    record utf-8
    head -c 2000000 /dev/zero | tr '\0' 'a' >>record.txt
    run -2 --separate-stderr demarche passages --json record.txt
    [[ $stderr == *'record.txt:270005: a line of 2000000 bytes, over the limit'* ]]
    assert [ "${#lines[@]}" -gt 80000 ]
}

@test "of a text of endless short paragraphs the first ones are kept" {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir all
    yes 'The harbour was open to all.' | head -n 1000000 >all/lines.txt
    echo 'The ministers spoke of the lighthouse at length.' >all/talks.txt
    run --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json all/lines.txt >out"
    assert_equal "$status" 2
    [[ $stderr == *'error: all/lines.txt: too many lines or words for one text: read up to line '*', '*' passages; split it'* ]]
    assert [ "$(wc -l <out)" -gt 400000 ]
    assert [ "$(wc -l <out)" -lt 700000 ]
    yes '' | head -n 30000000 >blank.txt
    run -2 --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json blank.txt"
    [[ $stderr == *'error: blank.txt: too many lines or words for one text: '* ]]
    yes "l'a d'b l'c d'd l'e d'f l'g" | head -n 2000000 >words.txt
    run -2 --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json words.txt >out"
    [[ $stderr == *'error: words.txt: too many lines or words for one text: '* ]]
    run -2 --separate-stderr demarche index all
    [[ $stderr == *'all/lines.txt: too many lines or words for one text: '* ]]
    run demarche search --vimgrep lighthouse
    assert_output --partial 'all/talks.txt:1:'
    run demarche show 'lines#400000'
    assert_success
}

# transcript START: START at the head, then a press conference over the bounds of
# two parts, which fall into long answers.
transcript() {
    python3 - "$1" <<'END'
import sys
def answer(out, words, count):
    for i in range(count):
        out.write('%s %d says that the ministers spoke of the harbour.\n\n' %
                  (words, i))
with open('press.txt', 'w') as out:
    out.write(sys.argv[1])
    out.write('Press conference of the ministers\n\n31 July 2018\n\n'
              '1. Opening\n\n'
              'Japanese Foreign Minister Fumio Kishida: We met today.\n\n'
              'Russian Foreign Minister Sergey Lavrov: So we did.\n\n'
              'Question: What of the harbour, then?\n\n'
              'Kishida: It is open, and so it stays.\n\n')
    answer(out, 'Item', 70000)
    out.write('Lavrov: That is so.\n\n')
    answer(out, 'Point', 70000)
    out.write('2. Closing\n\nNobody said more than this of it all.\n')
END
}

@test "who speaks, and who is known, goes on from part to part" {
    local start
    for start in '' $'\xef\xbb\xbf'; do
        transcript "$start"
        run --separate-stderr demarche passages --json press.txt
        assert_success
        printf '%s\n' "$output" >out
        python3 - <<'END'
import json
raw = open('press.txt', 'rb').read()
known = {'Item': 'Fumio Kishida', 'Point': 'Sergey Lavrov'}
sides = {'Item': 'Japan', 'Point': 'Russia'}
cues = {'Item': b'Kishida:', 'Point': b'Lavrov:'}
counts = {'Item': 0, 'Point': 0}
for row in open('out'):
    p = json.loads(row)
    word = p['text'].split()[0]
    if word in known:
        counts[word] += 1
        assert p['speaker'] == known[word] and p['side'] == sides[word], p
        assert p['evidence'] == 'inherited', p
        start, end = p['cue']
        assert raw[start:end].rstrip(b':') == cues[word].rstrip(b':'), p
        assert p['section'] == ['1. Opening'], p
    if p['text'] == 'That is so.':
        assert p['speaker'] == 'Sergey Lavrov', p
assert counts == {'Item': 70000, 'Point': 70000}, counts
assert p['speaker'] is None and p['section'] == ['2. Closing'], p
END
    done
}

# letters CODING...: a mailbox with the record in each, and a short letter.
letters() {
    record utf-8
    python3 - "$@" <<'END'
import base64, quopri, sys
code = {'8bit': lambda b: b, 'base64': base64.encodebytes,
        'quoted-printable': quopri.encodestring}
raw = open('record.txt', 'rb').read()
def put(out, coding, text):
    out.write(b'From a@b.example Tue Jul 31 23:30:00 2018\n'
              b'From: Office <press@mofa.go.jp>\nSubject: The record\n'
              b'Date: Tue, 31 Jul 2018 23:30:00 -0500\nMIME-Version: 1.0\n'
              b'Content-Type: text/plain; charset=utf-8\n'
              b'Content-Transfer-Encoding: ' + coding.encode() + b'\n\n' +
              code[coding](text) + b'\n\n')
with open('list.mbox', 'wb') as out:
    for coding in sys.argv[1:]:
        put(out, coding, raw)
    put(out, '8bit', b'The ministers spoke of the lighthouse at length.\n')
END
}

@test "nothing of a long text in a mail is lost, and all places are true" {
    letters 8bit quoted-printable base64
    run --separate-stderr demarche passages --json list.mbox
    assert_success
    printf '%s\n' "$output" >out
    assert_equal "$(grep -c 'read in parts' <<<"$stderr")" 3
    python3 - <<'END'
import base64, json, quopri, re
raw = open('list.mbox', 'rb').read()
ends = [m.end() for m in re.finditer(b'\n', raw)]
found = {}
for row in open('out'):
    p = json.loads(row)
    found.setdefault(p['member'], []).append(p)
assert len(found) == 4, found.keys()
for member, rows in sorted(found.items())[:3]:
    numbers = [int(m[1]) for m in (re.match(r'Paragraph (\d+) ', p['text'])
                                   for p in rows) if m]
    assert numbers == list(range(1, 90001)), (member, len(numbers))
    for n, p in enumerate(rows, 1):
        assert p['n'] == n and p['date'] == '2018-07-31', p
    for p in rows[::10000] + rows[-1:]:
        start = p['byte_start']
        assert ends[p['line'] - 2] <= start < ends[p['line'] - 1], p
        place = raw[start:p['byte_end']]
        if member == '1':
            assert place.decode().split() == p['text'].split(), p
        if member == '2':
            place = quopri.decodestring(place).decode()
            assert place.split() == p['text'].split(), p
END
    assert_equal "$(tail -n 1 out | jq -r .text)" \
        'The ministers spoke of the lighthouse at length.'
}

@test "nothing of a long text in a crawl is lost, and the rest goes on" {
    record utf-8
    python3 - <<'END'
raw = open('record.txt', 'rb').read()
with open('crawl.warc', 'wb') as out:
    for n, text in enumerate((raw, b'The ministers spoke of the lighthouse.\n')):
        body = (b'HTTP/1.1 200 OK\r\nContent-Type: text/plain; '
                b'charset=utf-8\r\n\r\n' + text)
        out.write(b'WARC/1.0\r\nWARC-Type: response\r\n'
                  b'WARC-Target-URI: https://a.example/%d.txt\r\n'
                  b'Content-Type: application/http\r\n'
                  b'Content-Length: %d\r\n\r\n' % (n, len(body)) + body +
                  b'\r\n\r\n')
END
    run --separate-stderr demarche passages --json crawl.warc
    assert_success
    printf '%s\n' "$output" >out
    [[ $stderr == *'crawl.warc:https://a.example/0.txt: a very long text, read in parts'* ]]
    assert_equal "$(wc -l <out)" 90001
    python3 - <<'END'
import json
raw = open('record.txt', 'rb').read()
for row in open('out'):
    p = json.loads(row)
    if not p['member'].endswith('0.txt'):
        continue
    place = raw[p['byte_start']:p['byte_end']].decode()
    assert place.split() == p['text'].split(), p
END
    assert_equal "$(tail -n 1 out | jq -r .text)" \
        'The ministers spoke of the lighthouse.'
}
