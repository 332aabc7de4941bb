/* statement.h - one statement: what was published at once, by one issuer.
 *
 * A plain value; its texts live in the arena it was made with. What is not
 * known is unknown (slice_is_known() is false), never guessed. */
#ifndef COMMON_STATEMENT_H
#define COMMON_STATEMENT_H

#include "common/date.h"
#include "common/str.h"

/* How the issuer is known. */
enum issuer_basis {
    ISSUER_NONE,
    ISSUER_METADATA, /* said from outside: front matter, records, options */
    ISSUER_ADDRESS,  /* the host of its URL */
    ISSUER_TITLE,    /* "Statement by the Ministry of ..." */
    ISSUER_MARK      /* a line of the page: a header, a copyright line */
};

struct statement {
    struct slice id; /* file stem, or the record's own id */
    struct slice title;
    struct slice issuer;      /* "Ministry of Foreign Affairs of Japan" */
    struct slice issuer_side; /* "Japan" */
    enum issuer_basis issuer_basis;
    size_t issuer_cue_start; /* byte range in the file of the words of a */
    size_t issuer_cue_end;   /* title or mark; both 0: no such words */
    struct slice author;     /* who signs it, of a page or letter: no side */
    struct slice language;   /* BCP 47: "en", "ru", "ja", "zh" ... */
    struct slice file;       /* as the user named it, or FOLDER/... below it */
    struct slice member;     /* of an archive or mailbox: which part of it */
    struct slice url;
    struct date date;
    struct date date_end; /* last day of several; else not known */
    enum date_basis date_basis;
};

#endif
