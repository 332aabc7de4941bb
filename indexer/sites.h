/* sites.h - which profile of a web site (site_file.h) a page has.
 *
 * Profiles stand in the file of --sites, in "demarche-sites.ini" in the page's
 * folder and those above it, the nearest first, and in
 * $XDG_CONFIG_HOME/demarche/sites.ini; the first that knows the site counts. */
#ifndef INDEXER_SITES_H
#define INDEXER_SITES_H

#include "indexer/site_file.h"

#define SITES_FILE_NAME "demarche-sites.ini"

/* Reads each profile file once and keeps it. */
struct sites;

/* With the user's own profiles. Faults in a file are logged, with file and
 * line; what is right in it counts. */
struct sites *sites_new(void);
void sites_free(struct sites *sites); /* NULL is ignored */

/* The profiles of --sites. NOT_FOUND, IO, TOO_LARGE; or BAD_FORMAT, where
 * faults were logged. */
MUST_CHECK enum status sites_load(struct sites *sites, const char *path,
                                  struct error *err);

/* Files and lines that were found faulty so far. */
size_t sites_faults(const struct sites *sites);

/* The profile files that count for one page, the first one first. */
enum { SITES_SCOPE_MOST = 16 };

struct sites_scope {
    const struct site_file *files[SITES_SCOPE_MOST];
    size_t count;
    uint64_t hash; /* of what they say */
};

/* For the file with this absolute path; lent by sites. */
void sites_scope_find(struct sites *sites, const char *path,
                      struct sites_scope *out);

/* The profile of a page with this address (unknown: none) and this path, in
 * which the name of a folder may be the host, as mirrors are kept. NULL: no
 * profile. Lent by sites. */
struct site *sites_find(const struct sites_scope *scope, struct slice url,
                        const char *path);

#endif
