/* schema.h - what the index holds: prefixes, slots, versions and limits.
 *
 * Prefixes follow Omega's conventions; X begins our own. A term of the text
 * has no prefix. See index-format.5. */
#ifndef COMMON_SCHEMA_H
#define COMMON_SCHEMA_H

enum {
    SCHEMA_VERSION = 3,           /* of the index as a whole */
    SCHEMA_TERM_BYTES_MOST = 245, /* libxapian refuses longer ones */
    SCHEMA_QUERY_BYTES_MOST = 4096,
    SCHEMA_QUERY_TERMS_MOST = 256,
    SCHEMA_LINE_BYTES_MOST = 1024 * 1024,
    SCHEMA_FILE_BYTES_MOST = 64 * 1024 * 1024, /* one record for JSON Lines */
    SCHEMA_PASSAGE_BYTES_MOST = 64 * 1024,     /* longer ones are cut */
    SCHEMA_HITS_MOST = 10000
};

/* Terms with a position. */
#define PREFIX_TITLE   "S"  /* words of the title */
#define PREFIX_SECTION "XS" /* words of the section path */

/* Terms without: filters. Values are folded as terms_fold_name() does. */
#define PREFIX_ID        "Q"  /* passage id */
#define PREFIX_SPEAKER   "A"  /* each word of the speaker's name */
#define PREFIX_LANGUAGE  "L"  /* "en" */
#define PREFIX_SIDE      "N"  /* side of the passage, whole: "north korea" */
#define PREFIX_ABOUT     "XN" /* side that it speaks of, whole */
#define PREFIX_ISSUER    "XI" /* each word of the issuer's name and side */
#define PREFIX_COUNTRY   "XC" /* issuer's side, whole */
#define PREFIX_URL       "U"
#define PREFIX_HOST      "H"
#define PREFIX_STATEMENT "XQ" /* statement id */
#define PREFIX_FILE      "XF" /* hash of the file's key, 16 hex digits */
#define PREFIX_PATH      "P"  /* file name */
#define PREFIX_KIND      "XK" /* "turn" */
#define PREFIX_ANCHOR    "XD" /* copies share it: 8 hex digits */

/* Value slots; numbers are big-endian, so that bytes sort as they do. */
enum {
    SLOT_DATE_FIRST = 0, /* YYYYMMDD as 4 bytes; empty: no date known */
    SLOT_DATE_LAST = 1,
    SLOT_STATEMENT = 2, /* statement id */
    SLOT_NUMBER = 3,    /* n within the statement, 4 bytes */
    SLOT_LENGTH = 4,    /* words of the text, 4 bytes */
    SLOT_SEAL = 5       /* of a statement's last passage: see index-format.5 */
};

#endif
