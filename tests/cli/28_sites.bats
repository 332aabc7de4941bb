#!/usr/bin/env bats
# Profiles of web sites: found, obeyed, and told of when something is wrong.

load helper
bats_require_minimum_version 1.5.0

prose='The two ministers had a detailed exchange of views on the state of
the relations of their countries, and agreed to go on with consultations.'

# A page whose text no rule can find: the other part is longer.
page() {
    printf '%s\n' '<!doctype html><title>Site</title>' \
        "<div class=a><p>$prose</p><p>$prose</p><p>$prose</p></div>" \
        '<div class=b><h2>The lamp</h2><p>The lamp is lit.</p>' \
        '<p class=c>Given on 3 May 2019 in the town.</p></div>'
}

# facts FILE...: title, date, texts.
facts() {
    demarche passages --json "$@" |
        jq -r '"\(.title)|\(.date)|\(.text)"'
}

@test "the three examples are read by their profiles, and misread without" {
    local name
    run facts "$TOP"/corpus/sites/www.foreign-office.example
    assert_output "Note to the Embassy of the Northern Isles|2004-04-12|Sample text written for the Demarche project, no official document.
Note to the Embassy of the Northern Isles|2004-04-12|The Foreign Office handed a note to the Embassy today, in which it asks that the lighthouse on the Skerry be lit again.
Note to the Embassy of the Northern Isles|2004-04-12|It recalls the treaty on lights at sea."
    run facts "$TOP"/corpus/sites/mfa.northern-isles.example
    assert_output "Answer to the note of the Port Republic|2022-07-22|Sample text written for the Demarche project, no official document.
Answer to the note of the Port Republic|2022-07-22|The Ministry answered the note on the lighthouse on the Skerry.
Answer to the note of the Port Republic|2022-07-22|The light will be lit again when the lamp has come.
Answer to the note of the Port Republic|2022-07-22|Until then a ship lies beside the rock."
    run demarche passages --json "$TOP"/corpus/sites/www.port-republic.example
    [ "$(jq -r '[.title, .date, .speaker, .role, .issuer, .text[:12]] |
        join("|")' <<<"$output")" = \
        "The minister on nets and lights|2021-11-09|Ilse Brandung|Minister of Fisheries|Ministry of Fisheries of the Port Republic|Sample text 
The minister on nets and lights|2021-11-09|Ilse Brandung|Minister of Fisheries|Ministry of Fisheries of the Port Republic|The nets of 
The minister on nets and lights|2021-11-09|Ilse Brandung|Minister of Fisheries|Ministry of Fisheries of the Port Republic|And the ligh" ]
    for name in "$TOP"/corpus/sites/*.example; do
        mkdir plain
        find "$name" -name '*.htm*' -exec cp {} plain \;
        [ "$(facts plain)" != "$(facts "$name")" ]
        rm -r plain
    done
}

@test "what a profile leaves out is shown as such" {
    run demarche passages --json --all \
        "$TOP"/corpus/sites/mfa.northern-isles.example
    [ "$(jq -r 'select(.kind == "furniture").text' <<<"$output" |
        grep -c 'Most read')" -eq 4 ]
}

@test "a page's site is known by option, link, meta tag or folder" {
    printf '[lamps.example]\ntitle = h2\nbody = .b\ndate = .c\n' >p.ini
    mkdir -p mirror/www.lamps.example/1 other
    page >mirror/www.lamps.example/1/a.html
    page >plain.html
    { page && echo '<link rel=canonical href="https://lamps.example/1">'; } >c.html
    { page && echo '<meta property=og:url content="http://en.lamps.example:80/x">'; } \
        >m.html
    for file in mirror/www.lamps.example/1/a.html c.html m.html; do
        run facts --sites p.ini "$file"
        assert_line --index 0 'The lamp|2019-05-03|The lamp is lit.'
        [ "${#lines[@]}" -eq 2 ]
    done
    run facts --sites p.ini plain.html
    refute_output --partial 'The lamp|2019'
    run facts --sites p.ini --url https://www.lamps.example/ plain.html
    assert_line --index 0 'The lamp|2019-05-03|The lamp is lit.'
    run facts --sites p.ini --url https://xlamps.example/ plain.html
    refute_output --partial 'The lamp|2019'
}

@test "the longest name that fits counts, and the nearest file" {
    page >plain.html
    printf '[lamps.example]\ntitle = "One"\n[lamps.example/en]\ntitle = "Two"\n' \
        >demarche-sites.ini
    mkdir -p "$HOME/.config/demarche" near
    printf '[lamps.example]\ntitle = "Own"\n[own.example]\ntitle = "Home"\n' \
        >"$HOME/.config/demarche/sites.ini"
    printf '[lamps.example/fr]\ntitle = "Near"\n' >near/demarche-sites.ini
    cp plain.html near
    title() { demarche passages --json "$@" | jq -rs '.[0].title'; }
    [ "$(title --url http://lamps.example/x plain.html)" = One ]
    [ "$(title --url http://lamps.example/en/x plain.html)" = Two ]
    [ "$(title --url http://lamps.example/english plain.html)" = One ]
    [ "$(title --url http://own.example plain.html)" = Home ]
    [ "$(title --url http://lamps.example/fr near/plain.html)" = Near ]
    [ "$(title --url http://lamps.example/en near/plain.html)" = Two ]
    XDG_CONFIG_HOME=$PWD/none \
        run demarche passages --url http://own.example plain.html
    refute_output --partial Home
}

@test "a changed profile has the pages read again, and is no statement" {
    mkdir -p www.lamps.example
    page >www.lamps.example/a.html
    demarche index -q -d ix www.lamps.example
    printf '[lamps.example]\nbody = .b p\n' >www.lamps.example/demarche-sites.ini
    run demarche index -d ix www.lamps.example
    assert_output --partial '1 files, 1 statements, 2 passages'
    run demarche index -d ix www.lamps.example
    assert_output --partial '1 unchanged'
}

@test "what is wrong in a profile is told with file and line" {
    page >plain.html
    cat >bad.ini <<'END'
title = h1
[nohost]
title = h1
[lamps.example]
titel = h1
title = blink
date = .c[
body = "words"
drop = h2 >
role
url = [data-x]
[lamps.example]
title = h1
[nice.example]
title = h2
[nice.example/x]
[lamps.example]
title = h1
END
    printf 'date = %0250d\n' 1 >>bad.ini
    run demarche passages --sites bad.ini plain.html
    assert_failure 2
    assert_line --partial "bad.ini:1: a key before the first section"
    assert_line --partial "bad.ini:3: [nohost] is no host"
    assert_line --partial "bad.ini:5: no key is called 'titel'"
    assert_line --partial "bad.ini:6: title: no element of this name"
    assert_line --partial "bad.ini:7: date: no attribute of this name"
    assert_line --partial "bad.ini:8: body is found by selectors"
    assert_line --partial "bad.ini:9: drop: an element, '.class'"
    assert_line --partial "bad.ini:10: neither [HOST] nor KEY = SELECTOR"
    assert_line --partial "bad.ini:11: url: no attribute of this name is kept"
    assert_line --partial "bad.ini:18: [lamps.example] stands here twice"
    assert_line --partial "bad.ini:19: a line of more than 190 bytes"
    run demarche passages --sites none.ini plain.html
    assert_failure 2
    assert_output --partial 'none.ini'
    cp bad.ini demarche-sites.ini
    run demarche passages --url http://nice.example plain.html
    assert_failure 2
    assert_line --partial 'title     The lamp'
}

@test "a key that finds nothing on a page is told once" {
    mkdir www.lamps.example
    page >www.lamps.example/a.html
    page >www.lamps.example/b.html
    printf '[lamps.example]\nbody = #none\ntitle = h2\n' \
        >www.lamps.example/demarche-sites.ini
    run demarche passages www.lamps.example
    assert_success
    [ "$(grep -c 'sites.ini:2: body finds nothing on' <<<"$output")" -eq 1 ]
    assert_output --partial 'The two ministers had'
}

@test "values go on in the next lines, in any of the usual forms" {
    page >plain.html
    printf '%s\n' '; a note' '# a note' '[lamps.example]' \
        'title = h5,' '  h2[id], ; a note behind it' '  #none' '  div.b > h2' \
        '  # a note' 'body: div[class=b] > p' 'date = [class~="c"]' >p.ini
    run facts --sites p.ini --url http://lamps.example plain.html
    assert_line --index 0 'The lamp|2019-05-03|The lamp is lit.'
    assert_line --index 1 --partial 'Given on 3 May'
}
