/* read_docx.h - DOCX (Office Open XML) to lines: headings by their styles,
 * lists, tables row by row, notes behind the text. Places point into the text
 * that is taken out (page.text); pages are those of Word's last layout. */
#ifndef INDEXER_READ_DOCX_H
#define INDEXER_READ_DOCX_H

#include "common/status.h"
#include "indexer/page.h"

/* Bytes of all parts of a document that are read, unpacked. */
enum { OFFICE_BYTES_MOST = 32 * 1024 * 1024 };

/* As read_text(). BAD_FORMAT: no such document, a damaged or encrypted one;
 * TOO_LARGE: it grows beyond all bounds. */
MUST_CHECK enum status read_docx(const struct raw_file *file,
                                 struct arena *arena, struct page *out,
                                 struct error *err);

/* Do the first bytes of a file look like one? */
bool read_docx_is(struct slice head);

/* The parts of a document; unknown ones are missing. */
struct docx_parts {
    struct slice document, styles, footnotes, endnotes, properties, numbering;
};

/* What read_docx() makes of the parts. */
void read_docx_parts(const struct docx_parts *parts, struct arena *arena,
                     struct page *out);

#endif
