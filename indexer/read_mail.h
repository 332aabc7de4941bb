/* read_mail.h - mail: one message (.eml), or a mailbox (mbox), message by
 * message.
 *
 * A message is a statement, and what is attached to it is another one. Of a
 * message that says the same in plain text and as a page the plain text is
 * read, unless it is a stub. Subject, date and sender are told of it; see
 * mail_head.h. The places of a text are those in the file, whatever the mail
 * wraps it in; those of what is attached are in its own bytes. */
#ifndef INDEXER_READ_MAIL_H
#define INDEXER_READ_MAIL_H

#include "indexer/bundle.h"

extern const struct bundle_format mail_bundle;

/* Do the first bytes of a file look like mail? Its head has fields that only
 * programs write, so that a memorandum with "From:" and "To:" is none. */
bool read_mail_is(struct slice head);

#endif
