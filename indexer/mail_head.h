/* mail_head.h - what the head of a mail says of it: title, date, who sent it.
 */
#ifndef INDEXER_MAIL_HEAD_H
#define INDEXER_MAIL_HEAD_H

#include "indexer/page.h"

/* Set title (the subject), date (the day as the sender's clock had it), and the
 * sender: the issuer where name or address of the sender are marks of one, and
 * the author. Texts live in the arena or for ever. */
void mail_head_read(struct slice head, struct arena *arena, struct said *out);

/* The day of a Date field: "Tue, 31 Jul 2018 10:00:00 +0900". */
bool mail_date_read(struct slice value, struct date *out);

#endif
