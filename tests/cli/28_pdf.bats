#!/usr/bin/env bats
# PDF: columns, running heads, broken words, pages, notes; scans, encrypted and
# hostile files are reported, and the rest goes on.

load helper
bats_require_minimum_version 1.5.0

pdf() {
    python3 "$TOP/tests/cli/make_pdf.py" "$1"
}

# Lines of a paragraph of four lines, at X and from Y down, 14 points apart.
paragraph() {
    local x=$1 y=$2 line
    while read -r line; do
        echo "plain 11 $x $y $line"
        y=$((y - 14))
    done
}

two_pages() {
    echo 'info Title Microsoft Word - draft.doc'
    echo page
    echo 'plain 9 72 800 Ministry of Lighthouses | Bulletin of 2019'
    echo 'bold 18 72 760 Statement on the lighthouses of the strait'
    echo 'plain 11 72 730 12 March 2019'
    paragraph 72 700 <<'END'
The two ministers spoke at length about the lighthouses of the strait, whose
lamps have been kept by both countries for a hundred years, and about the co-
operation of their keepers. They agreed that the anti-fog signals would be re-
newed before winter comes, and that the costs are to be borne by both of them
END
    echo 'plain 8 72 80 1 The convention of 1919, article 4, tells who pays.'
    echo 'plain 11 290 40 1'
    echo page
    echo 'plain 9 72 800 Ministry of Lighthouses | Bulletin of 2019'
    paragraph 72 760 <<'END'
in equal parts. Keepers may visit each other without a visa.
END
    paragraph 72 720 <<'END'
The cooperation of the fishing fleets was discussed as well.
END
    echo 'plain 11 290 40 2'
}

texts() {
    jq -r 'select(.kind != "furniture") | .text'
}

@test "a paragraph goes on over the page, words and lines are joined" {
    two_pages | pdf talks.pdf
    run demarche passages --json talks.pdf
    assert_success
    [ "$(jq -r '[.title, .date, .date_basis] | join(", ")' <<<"${lines[0]}")" = \
        'Statement on the lighthouses of the strait, 2019-03-12, dateline' ]
    [ "$(texts <<<"${lines[0]}")" = "The two ministers spoke at length about \
the lighthouses of the strait, whose lamps have been kept by both countries \
for a hundred years, and about the cooperation of their keepers. They agreed \
that the anti-fog signals would be renewed before winter comes, and that the \
costs are to be borne by both of them in equal parts. Keepers may visit each \
other without a visa." ]
    [ "$(jq -c '[.n, .page]' <<<"$output" | tr -d '\n')" = '[1,1][2,2][3,1]' ]
    refute_output --partial 'Bulletin'
    run demarche passages --all talks.pdf
    assert_output --partial 'Bulletin'
}

@test "a small note at the foot of a page stands apart" {
    two_pages | pdf talks.pdf
    run demarche passages --json talks.pdf
    [ "$(texts <<<"${lines[2]}")" = \
        '1 The convention of 1919, article 4, tells who pays.' ]
}

@test "a hit tells the page" {
    two_pages | pdf talks.pdf
    demarche index -q -d ix talks.pdf
    run demarche search -d ix --json fleets
    assert_success
    [ "$(jq -r '[.file, .page] | join(" ")' <<<"$output")" = \
        'talks.pdf 2' ]
}

@test "columns are read one after the other, below what spans them" {
    {
        echo page
        echo 'bold 16 72 780 Two columns below one title'
        for line in 1 2 3 4 5 6; do
            y=$((740 - 14 * line))
            echo "plain 11 72 $y left line $line has many words in its column,"
            echo "plain 11 310 $y right line $line fills up its own column too,"
        done
        echo 'plain 11 72 600 Below them a line spans the page from one side right to the other side.'
    } | pdf columns.pdf
    run demarche passages --json columns.pdf
    assert_success
    [[ $(texts <<<"$output" | tr '\n' ' ') == *'left line 5'*'left line 6'*\
'right line 1'*'right line 6'*'Below them a line'* ]]
}

@test "the rows of a table are read one by one" {
    {
        echo page
        echo 'plain 11 72 780 The ministers took note of what was paid in the last years:'
        for row in 1 2 3 4; do
            y=$((750 - 20 * row))
            echo "plain 11 72 $y Lighthouse $row"
            echo "plain 11 250 $y $row,250 lamps"
            echo "plain 11 400 $y 201$row"
        done
    } | pdf table.pdf
    run demarche passages --json table.pdf
    assert_success
    [[ $(texts <<<"$output") == *'Lighthouse 3 | 3,250 lamps | 2013'* ]]
}

@test "a letterhead is no title, and a cover stands over nothing" {
    {
        echo page
        echo 'bold 20 200 780 PRIME MINISTER'
        echo 'plain 14 200 750 Office of the Prime Minister'
        echo 'bold 14 120 700 Address on the opening of the northern strait'
        echo 'plain 11 72 670 12 March 2019'
        paragraph 72 640 <<'END'
The lighthouses of the strait have been kept by both countries for a hundred
years, and today their lamps are lit again for the ships of all the nations.
END
    } | pdf letter.pdf
    run demarche passages --json letter.pdf
    assert_success
    [ "$(jq -r '[.title, .date, (.section | join(">"))] | join(", ")' \
        <<<"${lines[0]}")" = \
        'Address on the opening of the northern strait, 2019-03-12, ' ]
    {
        echo page
        echo 'bold 24 100 600 White Paper on the Lighthouses'
        echo 'bold 14 100 500 PRESENTED TO THE PARLIAMENT'
        echo 'bold 14 100 470 BY THE KEEPER OF THE LAMPS'
        echo page
        echo 'bold 14 72 780 Contents'
        echo 'plain 11 72 740 Introduction ..................... 3'
        echo 'plain 11 72 720 1. The lamps ..................... 4'
        echo 'plain 11 72 700 2. The keepers ................... iv'
        echo page
        paragraph 72 780 <<'END'
The lighthouses of the strait have been kept by both countries for a hundred
years, and today their lamps are lit again for the ships of all the nations.
END
    } | pdf cover.pdf
    run demarche passages --json cover.pdf
    assert_success
    refute_output --partial '....'
    [ "$(jq -r '[.title, .section[]?] | join(">")' <<<"${lines[-1]}")" = \
        'White Paper on the Lighthouses' ]
}

@test "a PDF is known by its content, whatever its name" {
    two_pages | pdf talks.pdf
    mkdir odd
    mv talks.pdf odd/-x
    run demarche passages --json odd/-x
    assert_success
    (cd odd && run demarche passages --json -- -x && assert_success)
    printf 'A text that tells of %%PDF- marks is a text still.\n' >marks.txt
    run demarche passages --json marks.txt
    assert_success
    [[ $output == *'is a text still.'* ]]
}

@test "page images, damaged and encrypted files are told, the rest goes on" {
    mkdir all
    two_pages | pdf all/talks.pdf
    echo page | pdf all/scan.pdf
    head -c 300 all/talks.pdf >all/cut.pdf
    printf '%%PDF-1.4' >all/none.pdf
    run --separate-stderr demarche index -q -d ix all
    assert_failure 2
    [[ $stderr == *'all/scan.pdf: page images without text; run OCR'*ocrmypdf* ]]
    [[ $stderr == *'all/none.pdf: this PDF cannot be read: it is damaged'* ]]
    run demarche search -d ix fleets
    assert_success
    run demarche passages all/scan.pdf
    assert_failure 2
    assert_output --partial 'page images without text'
}

@test "a password is asked for only where one is needed to open" {
    mkdir all
    { echo 'password secret boss' && two_pages; } | pdf all/user.pdf
    { echo 'password - boss' && two_pages; } | pdf all/owner.pdf
    run --separate-stderr demarche index -q -d ix all
    assert_failure 2
    [[ $stderr == *'all/user.pdf: this PDF is encrypted; save it without a password'* ]]
    [[ $stderr != *'all/owner.pdf'* ]]
    run demarche search -d ix fleets
    assert_success
    assert_output --partial 'owner.pdf, page 2'
}

hostile() {
    mkdir -p all
    python3 "$TOP/tests/cli/make_hostile_pdf.py" "$1" "all/$1.pdf"
}

# Index a folder with the hostile file and a good one; set output and status.
index_hostile() {
    hostile "$1"
    two_pages | pdf all/talks.pdf
    SECONDS=0
    run bounded index -q -d ix all
    [ "$SECONDS" -le "$(hostile_seconds)" ]
    [ "$(demarche search -d ix --json fleets | jq -r .file)" = all/talks.pdf ]
}

# At most 1 GB of addresses; sanitizers need more.
bounded() {
    (
        eval "$(hostile_limits)"
        run demarche "$@"
        printf '%s\n' "$output"
        exit "$status"
    )
}

@test "filters that unpack a thousandfold, thrice, are stopped" {
    index_hostile filters
    assert_failure 2
    assert_output --regexp 'all/filters.pdf: this PDF takes more than .* to read'
}

@test "drawings of drawings of drawings are stopped" {
    index_hostile forms
    assert_failure 2
    assert_output --regexp 'all/forms.pdf: this PDF takes more than .* to read'
}

@test "of more text than a statement may have the beginning is read" {
    index_hostile pages
    assert_success
    assert_output --partial 'all/pages.pdf: too much for one statement'
}

@test "a page of words without number is read, or refused, in time" {
    index_hostile texts
    [ "$status" -eq 0 ] || [ "$status" -eq 2 ]
}

@test "a stream of objects that is in itself ends" {
    index_hostile stream
    assert_failure 2
    assert_output --partial 'all/stream.pdf: page images without text'
}

@test "a tree of pages that holds itself ends" {
    { echo page && echo 'plain 11 72 700 Words.' && echo loop; } | pdf loop.pdf
    SECONDS=0
    run demarche passages loop.pdf
    [ "$SECONDS" -le 12 ]
    [ "$status" -eq 0 ] || [ "$status" -eq 2 ]
}

@test "without the programs the message tells what to install" {
    two_pages | pdf talks.pdf
    mkdir bin
    for program in demarche demarche-index; do
        ln -s "$(command -v "$program" || echo "$TOP/$OUT/$program")" bin
    done
    PATH=$PWD/bin run demarche passages talks.pdf
    assert_failure 2
    assert_output --partial 'install poppler-utils'
}

@test "a place in a PDF is its page, and no line of the file" {
    two_pages | pdf talks.pdf
    demarche index -q -d ix talks.pdf
    run demarche search -d ix fleets
    assert_output --partial 'talks.pdf, page 2'
    run demarche search -d ix --vimgrep fleets
    assert_output --partial 'talks.pdf:1:1:page 2: The cooperation'
    run demarche show -d ix talks#2
    assert_output --partial '#2  page 2'
    refute_output --regexp 'line [0-9]'
}
