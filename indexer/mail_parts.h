/* mail_parts.h - the parts that a mail is made of (MIME). */
#ifndef INDEXER_MAIL_PARTS_H
#define INDEXER_MAIL_PARTS_H

#include "common/arena.h"
#include "common/str.h"

enum { MAIL_PARTS_MOST = 1000, MAIL_DEPTH_MOST = 16 };

struct mail_part {
    struct slice type;     /* "text/plain", never unknown */
    struct slice charset;  /* unknown: not said */
    struct slice encoding; /* of its bytes; unknown: none */
    struct slice name;     /* that it should be saved as, UTF-8; or unknown */
    struct slice body;     /* as it stands in the mail, lent */
    struct slice letter;   /* head of the attached mail that it is in, lent;
                            * unknown: it is in none */
    bool is_attached;      /* said to be no part of the text */
    bool is_flowed;        /* a space before a line end: it is only layout */
    unsigned choice;       /* parts of one number over 0 say the same thing */
};

struct mail_parts {
    struct slice head; /* of the mail, lent; with its blank line */
    struct mail_part *items;
    size_t count;
    bool is_cut; /* there were more, or deeper ones */
};

/* The parts of a mail that are no containers, in their order, those of mails
 * that are attached to it among them. A mail without MIME is one part. Lives in
 * the arena. */
void mail_parts_find(struct slice mail, struct arena *arena,
                     struct mail_parts *out);

#endif
