# The same statement several times: one is shown, the others are listed.

load helper

body() {
    cat <<'TEXT'
The Foreign Minister of Norland met the Ambassador of Sudland in the capital on Tuesday and spoke with him about the treaty of peace, the fisheries in the northern sea, and the exchange of students between the two countries.

The two sides agreed that the program of exchange will grow from 200 to 350 students in the coming year, and that a center for the languages of both countries will open in the old harbor of the capital.

The Minister said that the defense of the sea routes is a matter for all who live on their shores, and that Norland will take part in the talks in Westhaven with an open mind and without conditions.
TEXT
}

british() {
    sed "s/program /programme /; s/center/centre/; s/harbor/harbour/; s/defense/defence/"
}

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir in
    { printf 'Minister meets Ambassador\n\nJuly 31, 2018\n\n'; body; } >in/own.txt
    { printf 'Home | World | Sport\n\nTalks in the north\n\nAugust 1, 2018\n\nFrom our correspondent in the capital, who was there in the evening.\n\n'
      body | british | fmt -w 60; printf '\nShare this article\n\nRelated stories\n'; } >in/outlet.txt
    # A form letter, filled in for another one.
    { printf 'Minister meets Ambassador\n\nJuly 31, 2018\n\n'
      body | sed 's/Sudland/Estland/g; s/Tuesday/Friday/; s/350/500/; s/Westhaven/Easthaven/'; } >in/form.txt
    { printf 'Report of the committee\n\nJuly 31, 2018\n\n'
      echo 'The committee on fisheries found that the students of the northern sea are many, and that they met in the capital on Monday to hear what the Minister had to say about the treaty of peace.'; } >in/other.txt
    demarche index in 2>/dev/null
}

found() {
    demarche search -n 100 --json "$@" 2>/dev/null |
        jq -r '[.id, (.copies // ["-"] | join(","))] | join(" ")'
}

@test "one copy is a hit and has the other; a form letter is none" {
    run found fisheries
    assert_success
    assert_line --regexp '^(own#1 outlet#[12]|outlet#[12] own#1)$'
    assert_line 'form#1 '
    assert_line 'other#1 '
    [ "${#lines[@]}" -eq 3 ]
}

@test "--all-copies and run files have each by itself" {
    run found --all-copies fisheries
    assert_line 'own#1 -'
    assert_line --regexp '^outlet#[12] -$'
    [ "${#lines[@]}" -eq 4 ]
    run demarche search -n 100 --format trec fisheries
    [ "${#lines[@]}" -eq 4 ]
}

@test "the text form lists the others with place, date" {
    run demarche search -n 3 harbours
    assert_success
    assert_output --partial 'also in/o'
    assert_output --regexp '2018-0(7-31|8-01)'
    run demarche search --csv harbours
    assert_line --index 0 --partial 'forms,copies,text'
    assert_output --regexp 'own#2|outlet#[23]'
}

@test "pages join without a gap and without one twice" {
    for i in $(seq 40); do
        sed "s/Estland/Land$i/g; s/500/$((600 + i))/" in/form.txt >"in/f$i.txt"
        cp "in/f$i.txt" "in/g$i.txt"
    done
    demarche index in 2>/dev/null
    demarche search -n 200 --json fisheries | jq -c '[.id, .copies]' >all
    [ "$(wc -l <all)" -eq 43 ]
    for offset in 0 5 10 15 20 25 30 35 40; do
        demarche search -n 5 --offset "$offset" --json fisheries |
            jq -c '[.id, .copies]'
    done >pages
    diff all pages
    # Every passage is a hit or a copy of one, once.
    jq -r '.[0], .[1][]' all | sort >shown
    [ "$(sort -u shown | wc -l)" -eq "$(wc -l <shown)" ]
    [ "$(wc -l <shown)" -eq 84 ]
    run jq -s 'map(.[1] | length) | add' all
    assert_output 41
}

@test "of very many copies one is shown" {
    for i in $(seq 150); do
        cp in/own.txt "in/s$i.txt"
    done
    demarche index in 2>/dev/null
    demarche search -n 200 --json fisheries >all
    [ "$(wc -l <all)" -eq 3 ]
    [ "$(jq -s 'map(.copies | length) | max' all)" -eq 100 ]
    run demarche search -n 3 fisheries
    assert_output --partial 'and 95 more copies'
}

@test "a copy that goes is a copy no more, and shards make no difference" {
    found fisheries >before
    demarche index -d two --jobs 2 in/own.txt in/form.txt 2>/dev/null
    demarche index -d two --jobs 2 in 2>/dev/null
    DEMARCHE_INDEX=two found fisheries | diff before -
    demarche compact
    found fisheries | diff before -
    rm in/outlet.txt
    demarche index --prune in 2>/dev/null
    run found fisheries
    assert_line 'own#1 '
    [ "${#lines[@]}" -eq 3 ]
    # And one that changes is another.
    cp in/own.txt in/again.txt
    demarche index in 2>/dev/null
    run found fisheries
    assert_line --regexp '^(own#1 again#1|again#1 own#1)$'
    cp in/other.txt in/again.txt
    demarche index in 2>/dev/null
    run found fisheries
    assert_line 'own#1 '
    demarche check
}

@test "the issuer's own page is shown before an outlet's, if it is found" {
    mkdir web
    page() {
        printf '<html><head><title>%s</title><link rel="canonical" href="%s"><meta property="og:type" content="article"></head><body><article><h1>%s</h1>' \
            "$2" "$1" "$2"
        body | awk 'NF { print "<p>" $0 "</p>" }'
        echo '</article></body></html>'
    }
    page https://www.news.example/a 'A report from the north' >web/a.html
    page https://www.mofa.go.jp/press/b.html 'A meeting' >web/b.html
    demarche index -d web/index web 2>/dev/null
    export DEMARCHE_INDEX=web/index
    run found fisheries
    assert_output 'b#1 a#1'
    run found fisheries file:a
    assert_output 'a#1 b#1'
}

@test "records of one statement are one statement, and status counts" {
    body | awk 'NF { n++; gsub(/"/, ""); printf "{\"_id\":\"r#%d\",\"title\":\"T\",\"text\":\"%s\"}\n", n, $0 }' >in/r.jsonl
    demarche index in 2>/dev/null
    run found harbours
    assert_line --regexp 'r#2'
    [ "${#lines[@]}" -eq 2 ]
    run demarche status --json
    [ "$(jq .copies <<<"$output")" -eq 3 ]
    run demarche status
    assert_line --regexp '^copies +3 statements'
}
