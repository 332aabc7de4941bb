/* site_file.h - one file with profiles of web sites: where their pages have
 * title, date and body, for those that the rules misread.
 *
 * A profile file is an INI file: a section for each site, named by its host
 * (and the beginning of a path, when parts of a site are made otherwise), and
 * keys with selectors (html_select.h) or, in quotation marks, what holds for
 * all of its pages:
 *
 *     [mofa.example.org]
 *     title  = div.article > h2
 *     date   = .published, time
 *     body   = #text
 *     drop   = .share, .related
 *     issuer = "Ministry of Foreign Affairs of Ruritania"
 *
 * Keys: title date author issuer side speaker role language url (fields.h), the
 * first element with a text is it; body, all elements of it; drop. A line that
 * begins with a space goes on with the key above it. "www." before a host means
 * nothing; a section is for the hosts below its own, too, and the longest
 * section that fits counts. */
#ifndef INDEXER_SITE_FILE_H
#define INDEXER_SITE_FILE_H

#include "common/status.h"
#include "indexer/html_select.h"

enum site_key {
    SITE_TITLE,
    SITE_DATE,
    SITE_AUTHOR,
    SITE_ISSUER,
    SITE_SIDE,
    SITE_SPEAKER,
    SITE_ROLE,
    SITE_LANGUAGE,
    SITE_URL,
    SITE_BODY,
    SITE_DROP,
    SITE_KEY_COUNT
};

/* The text of a key: "title". */
const char *site_key_name(enum site_key key);

struct site_rule {
    struct html_selector selector; /* empty: nothing is said, or words */
    struct slice words;            /* that hold for all pages; or unknown */
    uint32_t line;
    bool is_warned; /* of a page that has nothing of the kind */
};

struct site {
    struct slice address; /* host, or host/path */
    const char *file;     /* the profile file, for messages */
    struct site_rule rules[SITE_KEY_COUNT];
};

/* A profile file that was read. */
struct site_file {
    struct site *items;
    size_t count;
    uint64_t hash; /* of its bytes */
    size_t faults; /* in its lines */
};

/* Read path, in the arena. Faults are logged, with file and line; what is right
 * counts. NOT_FOUND, IO, TOO_LARGE. */
MUST_CHECK enum status site_file_read(const char *path, struct arena *arena,
                                      struct site_file **out,
                                      struct error *err);

/* The same of bytes at hand; path is for messages. */
void site_file_take(const char *path, struct slice text, struct arena *arena,
                    struct site_file *out);

enum { SITE_ADDRESS_MOST = 256 };

/* "https://www.Mofa.example.org:80/a/" as "mofa.example.org/a", cut to
 * SITE_ADDRESS_MOST bytes of room. */
struct slice site_address(struct slice address, char *room);

/* The profile in the file for a page of such an address: that with the longest
 * address of its own; NULL: none. */
struct site *site_file_find(const struct site_file *file, struct slice page);

#endif
