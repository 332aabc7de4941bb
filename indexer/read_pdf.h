/* read_pdf.h - PDF to lines, by the programs pdfinfo and pdftohtml of
 * poppler-utils, which run apart from us within bounds of time and memory.
 *
 * Places point into the text that was taken out (page.text), and tell the page
 * of the document. Of the modes that poppler has, `pdftohtml -xml` alone
 * tells what is in bold type and how large; order, columns and paragraphs are
 * found here. */
#ifndef INDEXER_READ_PDF_H
#define INDEXER_READ_PDF_H

#include "common/status.h"
#include "indexer/page.h"

enum {
    PDF_TIME_MS = 8000, /* for both programs together */
    PDF_MEMORY_MOST = 512 * 1024 * 1024,
    PDF_OUTPUT_MOST = 64 * 1024 * 1024,
    PDF_PAGES_READ_MOST = 2000 /* the rest is left out, with a warning */
};

/* As read_text(). BAD_FORMAT: no PDF, a damaged or encrypted one, one of page
 * images without text; TOO_LARGE: over the bounds; NOT_FOUND: the programs are
 * not installed. */
MUST_CHECK enum status read_pdf(const struct raw_file *file,
                                struct arena *arena, struct page *out,
                                struct error *err);

/* Do the first bytes of a file look like a PDF? The mark may stand behind some
 * bytes that are none of it, but not behind text, if it may be text. */
bool read_pdf_is(struct slice head, bool may_be_text);

/* What `pdfinfo`, `pdftohtml` and, where it may know better (pdf_soft.h),
 * `pdftotext` say. */
struct pdf_outputs {
    struct slice info, xml, plain;
};

/* What read_pdf() does with these; of messages only the path is used of file.
 */
MUST_CHECK enum status read_pdf_output(const struct raw_file *file,
                                       const struct pdf_outputs *said,
                                       struct arena *arena, struct page *out,
                                       struct error *err);

#endif
