#!/usr/bin/env bats
# TEI, DOCX, ODT: structure, notes, places; hostile ones end, and the rest goes
# on.

load helper
bats_require_minimum_version 1.5.0

office() {
    python3 "$TOP/tests/cli/make_office.py" "$@"
}

w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

docx() {
    cat >document.xml
    cat >styles.xml <<END
<w:styles $w><w:style w:type="paragraph" w:styleId="berschrift1">
<w:name w:val="heading 1"/></w:style></w:styles>
END
    cat >footnotes.xml <<END
<w:footnotes $w><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t>The convention of 1919, article 4.</w:t></w:r></w:p></w:footnote>
</w:footnotes>
END
    cat >core.xml <<'END'
<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Document1</dc:title>
<dc:creator>Jane Doe</dc:creator></cp:coreProperties>
END
    printf '<Types/>' >types.xml
    office "$1" '[Content_Types].xml=types.xml' word/document.xml=document.xml \
        word/styles.xml=styles.xml word/footnotes.xml=footnotes.xml \
        docProps/core.xml=core.xml
}

talks_docx() {
    docx "$1" <<END
<w:document $w><w:body>
<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r>
<w:t>Remarks of the Minister on the lighthouses</w:t></w:r></w:p>
<w:p><w:r><w:t>12 March 2019</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>MINISTER DOE:</w:t></w:r>
<w:r><w:t xml:space="preserve"> The strait stays </w:t></w:r>
<w:del><w:r><w:delText>never </w:delText></w:r></w:del>
<w:r><w:t>open.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r>
<w:t>The lamps are paid by both countries.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>North</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>1,250 lamps</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>
END
}

talks_odt() {
    printf 'application/vnd.oasis.opendocument.text' >mimetype
    cat >content.xml <<'END'
<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"
 xmlns:style="s" xmlns:fo="f"><office:automatic-styles>
<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/>
</style:style></office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">Remarks of the Minister on the lighthouses</text:h>
<text:p>12 March 2019</text:p>
<text:p><text:span text:style-name="T1">MINISTER DOE:</text:span> The
strait<text:s/>stays open.<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>The convention of 1919, article 4.</text:p>
</text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>The lamps are paid by both countries.</text:p>
</text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>North</text:p>
</table:table-cell><table:table-cell><text:p>1,250 lamps</text:p>
</table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>
END
    office "$1" mimetype=mimetype content.xml=content.xml
}

expected='turn|Doe|The strait stays open.[1]
bullet|Doe|The lamps are paid by both countries.
turn|Doe|North | 1,250 lamps
note||[1] The convention of 1919, article 4.'

rows() {
    jq -r '[.kind, .speaker, .text] | join("|")'
}

@test "a document of Word has its headings, lists, tables, notes, labels" {
    talks_docx talks.docx
    run demarche passages --json talks.docx
    assert_success
    [ "$(rows <<<"$output")" = "$expected" ]
    [ "$(jq -r '[.title, .date, (.author | tostring)] | join(", ")' \
        <<<"${lines[0]}")" = \
        'Remarks of the Minister on the lighthouses, 2019-03-12, null' ]
}

@test "an OpenDocument text has the same" {
    talks_odt talks.odt
    run demarche passages --json talks.odt
    assert_success
    [ "$(rows <<<"$output")" = "$expected" ]
    [ "$(jq -r '[.title, .date] | join(", ")' <<<"${lines[0]}")" = \
        'Remarks of the Minister on the lighthouses, 2019-03-12' ]
}

# What has been deleted, is hidden, or is made by the program is no text.
worked_docx() {
    docx "$1" <<END
<w:document $w xmlns:v="v"><w:body>
<w:p><w:pPr><w:pStyle w:val="Contents"/></w:pPr><w:r><w:t>Lamps 2</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>The lamps of the strait</w:t></w:r></w:p>
<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>A box stands beside it.</w:t></w:r>
</w:p></w:txbxContent></v:textbox></w:pict></w:r><w:ins><w:r><w:t>They stay </w:t></w:r></w:ins>
<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t>
</w:r><w:smartTag><w:r><w:t>lit, </w:t></w:r></w:smartTag><w:r><w:instrText>PAGEREF x</w:instrText></w:r>
<w:r><w:t>as agreed.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Item"/></w:pPr><w:r><w:t>They are of brass.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r>
<w:t>They are many.</w:t></w:r></w:p>
</w:body></w:document>
END
}

@test "of a document of Word that was worked on the text as it stands is read" {
    worked_docx worked.docx
    cat >styles.xml <<END
<w:styles $w><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Heading1"/></w:style>
<w:style w:styleId="Contents"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>
</w:style></w:styles>
END
    office worked.docx '[Content_Types].xml=types.xml' \
        word/document.xml=document.xml word/styles.xml=styles.xml
    run demarche passages --json worked.docx
    assert_success
    [ "$(jq -r '[.title, .kind, .text] | join("|")' <<<"$output")" = \
        'The lamps of the strait|paragraph|They stay lit, as agreed.
The lamps of the strait|paragraph|A box stands beside it.
The lamps of the strait|bullet|They are of brass.
The lamps of the strait|paragraph|They are many.' ]
}

@test "of an OpenDocument text that was worked on, too" {
    printf 'application/vnd.oasis.opendocument.text' >mimetype
    cat >content.xml <<'END'
<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d"
 xmlns:style="s"><office:automatic-styles><style:style style:name="H"><style:text-properties
 text:display="none"/></style:style></office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:deletion><text:p>deleted</text:p></text:deletion></text:tracked-changes>
<text:table-of-content><text:index-body><text:p>Lamps 2</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">The lamps of the strait</text:h>
<text:p><draw:text-box><text:p>A box stands beside it.</text:p></draw:text-box>They stay
<text:span text:style-name="H">hidden </text:span>lit<office:annotation><text:p>why?</text:p></office:annotation>.</text:p>
<table:table><table:table-row><table:table-cell><text:p>South</text:p></table:table-cell><table:table-cell>
<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell>
<text:p>2</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>
END
    office worked.odt mimetype=mimetype content.xml=content.xml
    run demarche passages --json worked.odt
    assert_success
    [ "$(jq -r '[.title, .text] | join("|")' <<<"$output")" = \
        'The lamps of the strait|They stay lit.
The lamps of the strait|A box stands beside it.
The lamps of the strait|South | 1 2' ]
}

@test "in a debate in TEI references say who speaks" {
    {
        cat <<'END'
<TEI><teiHeader><fileDesc><titleStmt><title>Debate of the parliament</title></titleStmt></fileDesc>
<profileDesc><particDesc><listPerson><person xml:id="SJ"><persName><surname>Smith</surname>
<forename>John</forename></persName></person><person xml:id="DJ"><persName>Jane Doe</persName></person></listPerson></particDesc></profileDesc></teiHeader>
<text><body><div><head>Lamps of the strait</head><note type="time">The sitting opened at nine.</note>
END
        for i in 1 2 3 4 5 6; do
            echo "<u who='#SJ'><seg>The lamps of cape $i were lit by their keepers.</seg><seg>They stay.</seg></u>"
            echo "<u who='#DJ #SJ'><seg>Who pays for the lamps of cape $i, I wonder?</seg></u>"
        done
        echo '</div></body></text></TEI>'
    } >debate.xml
    run demarche passages --json debate.xml
    assert_success
    [ "$(head -4 <<<"$output" | jq -r '[.speaker, .text] | join("|")')" = \
        '|The sitting opened at nine.
John Smith|The lamps of cape 1 were lit by their keepers.
John Smith|They stay.
Jane Doe|Who pays for the lamps of cape 1, I wonder?' ]
}

@test "places are those of the text that is taken out" {
    talks_docx talks.docx
    demarche passages --extract talks.docx >text
    run demarche passages --json talks.docx
    from=$(jq .byte_start <<<"${lines[1]}") to=$(jq .byte_end <<<"${lines[1]}")
    [ "$(tail -c +$((from + 1)) text | head -c $((to - from)))" = \
        'The lamps are paid by both countries.' ]
    [ "$(sed -n "$(jq .line <<<"${lines[1]}")p" text)" = \
        'The lamps are paid by both countries.' ]
}

@test "documents are known by their content" {
    talks_docx a.zip
    talks_odt b
    run demarche passages --json a.zip
    [ "$(rows <<<"$output")" = "$expected" ]
    run demarche passages --json b
    [ "$(rows <<<"$output")" = "$expected" ]
}

volume() {
    cat <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE TEI [<!ENTITY boom "boom">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:p="x"><teiHeader><fileDesc>
<titleStmt><title>Papers on lighthouses</title></titleStmt></fileDesc>
</teiHeader><text><body><div type="chapter"><head>Chapter</head><pb n="1"/>
<div type="document" xml:id="d1" p:doc-dateTime-min="1961-04-01T00:00:00-05:00">
<head>1. Letter to the Chairman<note n="1">Source: Files.</note></head>
<p>I have read your letter on the <persName>Smith</persName> lights&mdash;all
of them &boom;and more.<note n="2">Not found.</note> They stay.</p><pb n="2"/>
<p>The <choice><sic>strate</sic><corr>strait</corr></choice> must stay open to
all ships of both countries at all times.</p></div>
<div type="document" xml:id="d2"><head>2. Memorandum</head>
<opener><dateline>Moscow, <date when="1961-05-03">May 3, 1961</date></dateline>
</opener><sp><speaker>Mr. Smith</speaker><p>They belong to both of us.</p></sp>
<table><row><cell>North</cell><cell>1,250 lamps</cell></row></table>
</div></div></body></text></TEI>
END
}

@test "a volume in TEI holds a statement for each document" {
    volume >papers.xml
    run --separate-stderr demarche passages --json papers.xml
    assert_success
    [ "$(jq -r '[.id, .date, (.page | tostring), .text] | join("|")' \
        <<<"$output")" = \
        'papers/d1#1|1961-04-01|null|I have read your letter on the Smith lights—all of them and more.[2] They stay.
papers/d1#2|1961-04-01|2|The strait must stay open to all ships of both countries at all times.
papers/d1#3|1961-04-01|null|[1] Source: Files.
papers/d1#4|1961-04-01|null|[2] Not found.
papers/d2#1|1961-05-03|null|They belong to both of us.
papers/d2#2|1961-05-03|null|North | 1,250 lamps' ]
    [ "$(jq -r .speaker <<<"${lines[4]}")" = Smith ]
    [ "$(jq -r .title <<<"${lines[0]}")" = '1. Letter to the Chairman' ]
}

@test "places in TEI are those of the file" {
    volume >papers.xml
    run --separate-stderr demarche passages --json papers.xml
    from=$(jq .byte_start <<<"${lines[1]}") to=$(jq .byte_end <<<"${lines[1]}")
    [[ $(tail -c +$((from + 1)) papers.xml | head -c $((to - from))) == \
        'The <choice>'*'at all times.' ]]
    [ "$(jq .line <<<"${lines[1]}")" = 10 ]
}

@test "TEI in another character set is read, XML of another kind refused" {
    printf '<?xml version="1.0" encoding="windows-1251"?><TEI><text><body><p>%s</p></body></text></TEI>' \
        'Министр говорил о маяках пролива и об их смотрителях весь день.' |
        iconv -f utf-8 -t windows-1251 >old.xml
    run demarche passages --json old.xml
    assert_success
    [[ $output == *'о маяках пролива'* ]]
    echo '<?xml version="1.0"?><config><p>No text.</p></config>' >config.xml
    run demarche passages config.xml
    assert_failure 2
    assert_output --partial 'XML of another kind than TEI'
    # in a folder it is as any file that is no statement
    mkdir folder
    mv config.xml folder/
    echo 'The ministers met in the capital and agreed to meet again.' >folder/a.txt
    run demarche index -d index folder
    assert_success
    assert_output --partial 'not read: 1 '
}

# At most 10 seconds and 1 GB of addresses; sanitizers need more of both.
bounded() {
    (
        eval "$(hostile_limits)"
        run demarche passages "$@"
        printf '%s\n' "$output"
        exit "$status"
    )
}

@test "bombs end, are told, and the rest goes on" {
    mkdir all
    talks_docx all/good.docx
    head -c 1000000 /dev/zero | tr '\0' ' ' >spaces
    printf '<Types/>' >types.xml
    office all/bomb.docx '[Content_Types].xml=types.xml' \
        'word/document.xml*500=spaces'
    {
        echo '<!DOCTYPE TEI [<!ENTITY a0 "lighthouse ">'
        for i in 1 2 3 4 5 6 7 8 9; do
            echo "<!ENTITY a$i \"&a$((i - 1));&a$((i - 1));&a$((i - 1));&a$((i - 1));&a$((i - 1));&a$((i - 1));&a$((i - 1));&a$((i - 1));\">"
        done
        echo ']><TEI><text><body><p>Before. &a9; After it.</p></body></text></TEI>'
    } >all/entities.xml
    {
        printf '<TEI><text><body>'
        yes '<div>' | head -100000
        printf '<p>Deep.</p></body></text></TEI>'
    } >all/deep.xml
    head -c 400 all/good.docx >all/cut.docx
    run bounded all
    assert_failure 2
    assert_output --partial 'The lamps are paid by both countries.'
    assert_output --partial 'all/bomb.docx: unpacks to more bytes'
    assert_output --partial 'all/cut.docx: '
    assert_output --partial 'all/deep.xml: not well formed, too deep'
    assert_output --partial 'Before. After it.'
}

@test "where each of many parts is looked up among many, reading ends" {
    local file
    mkdir -p many
    python3 "$TOP/tests/cli/make_hostile_xml.py" many
    for file in persons.xml deep.xml styles.docx notes.docx run.docx \
        styles.odt; do
        run bash -c "$(hostile_limits)
            demarche passages many/$file | tail -n 1"
        assert_success
        assert_output --regexp '^[0-9]+ passages; 0 lines of the page'
    done
}

# numbered_docx OUT: stdin is the body; numbering.xml is there.
numbered_docx() {
    { echo "<w:document $w><w:body>"; cat; echo '</w:body></w:document>'; } \
        >document.xml
    printf '<Types/>' >types.xml
    office "$1" '[Content_Types].xml=types.xml' word/document.xml=document.xml \
        word/styles.xml=styles.xml word/numbering.xml=numbering.xml
}

# item NUM LEVEL TEXT
item() {
    printf '<w:p><w:pPr><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/>
</w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>\n' "$2" "$1" "$3"
}

# level N FORMAT TEXT START [MORE]
level() {
    printf '<w:lvl w:ilvl="%s"><w:start w:val="%s"/><w:numFmt w:val="%s"/>
<w:lvlText w:val="%s"/>%s</w:lvl>\n' "$1" "$4" "$2" "$3" "${5:-}"
}

@test "the numbers that Word makes stand before their paragraphs" {
    {
        echo "<w:numbering $w><w:abstractNum w:abstractNumId=\"7\">"
        level 0 decimal '%1.' 11
        level 1 lowerLetter '(%2)' 1
        level 2 lowerRoman '(%3)' 1
        echo '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
        level 0 upperRoman '%1.' 1
        level 1 decimal '%1.%2' 1 '<w:isLgl/>'
        level 2 bullet '*' 1
        level 3 decimalEnclosedCircle '%4' 1
        echo '</w:abstractNum>'
        echo '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        echo '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        echo '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        echo '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
        echo '</w:lvlOverride></w:num></w:numbering>'
    } >numbering.xml
    cat >styles.xml <<END
<w:styles $w><w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>
<w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>
END
    {
        echo '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Lamps</w:t>'
        echo '</w:r></w:p>'
        item 2 1 'All lamps are lit.'
        item 2 1 'All lamps are kept lit.'
        item 2 2 'A bullet adds nothing.'
        item 2 3 'What is not known adds nothing.'
        item 1 0 'Decides to go on.'
        item 1 1 'By day.'
        item 1 1 'By night.'
        item 1 2 'Without stars.'
        item 1 0 ''
        item 1 0 'Calls upon all.'
        item 1 1 'At once.'
        item 3 0 'Begins anew.'
        item 0 0 'Of no list.'
        item 9 0 'Of an unknown list.'
    } | numbered_docx numbered.docx
    run demarche passages --extract numbered.docx
    assert_success
    [ "$(grep . <<<"$output")" = 'I. Lamps
1.1 All lamps are lit.
1.2 All lamps are kept lit.
A bullet adds nothing.
What is not known adds nothing.
11. Decides to go on.
(a) By day.
(b) By night.
(i) Without stars.
13. Calls upon all.
(a) At once.
3. Begins anew.
Of no list.
Of an unknown list.' ]
}

@test "hostile numbers of lists take bounded time, and spoil no text" {
    long=$(printf '%%1%.0s' $(seq 2000))
    {
        echo "<w:numbering $w><w:abstractNum w:abstractNumId=\"1\">"
        level 0 decimal "$long" 99999999999
        level 1 upperRoman '%1.%2.%9' 99999
        level 8 lowerLetter '%9' 4000000000
        echo '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
        echo '<w:numStyleLink w:val="S"/></w:abstractNum>'
        echo '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        echo '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
        for i in $(seq 3 5000); do
            echo "<w:num w:numId=\"$i\"><w:abstractNumId w:val=\"1\"/>"
            echo '<w:lvlOverride w:ilvl="77"><w:startOverride w:val="-1"/>'
            echo '</w:lvlOverride></w:num>'
        done
        echo '</w:numbering>'
    } >numbering.xml
    cat >styles.xml <<END
<w:styles $w><w:style w:styleId="S"><w:pPr><w:numPr><w:numId w:val="2"/>
</w:numPr></w:pPr></w:style></w:styles>
END
    for level in 0 1 8 9 -1; do
        item 1 $level "Lamp $level."
        item 2 $level "Net $level."
    done | numbered_docx hostile.docx
    run timeout 10 "$(command -v demarche)" passages --extract hostile.docx
    assert_success
    [ "$(grep -c '^\(Lamp\|Net\) ' <<<"$output")" -eq 10 ]
}

@test "a debate's speakers are those that its markup names, once or often" {
    cat >debate.xml <<'END'
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Sitting on lamps</title></titleStmt></fileDesc><profileDesc><particDesc>
<listPerson><person xml:id="DoeJane"><persName><forename>Jane</forename>
<surname>Doe</surname></persName></person><person xml:id="RoeJohn"><persName>
<forename>John</forename><surname>Roe</surname></persName></person></listPerson>
</particDesc></profileDesc></teiHeader><text><body><div><head>Lamps</head>
<u who="#DoeJane"><seg>The lamps along the strait must stay lit.</seg>
<seg>The nets must be kept dry.</seg></u>
<u who="#RoeJohn"><seg>Thanks to the member for her words</seg></u>
<u who="#Unknown"><seg>What of the nets that were lost?</seg></u>
</div></body></text></TEI>
END
    run demarche passages --json debate.xml
    assert_success
    [ "$(jq -r '[.speaker // "-", .evidence] | join(" ")' <<<"$output")" = \
        'Jane Doe stated
Jane Doe inherited
John Roe stated
- unknown' ]
}
