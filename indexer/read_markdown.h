/* read_markdown.h - Markdown (CommonMark, with YAML front matter and pipe
 * tables) to lines.
 *
 * Line ends are layout (is_wrapped) but where two spaces or a backslash end a
 * line, and in tables: a row is a paragraph. Headings and bullets lose their
 * marks and have a style and level; numbers of lists stay, as they may be the
 * statement's own. Images, link definitions and fences belong to the page. */
#ifndef INDEXER_READ_MARKDOWN_H
#define INDEXER_READ_MARKDOWN_H

#include "common/status.h"
#include "indexer/page.h"

/* As read_text(). */
MUST_CHECK enum status read_markdown(const struct raw_file *file,
                                     struct arena *arena, struct page *out,
                                     struct error *err);

#endif
