#!/usr/bin/env bash
# Make the PDFs of the sample collection anew from their sources here, with
# groff. They are kept, since only who changes a text needs groff for it; no
# time of day stands in them, so that the same text gives the same bytes.
set -eu
cd "$(dirname "$0")"
for source in *.ms; do
    groff -t -ms -Tpdf "$source" |
        LC_ALL=C sed -E 's/\(D:[0-9]{14}/(D:20200101000000/' \
            >"../statements/pdf/${source%.ms}.pdf"
done
