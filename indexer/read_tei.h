/* read_tei.h - TEI (Text Encoding Initiative), as historians publish papers in
 * it, to lines: heads, paragraphs, lists, tables row by row, speeches with
 * their speakers; notes stand behind the text, and headers and running heads
 * are left out. Places are those of the file, tags between the words included;
 * of a file that is not UTF-8, those of the file as UTF-8 (page.text).
 *
 * A file with several <div type="document"> holds so many statements, each
 * named by its xml:id. */
#ifndef INDEXER_READ_TEI_H
#define INDEXER_READ_TEI_H

#include "indexer/bundle.h"

/* As read_text(), of a whole text or of one such div. BAD_FORMAT: there is no
 * text in it. */
MUST_CHECK enum status read_tei(const struct raw_file *file,
                                struct arena *arena, struct page *out,
                                struct error *err);

/* Do the first bytes of a file look like TEI? */
bool read_tei_is(struct slice head);

/* Do they look like XML of any kind? */
bool read_tei_is_xml(struct slice head);

extern const struct bundle_format tei_documents;

#endif
