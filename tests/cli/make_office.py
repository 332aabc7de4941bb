"""Write a zip: make_office.py OUT NAME=FILE..., stored in this order; with
NAME*COUNT=FILE so many copies of the file's bytes, deflated."""

import sys
import zipfile


def main():
    with zipfile.ZipFile(sys.argv[1], "w") as out:
        for part in sys.argv[2:]:
            name, _, path = part.partition("=")
            name, _, count = name.partition("*")
            with open(path, "rb") as file:
                data = file.read()
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            if count:
                info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, data * int(count or 1))


main()
