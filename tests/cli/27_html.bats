#!/usr/bin/env bats
# Web pages: read as they are, found by content, bounded, and measured.

load helper
bats_require_minimum_version 1.5.0

prose='The two ministers had a detailed exchange of views on the state of
the relations of their countries, and agreed to go on with consultations.'

# A run that may take no more than 10 seconds of the processor and 1 GB of
# addresses, which is half as much memory. Sanitizers need more of both.
bounded() {
    (
        eval "$(hostile_limits)"
        run demarche passages "$@"
        printf '%s\n' "$output"
        exit "$status"
    )
}

@test "a page is indexed, found, and shown where it stands" {
    printf '%s\n' '<!doctype html><title>Talks end - Ministry of Fish</title>' \
        '<meta property="article:published_time" content="2019-03-04T08:00">' \
        '<nav><a href="/">Home</a></nav>' '<h1>Talks end</h1>' \
        "<p>$prose</p>" '<h2>Lighthouses</h2>' \
        '<p>They spoke about the <b>lighthouse</b> at length, too.</p>' \
        '<div class="comments"><p>Well said, I say, and go on!</p></div>' \
        >talks.html
    demarche index -q -d ix talks.html
    run demarche search -d ix --json lighthouse
    assert_success
    [ "$(jq -r '[.title, .date, .date_basis, .section[0], (.line | tostring)] |
        join(", ")' <<<"$output")" = \
        'Talks end, 2019-03-04, metadata, Lighthouses, 8' ]
    from=$(jq .byte_start <<<"$output") to=$(jq .byte_end <<<"$output")
    [ "$(tail -c +$((from + 1)) talks.html | head -c $((to - from)))" = \
        'They spoke about the <b>lighthouse</b> at length, too.' ]
    run demarche search -d ix --vimgrep lighthouse
    assert_output --partial 'talks.html:8:'
    run demarche passages talks.html
    refute_output --partial 'Home'
    refute_output --partial 'Well said'
    run demarche passages --all talks.html
    assert_output --partial 'Home'
    assert_output --partial 'Well said'
}

@test "a page under another name is known by its beginning" {
    printf '<!DOCTYPE html>\n<html><body><p>%s</p></body></html>\n' "$prose" \
        >page.aspx
    run demarche passages --json page.aspx
    assert_success
    [ "$(jq -r .text <<<"$output")" = "$(tr '\n' ' ' <<<"$prose" | sed 's/ $//')" ]
    cp page.aspx page.txt
    run demarche passages --json page.txt
    refute_output --partial '<html>'
}

@test "character sets are found, in pages and texts" {
    text='Министры иностранных дел обсудили положение в регионе и условились продолжить консультации.'
    for set in CP1251 KOI8-R UTF-16; do
        iconv -t "$set" <<<"$text" >"text-$set.txt"
        { printf '<p>'; printf '%s' "$text"; } | iconv -t "$set" >"page-$set.html"
    done
    iconv -t CP932 <<<'両大臣は、地域情勢について意見を交換し、協議を継続することで一致しました。' >sjis.txt
    run demarche passages --json page-*.html text-*.txt
    assert_success
    [ "$(jq -r .text <<<"$output" | sort -u)" = "$text" ]
    run demarche passages sjis.txt
    assert_output --partial '両大臣は'
    assert_output --partial 'language  ja'
}

@test "what was spoilt before it was saved is told" {
    printf '<p>Le ministre a dÃ©clarÃ© que la rÃ©union Ã©tait terminÃ©e.' >a.html
    run demarche passages a.html
    assert_output --partial 'spoilt before it was saved'
}

@test "hostile pages take bounded time and memory, and the rest goes on" {
    local good="<p>$prose</p>"
    repeat() { head -c "$2" /dev/zero | sed "s/\\x0/$1/g"; }
    { printf '<body>'; repeat '<div>' 100000; echo "$good"; } >nested.html
    { printf '<body>'; repeat '<b>' 100000; echo "$good"; repeat '<\/i>' 100000; } \
        >stray.html
    { printf '<p class="'; repeat 'x' 10000000; printf '">'; echo "$good"; } \
        >attribute.html
    { echo "$good"; printf '<p '; repeat 'a ' 1000000; } >attributes.html
    { printf '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
        printf '<!ENTITY c "&b;&b;&b;&b;">]>%s<p>&c;</p>' "$good"; } >entity.html
    { echo "$good"; repeat '<!-- ' 1000000; } >comment.html
    { echo "$good"; repeat '<script>' 1000000; } >script.html
    { echo "$good"; repeat '<script><\/script>' 300000; } >scripts.html
    { echo "$good"; repeat '<' 5000000; } >angles.html
    { echo "$good"; repeat '<p>a<br>' 1000000; } >lines.html
    { echo "$good"; repeat '<a href="' 1000000; } >quotes.html
    echo "$good" >sound.html
    for page in *.html; do
        run bounded "$page"
        assert_success
        assert_output --partial 'a detailed exchange of views'
    done
    run demarche index -d ix .
    assert_success
    assert_output --partial '12 files, 12 statements'
    assert_output --partial 'nested over 400 deep'
    assert_output --partial 'too much for one page'
}

@test "the main content of the shared pages is found as well as ever" {
    pages=${DEMARCHE_SHARED:-$TOP/../shared}/html
    [ -r "$pages/expected.json" ] || skip "no $pages"
    DEMARCHE_SHARED=$(dirname "$pages") run "$TOP/bench/pages.sh" "$pages"
    assert_success
    awk -F '\t' '$1 == "all" { all = $5 } $1 == "en" { english = $5 }
        END { exit !(all >= 0.925 && english >= 0.92) }' <<<"$output"
}

@test "pages of ministries: all read, title and date where they have them" {
    pages=${DEMARCHE_SHARED:-$TOP/../shared}/html/ministries/fixtures
    [ -d "$pages" ] || skip "no $pages"
    run --separate-stderr demarche passages --json "$pages"/*.html
    assert_success
    echo "$output" >cut.jsonl
    [ "$(jq -r .file cut.jsonl | sort -u | wc -l)" -eq 13 ]
    # Two pages had lost characters before they were saved, and that is told.
    [ "$(grep -c 'lost before' <<<"$stderr")" -eq 2 ]
    run bash -c "grep -v '\"belarus1\?#' cut.jsonl | grep -c $'\xEF\xBF\xBD'"
    assert_output 0
    for fact in 'f179725988c80350 Statement of the Ministry of Foreign Affairs of the Republic of Belarus' \
        'bf7e69d3fec2c5f0 Statement of the Foreign Ministry of the Republic of Belarus in connection with the situation in Kazakhstan' \
        'uae-500 UNITED ARAB EMIRATES CONTRIBUTES 500,000 DOSES OF COVID-19 VACCINE TO MALAYSIA'; do
        [ "$(jq -r --arg s "${fact%% *}" 'select(.statement == $s) | .title' \
            cut.jsonl | sort -u)" = "${fact#* }" ]
    done
    for fact in 'b7b71aff55bfca76 2021-12-06' 'dad9272a52869cef 2020-05-15' \
        'uae-500 2022-01-25' 'timor 2021-09-28'; do
        [ "$(jq -r --arg s "${fact% *}" 'select(.statement == $s) | .date' \
            cut.jsonl | sort -u)" = "${fact#* }" ]
    done
}

# signed HEAD BYLINE: the author of a page of the Lamp Post with these.
signed() {
    printf '%s\n' '<!doctype html><title>Talks end | Lamp Post</title>' \
        '<meta property="og:site_name" content="Lamp Post">' \
        '<link rel=canonical href="https://www.lamppost.example/1">' "$1" \
        "<article><h1>Talks end</h1>$2<p>$prose</p><p>$prose</p></article>" \
        >signed.html
    demarche passages --json signed.html | jq -r .author | sort -u
}

@test "a page's author is named by its head, a link or a byline" {
    meta() { printf '<meta name=author content="%s">' "$1"; }
    data() { printf '<script type="application/ld+json">%s</script>' "$1"; }
    [ "$(signed "$(meta 'Ana Harbour')")" = 'Ana Harbour' ]
    [ "$(signed "$(meta 'By Ana Harbour | Lamp Post')")" = 'Ana Harbour' ]
    [ "$(signed '<meta name="DC.creator" content="B. Quay">')" = 'B. Quay' ]
    [ "$(signed "$(data '{"@type": "NewsArticle",
        "author": [{"name": "Ana Harbour"}, {"name": "Bo Quay"}]}')")" = \
        'Ana Harbour, Bo Quay' ]
    [ "$(signed '' '<a rel="author" href="/a">Ana Harbour</a>')" = \
        'Ana Harbour' ]
    [ "$(signed '' '<p class="byline">By Ana Harbour, 3 May 2019</p>')" = \
        'Ana Harbour' ]
    [ "$(signed '' '<span class="author">Анна Гавань</span>')" = 'Анна Гавань' ]
}

@test "the site, an account, an office or an address signs no page" {
    local name
    for name in 'Lamp Post' 'lamp-post' 'LampPost' admin webmaster2 aharbour \
        'Ministry of Foreign Affairs of Japan' https://lamppost.example/ana \
        ana@lamppost.example lamppost.example 'Lamp Works GmbH' '12'; do
        run signed "<meta name=author content=\"$name\">"
        assert_output null
    done
    run signed '' '<p class="author">read all of it</p>'
    assert_output null
}

@test "an author is shown with the statement and found again" {
    signed '<meta name=author content="Ana Harbour">' >/dev/null
    demarche index -q -d ix signed.html
    run demarche search -d ix consultations
    assert_output --partial 'Talks end, by Ana Harbour'
    run demarche show -d ix signed#1
    assert_line --regexp '^author +Ana Harbour$'
    printf '%s\n' '---' 'author: Bo Quay' '---' "$prose" >bo.md
    printf '{"_id":"r","text":"Lamp","metadata":{"author":"Cy Pier"}}\n' >r.jsonl
    [ "$(demarche passages --json bo.md r.jsonl | jq -r .author)" = \
        $'Bo Quay\nCy Pier' ]
}

@test "footnotes are passages of their own, wherever they stand" {
    cat >notes.html <<'END'
<!doctype html><title>Talks on lamps</title><article><h1>Talks on lamps</h1>
<p>The ministers had a long talk about the missiles<sup>1</sup> of the island,
which is 12 km<sup>2</sup> wide, and about 10<sup>6</sup> lamps of
2018<sup>3</sup>.<sup><a href="#fn2">2</a></sup></p>
<p>They agreed on nets<span class="sidenote">The nets are those of the year
before, which were wider.</span> and on lights, as the treaty asks for.</p>
<h2>The end</h2><p>All went home with the same boat, which was a large one.</p>
<div class="footnotes"><ol><li id="fn1">Missiles of the short range.
<a href="#r1">&#8617;</a></li><li id="fn2"><p>A guess of the harbour
master.</p><p>He counted twice.</p></li></ol></div>
<div id="ftn3"><p class="MsoFootnoteText"><a href="#_ftnref3"
name="_ftn3">[3]</a> By the old calendar.</p></div></article>
END
    run demarche passages --json notes.html
    assert_success
    [ "$(jq -r '[.kind, (.section | length), .text] | join("|")' \
        <<<"$output")" = 'paragraph|0|The ministers had a long talk about the missiles[1] of the island, which is 12 km2 wide, and about 10^6 lamps of 2018[3].[2]
paragraph|0|They agreed on nets and on lights, as the treaty asks for.
note|0|The nets are those of the year before, which were wider.
paragraph|1|All went home with the same boat, which was a large one.
note|0|[1] Missiles of the short range.
note|0|[2] A guess of the harbour master.
note|0|He counted twice.
note|0|[3] By the old calendar.' ]
    demarche index -q -d ix notes.html
    run demarche search -d ix '"wider"'
    assert_output --partial 'those of the year before'
}

@test "a note below its own heading is of that section, and nobody's turn" {
    printf '%s\n' '<!doctype html><title>Press conference</title><article>' \
        '<h1>Press conference of the ministers</h1>' \
        '<p><b>Mr. Quay:</b> The lamp has been lit again since the spring.</p>' \
        '<p><b>Question:</b> And who paid for it, if I may ask you that?</p>' \
        '<p><b>Mr. Quay:</b> The harbours did, and we thank them for it.<a
            href="#fn1"><sup>1</sup></a></p>' \
        '<h2>Notes</h2><ol class="references"><li id="fn1">Mr. Pier: a third of
            it.</li></ol></article>' >turns.html
    run demarche passages --json turns.html
    [ "$(jq -r '[.kind, .speaker // "-", .section[0] // "-"] | join(" ")' \
        <<<"$output")" = 'turn Quay -
turn - -
turn Quay -
note - Notes' ]
}

@test "a passage tells the element of the page that it stands in" {
    printf '%s\n' '<!doctype html><title>Talks</title><body><div>' \
        "<p>$prose</p></div><div id=\"text\"><p>$prose</p><p>$prose</p>" \
        "<x-y><p>$prose</p></x-y>" \
        '<table><tr><td>Lamps</td><td>12, as was agreed by all</td></tr>' \
        '<tr><td>Nets</td><td>3, as was agreed by all</td></tr></table></div>' \
        >node.html
    run demarche passages --json node.html
    [ "$(jq -r .node <<<"$output")" = "/html/body/div[1]/p[1]
id('text')/p[1]
id('text')/p[2]
id('text')//p[1]
id('text')/table[1]/tr[1]
id('text')/table[1]/tr[2]" ]
}

@test "a title broken into lines over the text is no part of it" {
    printf '%s\n' '<!doctype html>' \
        '<meta property="og:title" content="Lamps and nets of the islands">' \
        '<article><p><b>LAMPS AND NETS</b></p>' \
        "<p><b>OF THE ISLANDS</b></p><p>$prose</p></article>" >broken.html
    run demarche passages --json broken.html
    [ "$(jq -r '[.title, .text[:9], (.section | length)] | join("|")' \
        <<<"$output")" = 'Lamps and nets of the islands|The two m|0' ]
}

@test "a table of data is of the statement, one of links is not" {
    printf '%s\n' '<title>Vote on lamps</title>' \
        '<table><tr><td><a href=1>About us</a><td><a href=2>Fleet</a>' \
        '<tr><td><a href=3>Harbours</a><td><a href=4>Lamps</a></table>' \
        "<div id=a><h1>Vote on lamps</h1><div><p>$prose</p></div>" \
        '<div><table><tr><th>Country<th>Vote<th>Remarks' \
        '<tr><td><a href=5>Northland</a><td>Yes<td>Before the vote' \
        '<tr><td>Southland<td>No<td>None' \
        '<tr><td>4 May<td>09:00<td>Result made known</table></div></div>' \
        '<table><tr><td>Imprint<td>Press<td>Contact</table>' >vote.html
    run --separate-stderr demarche passages --json vote.html
    [ "$(jq -r 'select(.n > 1).text' <<<"$output")" = \
        'Country | Vote | Remarks
Northland | Yes | Before the vote
Southland | No | None
4 May | 09:00 | Result made known' ]
    # Without prose, it is what the page is about.
    sed -i '/<h1>/,/consultations/d' vote.html
    run --separate-stderr demarche passages --json vote.html
    [ "$(jq -r .text <<<"$output" | head -n 2 | tail -n 1)" = \
        'Northland | Yes | Before the vote' ]
}

@test "rows of days are no table of data" {
    { echo '<title>Talks</title><div><table>'
        for week in 1 2 3 4; do
            printf '<tr><td>%d<td>%d<td>%d\n' $week $((week + 7)) \
                $((week + 14))
        done
        echo "</table></div><div><h1>Talks</h1><p>$prose</p></div>"; } >days.html
    run --separate-stderr demarche passages --json days.html
    [ "$(jq -s length <<<"$output")" -eq 1 ]
}
