/* reply_lines.h - hits for programs: a line each of JSON, CSV, vimgrep, or a
 * run file. The part of reply.h that no eye reads. */
#ifndef SEARCHD_REPLY_LINES_H
#define SEARCHD_REPLY_LINES_H

#include "searchd/reply.h"

/* Append hits in style->format, which is not REPLY_TEXT. */
void reply_print_lines(const struct hit *hits, size_t count, size_t first_rank,
                       const struct reply_style *style, struct strbuf *out);

#endif
