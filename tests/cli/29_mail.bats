# Mail: messages and mailboxes of press lists.
bats_require_minimum_version 1.5.0

load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
}

HEAD='From: "Press Office" <press@mofa.go.jp>
To: list@example.org
Date: Tue, 31 Jul 2018 23:30:00 -0500
Message-ID: <1@example.org>
MIME-Version: 1.0'

TEXT='The ministers of the two states talked about the lighthouse at length.'

# letter SUBJECT [FIELDS] < text
letter() {
    printf '%s\nSubject: %s\n%s%s\n' "$HEAD" "$1" "${2:+$2$'\n'}" ''
    cat
}

# fields JQ FILE: what jq makes of the passages.
fields() {
    demarche passages --json "$2" | jq -r "$1"
}

@test "a letter is a statement with the title, date and sender of its head" {
    letter '=?utf-8?Q?Talks_=E2=80=93?= =?iso-2022-jp?B?GyRCRnxPKjJxQ0wbKEI=?=' \
        <<<"$TEXT" >a.eml
    run fields '[.id, .member, .title, .date, .date_basis, .issuer_side, .author,
                 .line, .text] | @tsv' a.eml
    assert_output "a#1		Talks –日露会談	2018-07-31	metadata	Japan	Press Office	8	$TEXT"
    cp a.eml without-ending
    run fields .title without-ending
    assert_output 'Talks –日露会談'
}

@test "dates of a head are the days of the sender's clock" {
    while read -r day written; do
        letter Talks <<<"$TEXT" | sed "s/^Date: .*/Date: $written/" >a.eml
        run fields .date a.eml
        assert_output "$day"
    done <<'END'
2018-07-31 31 Jul 2018 00:10 +0900
2018-08-01 Wed,  1 Aug 2018 10:00:00 GMT
1998-07-31 31 Jul 98 23:00:00 EST
null someday
null 31 Feb 2018 10:00:00 +0000
END
}

@test "the sender is an issuer only by name or host, else an author" {
    while IFS='|' read -r from issuer author; do
        letter Talks <<<"$TEXT" | sed "s/^From: .*/From: $from/" >a.eml
        run fields '[.issuer_side, .author] | join("|")' a.eml
        assert_output "$issuer|$author"
    done <<'END'
Jane Doe <jane@example.org>||Jane Doe
jane@example.org||jane@example.org
jane at example.org (Jane Doe)||Jane Doe
"Doe, Jane" <jane@state.gov>|United States|Doe, Jane
=?utf-8?B?0JzQmNCUINCg0L7RgdGB0LjQuA==?= <press@mid.ru>|Russia|
Ministry of Foreign Affairs of Japan <x@example.org>|Japan|
END
}

# wrapped ENCODING CHARSET < text in UTF-8: a letter of it.
wrapped() {
    python3 -c '
import base64, quopri, sys
encoding, charset, head = sys.argv[1:]
text = sys.stdin.buffer.read().decode().encode(charset)
body = {"8bit": lambda b: b, "base64": base64.encodebytes,
        "quoted-printable": quopri.encodestring}[encoding](text)
sys.stdout.buffer.write((head + "\nSubject: Talks\nContent-Type: text/plain; "
    f"charset=\"{charset}\"\nContent-Transfer-Encoding: {encoding}\n\n"
    ).encode() + body)' "$1" "$2" "$HEAD"
}

@test "whatever a text is wrapped in, it is read, and its place is in the file" {
    local russian='Министры двух государств подробно обсудили вопрос о маяке на острове, и договорились встретиться вновь.'
    local japanese='両大臣は、島の灯台について長時間にわたり協議し、再び会うことで一致した。'
    local french='Les ministres ont longuement discuté du phare de l’île, à l’été prochain.'
    while read -r encoding charset text; do
        printf 'Short.\n\n%s\n' "${!text}" | wrapped "$encoding" "$charset" >a.eml
        run fields 'select(.n == 2) | .text' a.eml
        assert_output "${!text}"
        demarche passages --json a.eml >a.json
        python3 - "$encoding" "$charset" "${!text}" <<'END'
import base64, json, quopri, sys
encoding, charset, text = sys.argv[1:]
file = open('a.eml', 'rb').read()
p = [json.loads(line) for line in open('a.json')][1]
start, end = p['byte_start'], p['byte_end']
assert file[:start].count(b'\n') + 1 == p['line'], p
there = file[start:end]
if encoding == 'quoted-printable':
    there = quopri.decodestring(there)
elif encoding == 'base64':
    # A place in base64 may be within a group: from the group's beginning.
    body = file.index(b'\n\n') + 2
    group = sum(1 for c in file[body:start] if c not in b'\r\n') % 4
    there = file[start - group:end].replace(b'\n', b'')
    there = base64.b64decode(there[:len(there) // 4 * 4])
if charset == 'iso-2022-jp':
    there = b'\x1b$B' + there
found = there.decode(charset, 'ignore')
assert text[3:-3] in found.replace('\n', ''), (found, text)
END
    done <<'END'
8bit utf-8 russian
quoted-printable utf-8 russian
base64 utf-8 russian
8bit koi8-r russian
quoted-printable windows-1251 russian
base64 koi8-r russian
8bit iso-2022-jp japanese
base64 iso-2022-jp japanese
8bit shift_jis japanese
quoted-printable euc-jp japanese
quoted-printable windows-1252 french
END
}

@test "a mailbox is read message by message, with numbers as members" {
    for number in 1 2 3; do
        printf 'From a@b.org Tue Jul 31 10:00:00 2018\n'
        letter "Talks $number" <<END
$TEXT
>From the beginning they were frank.

From here on nobody spoke of anything else.
END
        echo
    done >press.mbox
    run fields '[.id, .member, .line, .title, .text[0:20]] | @tsv' press.mbox
    assert_equal "${#lines[@]}" 9
    assert_line --index 0 $'press/1#1\t1\t9\tTalks 1\tThe ministers of the'
    assert_line --index 1 $'press/1#2\t1\t10\tTalks 1\tFrom the beginning t'
    assert_line --index 2 $'press/1#3\t1\t12\tTalks 1\tFrom here on nobody '
    assert_line --index 6 $'press/3#1\t3\t35\tTalks 3\tThe ministers of the'
    demarche index -q press.mbox
    run demarche search --vimgrep frank
    assert_line 'press.mbox:10:31:From the beginning they were frank.'
    run demarche show press/2
    assert_output --partial 'Talks 2'
    gzip press.mbox
    run fields '[.id, .member] | @tsv' press.mbox.gz
    assert_line --index 0 $'press/1#1\tpress.mbox/1'
}

@test "what is quoted, signatures and footers of lists are no statement" {
    letter 'Re: talks' >a.eml <<END
$TEXT

On Mon, 30 Jul 2018 at 10:00, Somebody <a@example.org>
wrote:

> The minister said nothing of the harbour.
>> Nor did anybody else.

They will meet again in Tokyo in the autumn.

-- 
Jane Doe
Press Office
_______________________________________________
Press mailing list
https://lists.example.org/listinfo/press
END
    run fields .text a.eml
    assert_output "$TEXT"$'\nThey will meet again in Tokyo in the autumn.'
    run demarche passages --all a.eml
    assert_output --partial '> The minister said nothing of the harbour.'
    assert_output --partial '2 passages; 10 lines of the page left out'
}

@test "a letter that only quotes is a statement all the same" {
    letter Talks <<<"> $TEXT" >a.eml
    run fields .text a.eml
    assert_output "$TEXT"
}

@test "lines that flow are one paragraph" {
    letter Talks 'Content-Type: text/plain; format=flowed' >a.eml <<END
The ministers of the two states talked 
about the lighthouse at length, and 
agreed to meet again.
A second paragraph of the same letter.
END
    run fields .text a.eml
    assert_line --index 0 'The ministers of the two states talked about the lighthouse at length, and agreed to meet again.'
    assert_line --index 1 'A second paragraph of the same letter.'
}

# alternatives PLAIN: a letter with that and a page.
alternatives() {
    letter Talks 'Content-Type: multipart/alternative; boundary="=_b"' <<END
Not shown.

--=_b
Content-Type: text/plain

$1

--=_b
Content-Type: text/html; charset=utf-8

<html><body><p>$TEXT</p><p>The page says more: they will meet again in Tokyo,
and the experts before that, in Moscow, to prepare what is to be signed.</p>
$(printf '<!-- %s -->' {1..90})</body></html>
--=_b--
END
}

@test "of two forms the plain text is read, unless it is a stub" {
    alternatives "$TEXT It is the plain text that says so, and it is long enough to be no stub of anything, since it goes on and on about the lighthouse, about the harbour, about the islands and all else that was at issue." >a.eml
    run fields '.text[0:89]' a.eml
    assert_output "$TEXT It is the plain te"
    alternatives 'This letter is a page.' >a.eml
    run fields '.text[0:70]' a.eml
    assert_line --index 0 "$TEXT"
    assert_line --index 1 --partial 'The page says more'
    refute_output --partial 'This letter'
}

@test "what is attached is read for itself" {
    mixed() {
        letter Talks 'Content-Type: multipart/mixed; boundary=b' <<END
--b

$TEXT
--b
Content-Type: text/html; name="annex.html"
Content-Disposition: attachment; filename*=utf-8''%C3%A9tude.html
Content-Transfer-Encoding: base64

$(printf '<title>Annex</title><p>The annex names the islands and the lighthouse.</p>' | base64)
--b
Content-Type: image/png; name="logo.png"

PNG
--b
Content-Type: application/zip; name="all.zip"
Content-Transfer-Encoding: base64

UEsDBAoAAAAAAA==
--b
Content-Type: text/plain

Press mailing list, https://lists.example.org
--b--
END
    }
    mixed >a.eml
    run --separate-stderr fields '[.id, .member, .title] | @tsv' a.eml
    assert_equal "${#lines[@]}" 2
    assert_line --index 0 $'a#1\t\tTalks'
    assert_line --index 1 $'a/étude.html#1\tétude.html\tAnnex'
    (
        echo 'From a@b.org Tue Jul 31 10:00:00 2018'
        mixed
    ) >b.mbox
    run --separate-stderr fields '[.id, .member] | @tsv' b.mbox
    assert_line --index 1 $'b/1/étude.html#1\t1/étude.html'
}

@test "a letter that is attached is a statement with a head of its own" {
    letter 'Fwd: two letters' 'Content-Type: multipart/mixed; boundary=b' >a.eml <<END
--b

See what they wrote of the harbour and the islands last year, all of it.
--b
Content-Type: message/rfc822

From: Jane Doe <jane@state.gov>
Date: Mon, 31 Jul 2017 10:00:00 +0000
Subject: What was said
Content-Type: multipart/alternative; boundary=c

--c

$TEXT
--c
Content-Type: text/html

<p>$TEXT</p>
--c--
--b--
END
    run fields '[.id, .title, .date, .author, .issuer_side] | @tsv' a.eml
    assert_equal "${#lines[@]}" 2
    assert_line --index 0 $'a#1\tFwd: two letters\t2018-07-31\tPress Office\tJapan'
    assert_line --index 1 $'a/2-part.txt#1\tWhat was said\t2017-07-31\tJane Doe\tUnited States'
}

@test "the letters of a Maildir are read, whatever their names" {
    mkdir -p mail/cur mail/tmp
    letter One <<<"$TEXT" >mail/cur/1532999999.M1P2.host:2,S
    letter Two <<<"$TEXT" >mail/cur/1532999998.M1P3.host:2,
    echo '# index' >mail/dovecot.index.cache
    run --separate-stderr fields '[.id, .title] | @tsv' mail
    assert_output $'1532999998.M1P3#1\tTwo\n1532999999.M1P2#1\tOne'
}

@test "a memorandum is no mail" {
    printf '%s\n' 'From: the Ministry' 'To: all missions' 'Subject: lighthouse' \
        '' "$TEXT" >memo.txt
    run demarche passages --all memo.txt
    assert_output --partial 'To: all missions'
}

@test "hostile letters are bounded" {
    letter Talks 'Content-Type: multipart/mixed; boundary=b' >parts.eml < <(
        for _ in {1..5000}; do printf -- '--b\n\nx\n'; done)
    letter Talks >deep.eml < <(
        for i in {1..3000}; do
            printf 'Content-Type: multipart/mixed; boundary=x%s\n\n--x%s\n' $i $i
        done)
    letter Talks "X: $(head -c 300000 /dev/zero | tr '\0' x)" >head.eml <<<"$TEXT"
    head -c 70M /dev/zero | tr '\0' 'x' | fold -w 70 | letter Talks >large.eml
    yes $'From a@b.org Tue Jul 31 10:00:00 2018\n' |
        head -n 1000000 >empty.mbox
    letter Talks 'Content-Type: multipart/mixed; boundary=b' >bounds.eml < <(
        yes -- '--b' | head -n 5000000)
    for file in *.eml empty.mbox; do
        run bash -c "$(hostile_limits); demarche passages $file >out 2>&1"
        assert [ "$status" -le 2 ]
    done
    run -2 demarche passages large.eml
    assert_output --partial 'large.eml:1: message 1: it is, or has a line that is, too large'
    run -2 demarche passages head.eml
    assert_output --partial 'head.eml:1: message 1: its head is too large'
}
