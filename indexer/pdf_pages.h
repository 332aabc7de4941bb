/* pdf_pages.h - what `pdftohtml -xml` of poppler tells of a PDF: its pages, and
 * on each the pieces of text with their places and fonts, in the order in
 * which the file draws them. */
#ifndef INDEXER_PDF_PAGES_H
#define INDEXER_PDF_PAGES_H

#include "common/str.h"

enum { PDF_TEXTS_MOST = 1000000 };

enum pdf_place {
    PDF_IN_LINE,
    PDF_ASIDE,  /* of no line: a watermark */
    PDF_READING /* of the signs below it, which are in the text: left out */
};

/* A piece of text of one line. Places are from the top left corner of the
 * page. */
struct pdf_text {
    struct slice text; /* valid UTF-8; white space is single spaces */
    float left, top, right, bottom;
    float size;   /* of its font, in the units of the places */
    size_t bold;  /* text[0, bold) is in bold type */
    bool is_pale; /* in a colour that is hardly seen on white paper */
    enum pdf_place place;
};

struct pdf_page {
    float width, height;
    size_t first, end; /* its texts */
};

struct pdf_pages {
    struct pdf_page *pages;
    size_t count;
    struct pdf_text *texts;
    size_t text_count;
    size_t characters; /* in all texts, and how many of them no letter is */
    size_t unreadable; /* known for: the font does not tell */
    bool is_cut;       /* the end is missing */
};

/* Any bytes make some pages. All texts are PDF_IN_LINE. What is set with wide
 * spaces is a text for each part. Lives in the arena. */
void pdf_pages_read(struct slice xml, struct arena *arena,
                    struct pdf_pages *out);

#endif
