#!/usr/bin/env bats
# Pages in the layouts of ministries, written for these tests: each is cut as
# the file beside it says. One line a passage: line, kind, section, speaker and
# role, sides, opening and closing words.

load helper

brief='[(.line | tostring), .kind, (.section | join(" > ")),
        (.speaker // "-"), (.role // "-"), (.sides | join("+")),
        (.text[0:40] + (if (.text | length) > 40 then "..." + .text[-16:]
                        else "" end))] | join(" | ")'

cut_as_expected() {
    demarche passages --all --json "$TOP/tests/data/layouts/$1.${2:-txt}" |
        jq -r "$brief" | sort -n >cut.txt
    run diff -u "$TOP/tests/data/layouts/$1.expected" cut.txt
    assert_success
}

@test "a Russian press conference: speakers, their sides, furniture" {
    cut_as_expected russian_conference
}

@test "a Russian summary: sides by what they say, items under headings" {
    cut_as_expected russian_summary
}

@test "a French press conference: parties, questions, short names" {
    cut_as_expected french_press
}

@test "a Japanese summary of a meeting: wide numbers, sides, links below" {
    cut_as_expected japanese_meeting
}

@test "a Japanese press conference: labels in brackets" {
    cut_as_expected japanese_conference
}

@test "a briefing: Q, names in capitals given in full, stage directions" {
    cut_as_expected briefing
}

@test "a press conference where agencies ask" {
    cut_as_expected agencies
}

@test "a record of meetings: sides in brackets, heads of printed pages" {
    cut_as_expected record
}

@test "an outline of five kinds of marks; lead-ins join what they lead" {
    cut_as_expected outline
}

@test "what looks like a label and is none has no speaker" {
    cut_as_expected no_labels
}

@test "wrapped lines are joined, hyphens at line ends mended" {
    cut_as_expected wrapped
}

@test "headings in capitals, in brackets and by their place" {
    cut_as_expected headings
}

@test "a site's menu above the title goes, a list of the text stays" {
    cut_as_expected site_menu
}

@test "a transcript: what only looks like a name ends the turn before it" {
    cut_as_expected exchanges
}

@test "an answer is not given to one who speaks later" {
    cut_as_expected french_answers
}

@test "a record of the press: number, section of the site, headline" {
    cut_as_expected press_release
    run jq -rn 'first(inputs).title' < <(demarche passages --json \
        "$TOP/tests/data/layouts/press_release.txt")
    assert_output "Council Extends Mandate of Its Mission in the West"
}

@test "angle brackets are headings, and never the title" {
    cut_as_expected angle_brackets
    run demarche passages "$TOP/tests/data/layouts/angle_brackets.txt"
    refute_output --partial "title"
}

@test "in a speech only the speaker's own side is heard" {
    cut_as_expected speech
}

@test "who is sent to an organization does not speak for it" {
    cut_as_expected told
}

@test "heads of printed pages inside a sentence; a part that is wrapped" {
    cut_as_expected record_page
}

@test "place and names above the first words of a transcript" {
    cut_as_expected front
}

@test "where only questions are labelled, what follows one is nobody's" {
    cut_as_expected bare_answers
}

@test "a news conference: forms of address behind a label, data at the end" {
    cut_as_expected kremlin
}

@test "a part in wide brackets is no title" {
    cut_as_expected japanese_parts
}

@test "a page of labels in capitals: others are quoted, unknown ones end a turn" {
    cut_as_expected capitals
}

@test "bold labels and headings over two lines, and headings in front of texts" {
    cut_as_expected bold_labels md
}

@test "a memorandum: to whom it goes is no heading, its sections are" {
    cut_as_expected order md
}

@test "numbered paragraphs of a record head nothing" {
    cut_as_expected numbered
}

@test "the room above a briefing that tells no time is of the page" {
    cut_as_expected venue md
}
