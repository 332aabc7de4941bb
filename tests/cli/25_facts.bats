# The facts of a statement - title, date, issuer, language - as the commands
# show them.
load helper

more_setup() {
    SEEDS=${DEMARCHE_SHARED:-$TOP/../shared}/seeds
}

# facts FILE: title, date, end, basis, issuer, side and language, a line each.
facts() {
    demarche-index passages --json "$1" | head -n 1 |
        jq -r '.title, .date, .date_end, .date_basis, .issuer, .issuer_side,
               .language'
}

@test "a saved page gives its title, date, issuer and language" {
    cat >page.txt <<'END'
Ministry of Foreign Affairs of Norway

31 July 201811:05

Ministers Meet in Oslo

The ministers discussed the state of relations between the two countries and
agreed to hold the next round of consultations in the spring.
END
    run facts page.txt
    assert_output "Ministers Meet in Oslo
2018-07-31
null
dateline
Ministry of Foreign Affairs of Norway
Norway
en"
}

@test "what the text does not say stays unknown" {
    cat >page.txt <<'END'
The ministers discussed the state of relations between the two countries and agreed to hold the next round of consultations in the spring, as they had done in the years before, and to invite experts of both sides to it.
END
    run facts page.txt
    assert_output "null
null
null
none
null
null
en"
}

@test "the command line wins over the page" {
    printf 'July 31, 2018\n\nMinisters Meet in Oslo\n\nThey met.\n' >page.txt
    run demarche-index passages --json --date 2001-02-03 --side JPN page.txt
    assert_success
    assert_output --partial '"date":"2001-02-03"'
    assert_output --partial '"date_basis":"metadata"'
    assert_output --partial '"issuer_side":"Japan"'
}

@test "the gold statements of the seeds are found" {
    [ -e "$SEEDS/gold-statements.jsonl" ] || skip "no $SEEDS"
    while IFS= read -r gold; do
        file=$(jq -r .file <<<"$gold")
        jq -r '.title, .date, .date_end // null,
               (.date_from | if startswith("dateline") then "dateline"
                             elif startswith("first date") then "text"
                             elif startswith("inferred") then "inferred"
                             else "none" end),
               .issuer, .issuer_side, .language' <<<"$gold" >expected
        facts "$SEEDS/$file" >got
        run diff -u --label "gold of $file" expected --label found got
        assert_success
    done <"$SEEDS/gold-statements.jsonl"
}

@test "a weekday has the year that the text names, not one to come" {
    cat >page.txt <<'END'
On Sunday, 19 September, the ministers met in Oslo and held talks on the relations between the two countries, and on aid.

The vaccines were developed in 2020-2021, and the fund grows in 2022. The goals of 2030 stay far away.
END
    run facts page.txt
    assert_line --index 1 2021-09-19
    assert_line --index 3 inferred
}

@test "a day of years ago is remembered, not the day of the statement" {
    cat >page.txt <<'END'
On 4 October 1973 - in other words, 16 years ago to the day - I spoke to the General Assembly for the first time. Since then the situation has changed.
END
    run facts page.txt
    assert_line --index 1 null
    sed 's/ - in other words, .* to the day//' page.txt >leading.txt
    sed -i 's/1973/1973:/' leading.txt
    run facts leading.txt
    assert_line --index 1 1973-10-04
}
