/* read_odt.h - ODT (OpenDocument text) to lines, as read_docx.h does DOCX;
 * pages are those that the program noted (soft page breaks). */
#ifndef INDEXER_READ_ODT_H
#define INDEXER_READ_ODT_H

#include "common/status.h"
#include "indexer/page.h"

/* As read_docx(). */
MUST_CHECK enum status read_odt(const struct raw_file *file,
                                struct arena *arena, struct page *out,
                                struct error *err);

/* Do the first bytes of a file look like one? */
bool read_odt_is(struct slice head);

/* What read_odt() makes of content.xml and meta.xml; unknown: missing. */
void read_odt_parts(struct slice content, struct slice meta,
                    struct arena *arena, struct page *out);

#endif
