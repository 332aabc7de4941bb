"""Write a small PDF: make_pdf.py OUT <commands, one a line:

page                      a new page of 595 x 842 points
info KEY TEXT             Title, Author ... of the document
plain|bold SIZE X Y TEXT  a line of text, from the lower left corner
loop                      the tree of pages holds itself
password USER OWNER       encrypt it (RC4, 40 bits); USER may be "-": none
"""

import hashlib
import sys

FONTS = {"plain": "F1", "bold": "F2"}


def escaped(text):
    raw = text.encode("cp1252", "replace")
    for mark in (b"\\", b"(", b")"):
        raw = raw.replace(mark, b"\\" + mark)
    return b"(" + raw + b")"


PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e80"
                    "2f0ca9fe6453697a")
ID = b"lighthouses12345"
PERMISSIONS = -4


def md5(data):
    return hashlib.md5(data).digest()


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


class Lock:
    """The standard handler of PDF 1.4, revision 2."""

    def __init__(self, user, owner):
        user = (user.encode() + PAD)[:32]
        self.owner = rc4(md5((owner.encode() + PAD)[:32])[:5], user)
        self.key = md5(user + self.owner + (PERMISSIONS & 0xFFFFFFFF)
                       .to_bytes(4, "little") + ID)[:5]

    def encrypt(self, number, data):
        key = md5(self.key + number.to_bytes(3, "little") + b"\0\0")[:10]
        return rc4(key, data)

    def trailer(self):
        return (b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/P %d"
                b"/O<%s>/U<%s>>>" % (
                    ID.hex().encode(), ID.hex().encode(), PERMISSIONS,
                    self.owner.hex().encode(),
                    rc4(self.key, PAD).hex().encode()))


def commands(lines):
    pages, info, is_loop, lock = [], [], False, None
    for line in lines:
        words = line.rstrip("\n").split(" ", 4)
        if words[0] == "page":
            pages.append([])
        elif words[0] == "info":
            info.append((words[1], line.rstrip("\n").split(" ", 2)[2]))
        elif words[0] == "loop":
            is_loop = True
        elif words[0] == "password":
            lock = Lock(words[1].strip("-"), words[2])
        elif words[0] in FONTS:
            pages[-1].append(b"/%s %s Tf 1 0 0 1 %s %s Tm %s Tj" % (
                FONTS[words[0]].encode(), words[1].encode(),
                words[2].encode(), words[3].encode(), escaped(words[4])))
    return pages, info, is_loop, lock


def objects(pages, info, is_loop, lock):
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
        if lock:
            content = lock.encrypt(7 + 2 * i, content)
        out.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                   b"/Resources<</Font<</F1 4 0 R/F2 5 0 R>>>>"
                   b"/Contents %d 0 R>>" % (7 + 2 * i))
        out.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content),
                                                           content))
    return out


def main():
    parsed = commands(sys.stdin)
    bodies, lock = objects(*parsed), parsed[-1]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R%s>>\n" % (
        len(bodies) + 1, lock.trailer() if lock else b"")
    data += b"startxref\n%d\n%%%%EOF\n" % start
    with open(sys.argv[1], "wb") as file:
        file.write(data)


main()
