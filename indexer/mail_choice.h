/* mail_choice.h - which parts of a mail are read, and as what. */
#ifndef INDEXER_MAIL_CHOICE_H
#define INDEXER_MAIL_CHOICE_H

#include "indexer/mail_parts.h"

/* The place of the part that is the text of the mail; their count: there is
 * none. Of parts that say the same, plain text is read rather than a page,
 * unless it is a stub of it. */
size_t mail_choice_text(const struct mail_parts *parts);

/* Is this part, which is not the text, one to be read for itself: sent as a
 * file, or in an attached mail, and not in another form what is read already,
 * nor the footer of a list? */
bool mail_choice_is_sent(const struct mail_parts *parts, size_t text,
                         size_t place);

bool mail_choice_is_plain(const struct mail_part *part); /* text, no page */

/* The ending that a file of the part's type has, ".pdf"; NULL: not known. */
const char *mail_choice_ending(const struct mail_part *part);

#endif
