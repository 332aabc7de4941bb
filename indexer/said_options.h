/* said_options.h - options by which the user says what files are: format,
 * issuer, side, date, language, address; and profiles of sites. The same for
 * index and passages. */
#ifndef INDEXER_SAID_OPTIONS_H
#define INDEXER_SAID_OPTIONS_H

#include "common/options.h"
#include "indexer/source.h"

/* Rows for a command's table of options. */
/* clang-format off */
#define SAID_OPTIONS                                                           \
    {"format", 0, "F", "text, markdown, html, jsonl, trec [by name and content]"},   \
    {"split", 0, NULL, "cut the texts of records, too"},                       \
    {"issuer", 0, "NAME", "who published"},                                    \
    {"side", 0, "NAME", "the issuer's state or organization"},                 \
    {"date", 0, "DATE", "of the statements: 2018-07-31, 2018-07, 2018"},       \
    {"lang", 0, "CODE", "language: en, ru, ja ..."},                           \
    {"url", 0, "URL", "where they stand on the web"},                          \
    {"sites", 0, "FILE", "profiles of web sites: where title and body stand"}
/* clang-format on */

/* What was said, into *out, but for metadata, which stays; sites are the
 * caller's then, to be ended with sites_free(). USAGE: a value that is none, or
 * a profile file that cannot be read. Texts live in the arena. */
MUST_CHECK enum status said_options_read(const struct options *options,
                                         struct arena *arena,
                                         struct source_options *out,
                                         struct error *err);

#endif
