"""Write a document whose reading may take long, where each of its many parts
is looked up among many others: make_hostile_xml.py KIND OUT."""

import sys
import zipfile

WORD = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def tei(body, header=""):
    return (
        "<TEI><teiHeader>%s</teiHeader><text><body><div>%s</div></body></text>"
        "</TEI>" % (header, body)
    )


def tei_persons(count):
    """Speakers that stand at the end of the list, or in none."""
    persons = "".join('<person xml:id="p%d"/>' % i for i in range(count))
    turns = "".join('<u who="#q%d">Wo.</u>' % i for i in range(count))
    return tei(turns, "<listPerson>%s</listPerson>" % persons)


def tei_deep(count):
    return tei(
        "<p>" + "<hi>" * 240 + "Wo <lb/>" * count + "</hi>" * 240 + "</p>"
    )


def docx(path, body, styles="", notes=""):
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document %s><w:body>%s</w:body></w:document>"
        % (WORD, body),
        "word/styles.xml": "<w:styles %s>%s</w:styles>" % (WORD, styles),
        "word/footnotes.xml": "<w:footnotes %s>%s</w:footnotes>" % (WORD, notes),
    }
    write_zip(path, parts)


def write_zip(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            kind = zipfile.ZIP_DEFLATED
            if name in ("mimetype", "[Content_Types].xml"):
                kind = zipfile.ZIP_STORED
            out.writestr(name, text, kind)


def docx_styles(path, count):
    """Paragraphs of the last style, each style made of another one."""
    styles = "".join(
        '<w:style w:styleId="style%06d"><w:basedOn w:val="style%06d"/></w:style>'
        % (i, 1990 + i % 8)
        for i in range(2000)
    )
    paragraph = (
        '<w:p><w:pPr><w:pStyle w:val="style001989"/></w:pPr>'
        "<w:r><w:t>Wo.</w:t></w:r></w:p>"
    )
    docx(path, paragraph * count, styles=styles)


def docx_notes(path, count):
    """References to as many notes, and to one that is empty but long."""
    notes = "".join('<w:footnote w:id="%d"/>' % i for i in range(count))
    long = '<w:footnote w:id="long">%s</w:footnote>' % ("<w:tab/>" * count)
    body = "".join(
        '<w:footnoteReference w:id="%d"/><w:footnoteReference w:id="long"/>' % i
        for i in range(count)
    )
    docx(path, "<w:p><w:r><w:t>Wo.</w:t></w:r>%s</w:p>" % body, notes=notes + long)


def docx_run(path, count):
    """A run with many properties, and many texts in it."""
    run = "<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (
        "<w:x/>" * count,
        "<w:t>Wo </w:t>" * count,
    )
    docx(path, "<w:p>%s</w:p>" % run)


def odt_styles(path, count):
    """Texts deep in spans, each of a style, of many in bold type."""
    styles = "".join(
        '<style name="style%06d"><text-properties font-weight="bold"/></style>' % i
        for i in range(5000)
    )
    spans = "".join('<span style-name="other%06d">' % i for i in range(200))
    body = "<p>%s%s%s</p>" % (spans, "Wo <s/>" * count, "</span>" * 200)
    write_zip(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<document-content><automatic-styles>%s"
            "</automatic-styles><body><text>%s</text></body></document-content>"
            % (styles, body),
        },
    )


def write_text(path, text):
    with open(path, "w", encoding="ascii") as out:
        out.write(text)


KINDS = {
    "persons.xml": lambda path: write_text(path, tei_persons(100000)),
    "deep.xml": lambda path: write_text(path, tei_deep(300000)),
    "styles.docx": lambda path: docx_styles(path, 100000),
    "notes.docx": lambda path: docx_notes(path, 100000),
    "run.docx": lambda path: docx_run(path, 200000),
    "styles.odt": lambda path: odt_styles(path, 200000),
}


for folder in sys.argv[1:]:
    for name, write in KINDS.items():
        write("%s/%s" % (folder, name))
