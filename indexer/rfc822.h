/* rfc822.h - the head of a mail, of a reply of the web, of a WARC record: lines
 * "Name: value", up to a blank one. */
#ifndef INDEXER_RFC822_H
#define INDEXER_RFC822_H

#include "common/arena.h"
#include "common/str.h"

enum { RFC822_HEAD_MOST = 256 * 1024 }; /* bytes; no longer one is a head */

/* Length of the head that text begins with, its blank line included; SIZE_MAX:
 * no blank line. */
size_t rfc822_head_length(struct slice text);

/* The value of the first field of that name (in any case), its lines joined, in
 * the arena; unknown: there is none. */
struct slice rfc822_field(struct slice head, struct slice name,
                          struct arena *arena);

/* "text/html" of "text/html; charset=utf-8": what stands before the first
 * semicolon, lent. */
struct slice rfc822_main_value(struct slice value);

/* The parameter of such a value, without quotes; in the arena; unknown: there
 * is none. RFC 2231: "name*=utf-8''%D0%9C", "name*0=", are put together; the
 * bytes are UTF-8 as far as they can be. */
struct slice rfc822_parameter(struct slice value, struct slice name,
                              struct arena *arena);

#endif
