/* pdf_info.h - what `pdfinfo` of poppler tells of a PDF as a whole. */
#ifndef INDEXER_PDF_INFO_H
#define INDEXER_PDF_INFO_H

#include "common/str.h"

struct pdf_info {
    struct slice title;  /* as programs filled it in: often none of the */
    struct slice author; /* text's; unknown where they did not */
    size_t page_count;
};

/* Any bytes make some info. Texts live in the arena. */
void pdf_info_read(struct slice output, struct arena *arena,
                   struct pdf_info *out);

#endif
