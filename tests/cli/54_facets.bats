# facets: how what matches is spread, held against all hits, counted one by one.
bats_require_minimum_version 1.5.0
load helper

more_setup() {
    export DEMARCHE_INDEX=$PWD/ix
    demarche index --jobs 2 "$TOP"/corpus/statements 2>/dev/null
}

# hits QUERY: everything that matches, as objects.
hits() {
    demarche search --json -n 10000 "$1" || [ "$?" = 1 ]
}

# by NAME EXPRESSION QUERY: the facet is what jq counts over all hits, whose
# values of it the expression gives.
by() {
    demarche facets --json -n 10000 --by "$1" "$3" |
        jq -c '.values | map([.name, .passages])' >got
    hits "$3" | jq -rc "$2 | select(. != null and . != \"\")" | LC_ALL=C sort |
        uniq -c | LC_ALL=C sort -k1,1nr -k2 |
        sed -E 's/^ *([0-9]+) (.*)/["\2",\1]/' | jq -s -c . >expected
    [ "$(jq length expected)" -gt 0 ] && diff expected got
}

@test "years, languages, issuers, speakers, sections, sides are counted" {
    local query
    for query in minister 'the OR of' '"foreign minister"' 'peace -treaty' \
        'country:Japan' 'minister* date:2012..' '=cooperation' 'a AND the' \
        'minister NEAR/5 meeting' 'topic:missile-defense OR visit'; do
        by year '.date // "" | .[:4]' "$query"
        by language .language "$query"
        by issuer '.issuer // .issuer_side' "$query"
        hits "$query" | jq -s length >expected
        demarche facets --json --by year -n 10000 "$query" |
            jq '[.values[].passages] + [.unknown] | add' | diff expected -
    done
    by section '.section[]' minister
    by side '.sides[]' minister
    by about '.about[]' minister
    demarche facets --json --by about minister | jq -e '.values | length > 1'
    by speaker .speaker minister
}

@test "forms are those of the hits" {
    by form '.forms[]' 'topic:missile-defense'
    by form '.forms[]' 'minister meeting'
}

@test "what is not known is told, and the rest is left out after N" {
    hits minister | jq -s 'map(select(.speaker == null)) | length' >expected
    demarche facets --json --by speaker minister | jq .unknown | diff expected -
    demarche facets --json --by section minister >all
    demarche facets --json --by section -n 1 minister >one
    [ "$(jq '.values | length' one)" = 1 ]
    jq '(.values | length) + .more' all | diff - <(jq '1 + .more' one)
}

@test "text and CSV say the same as JSON" {
    demarche facets --csv --by year,side minister >csv
    head -n 1 csv | grep -qx $'facet,name,passages,basis\r'
    demarche facets --json --by year,side minister |
        jq -r '.facet as $f | .basis as $b | .values[] |
            [$f, .name, (.passages | tostring), $b] | join(",") + "\r"' >expected
    tail -n +2 csv | tr -d '"' | diff expected -
    demarche facets --by year,side minister >text
    year=$(jq -r 'select(.facet == "year").values[0].name' \
        <(demarche facets --json minister))
    grep -qE "^ +[0-9]+  $year\$" text
    [ "$(grep -c '^\(year\|side\)$' text)" = 2 ]
}

@test "wrong facets, options and queries are told; nothing found is 1" {
    run demarche facets --by nothing minister
    assert_failure 2
    assert_output --partial "'nothing' is none of year"
    run demarche facets --json --csv minister
    assert_failure 2
    run demarche facets -n 0 minister
    assert_failure 2
    run demarche facets '(minister'
    assert_failure 2
    assert_output --partial 'column'
    run demarche facets nothingatall
    assert_failure 1
    assert_output --partial 'nothing found'
    run --separate-stderr demarche facets --json --by year nothingatall
    assert_failure 1
    [ "$(jq -c .values <<<"$output")" = '[]' ]
}
