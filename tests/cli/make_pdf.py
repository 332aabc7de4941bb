"""Write a small PDF: make_pdf.py OUT <commands, one a line:

page                      a new page of 595 x 842 points
info KEY TEXT             Title, Author ... of the document
plain|bold SIZE X Y TEXT  a line of text, from the lower left corner
loop                      the tree of pages holds itself
"""

import sys

FONTS = {"plain": "F1", "bold": "F2"}


def escaped(text):
    raw = text.encode("cp1252", "replace")
    for mark in (b"\\", b"(", b")"):
        raw = raw.replace(mark, b"\\" + mark)
    return b"(" + raw + b")"


def commands(lines):
    pages, info, is_loop = [], [], False
    for line in lines:
        words = line.rstrip("\n").split(" ", 4)
        if words[0] == "page":
            pages.append([])
        elif words[0] == "info":
            info.append((words[1], line.rstrip("\n").split(" ", 2)[2]))
        elif words[0] == "loop":
            is_loop = True
        elif words[0] in FONTS:
            pages[-1].append(b"/%s %s Tf 1 0 0 1 %s %s Tm %s Tj" % (
                FONTS[words[0]].encode(), words[1].encode(),
                words[2].encode(), words[3].encode(), escaped(words[4])))
    return pages, info, is_loop


def objects(pages, info, is_loop):
    kids = b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages)))
    if is_loop:
        kids += b" 2 0 R" * 9
    font = b"<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/%s>>"
    out = [b"<</Type/Catalog/Pages 2 0 R>>",
           b"<</Type/Pages/Kids[%s]/Count %d>>" % (
               kids, 9 ** 9 if is_loop else len(pages)),
           b"<<%s>>" % b"".join(b"/%s %s" % (k.encode(), escaped(v))
                                for k, v in info),
           font % b"Times-Roman", font % b"Times-Bold"]
    for i, texts in enumerate(pages):
        content = b"BT\n" + b"\n".join(texts) + b"\nET\n"
        out.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                   b"/Resources<</Font<</F1 4 0 R/F2 5 0 R>>>>"
                   b"/Contents %d 0 R>>" % (7 + 2 * i))
        out.append(b"<</Length %d>>stream\n%sendstream" % (len(content),
                                                           content))
    return out


def main():
    bodies = objects(*commands(sys.stdin))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\n" % (len(bodies) + 1)
    data += b"startxref\n%d\n%%%%EOF\n" % start
    with open(sys.argv[1], "wb") as file:
        file.write(data)


main()
