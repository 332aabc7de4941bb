"""Write a PDF that is meant to take for ever: make_hostile_pdf.py KIND OUT

filters   a page whose content unpacks a thousandfold, three times over
forms     a drawing of ten drawings of ten drawings, ten deep
pages     two thousand pages of a thousand words each
stream    objects in a stream that is in itself
texts     a page of two hundred thousand words
"""

import sys
import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
DEPTH = 10


def stream(data, more=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def page(content, more=b""):
    return (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %s"
            b"/Resources<</Font<</F1 4 0 R>>%s>>>>" % (content, more))


def words(count):
    return b"BT /F1 11 Tf\n" + b"".join(
        b"1 0 0 1 %d %d Tm (lamp) Tj\n" % (50 + i % 17 * 30, 800 - i % 60 * 12)
        for i in range(count)) + b"ET"


def pages(kids, count):
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)


def filters():
    data = zlib.compress(b"BT /F1 11 Tf 1 0 0 1 50 700 Tm (lamp) Tj ET\n" *
                         2000000, 9)
    for _ in range(2):
        data = zlib.compress(data, 9)
    return [CATALOG, pages(b"3 0 R", 1), page(b"5 0 R"), FONT,
            stream(data, b"/Filter[" + b"/FlateDecode" * 3 + b"]")]


def forms():
    out = [CATALOG, pages(b"3 0 R", 1),
           page(b"5 0 R", b"/XObject<</X 6 0 R>>"), FONT, stream(b"/X Do\n")]
    for i in range(DEPTH):
        is_last = i + 1 == DEPTH
        inner = words(100) if is_last else b"/X Do\n" * 10
        names = b"" if is_last else b"/XObject<</X %d 0 R>>" % (7 + i)
        out.append(stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
                          b"/Resources<</Font<</F1 4 0 R>>%s>>" % names))
    return out


def many():
    count = 2000
    kids = b" ".join(b"%d 0 R" % (6 + i) for i in range(count))
    return [CATALOG, pages(kids, count), b"null", FONT,
            stream(words(1000))] + [page(b"5 0 R")] * count


def texts():
    return [CATALOG, pages(b"3 0 R", 1), page(b"5 0 R"), FONT,
            stream(words(200000))]


def in_itself():
    """A stream of objects that begins with its own number, and extends itself;
    the catalogue is in it."""
    inner = b"1 0 5 30 " + CATALOG.ljust(30) + b"<<>>"
    return [b"null", pages(b"3 0 R", 1), page(b"6 0 R"), FONT,
            stream(inner, b"/Type/ObjStm/N 2/First 9/Extends 5 0 R"),
            b"<</Length 6 0 R>>stream\nBT ET\nendstream"]


KINDS = {"filters": filters, "forms": forms, "pages": many, "texts": texts,
         "stream": in_itself}


def table(places, is_compressed):
    """Places of the objects; of the stream in itself object 1 is within 5."""
    rows = b"".join(b"\1" + place.to_bytes(4, "big") + b"\0\0"
                    for place in places)
    if is_compressed:
        rows = b"\2" + (5).to_bytes(4, "big") + b"\0\0" + rows[7:]
    rows = b"\0\0\0\0\0\xff\xff" + rows
    return stream(rows, b"/Type/XRef/W[1 4 2]/Size %d/Root 1 0 R"
                  % (len(places) + 1))


def main():
    data, places = b"%PDF-1.5\n", []
    for number, body in enumerate(KINDS[sys.argv[1]](), 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"%d 0 obj\n%s\nendobj\n" % (
        len(places) + 1, table(places, sys.argv[1] == "stream"))
    data += b"startxref\n%d\n%%%%EOF\n" % start
    with open(sys.argv[2], "wb") as file:
        file.write(data)


main()
