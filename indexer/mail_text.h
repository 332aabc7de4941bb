/* mail_text.h - the plain text of a mail to lines.
 *
 * As plain text, and beside it: what is quoted of another mail, with the line
 * that says of whom, the signature and the footer of a mailing list belong to
 * the page and not to the statement. A mail that is nothing but quoted is a
 * statement all the same. ">From" at the head of a line is "From". */
#ifndef INDEXER_MAIL_TEXT_H
#define INDEXER_MAIL_TEXT_H

#include "common/status.h"
#include "indexer/page.h"

/* As read_text(). */
MUST_CHECK enum status mail_text_read(const struct raw_file *file,
                                      struct arena *arena, struct page *out,
                                      struct error *err);

/* The same of a text whose lines flow: a space at the end of one means that it
 * goes on in the next (RFC 3676). */
MUST_CHECK enum status mail_text_read_flowed(const struct raw_file *file,
                                             struct arena *arena,
                                             struct page *out,
                                             struct error *err);

#endif
