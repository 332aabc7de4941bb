/* uri.h - file:// URIs, as editors name their documents. */
#ifndef SEARCHD_URI_H
#define SEARCHD_URI_H

#include "common/arena.h"
#include "common/str.h"

/* Append file://HOST/PATH for an absolute path; what is no letter, digit or
 * one of "/-._~" as %XX. */
void uri_add_file(struct strbuf *out, const char *host, struct slice path);

/* The path of a file: URI of this machine, its %XX taken out; in the arena.
 * Unknown for other schemes and other hosts, and where a NUL would be in it. */
struct slice uri_file(struct slice uri, struct arena *arena);

/* text with its %XX taken out, in the arena. */
struct slice uri_decode(struct slice text, struct arena *arena);

#endif
