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

@test "a text of endless short lines is refused" {
    yes 'two words' | head -n 1000000 >lines.txt
    run -2 --separate-stderr bash -c \
        "$(hostile_limits); demarche passages --json lines.txt"
    [[ $stderr == *'error: lines.txt: over the limit of 250000 lines, and most are'* ]]
}
