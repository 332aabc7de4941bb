/* mail_decode.h - what mail wraps its bytes in, undone: quoted-printable and
 * base64, encoded words in heads. */
#ifndef INDEXER_MAIL_DECODE_H
#define INDEXER_MAIL_DECODE_H

#include "common/arena.h"
#include "common/str.h"
#include "indexer/stretch.h"

/* Append the body, which is so encoded ("base64", "8bit"; unknown: it is not),
 * to *out, as it is meant, and the way back to *way (NULL: not wanted). What is
 * no such code stays as it stands, or is left out. body is under 4 GiB. */
void mail_decode(struct slice body, struct slice encoding, struct strbuf *out,
                 struct stretches *way);

/* The text of a field of a head as UTF-8, in the arena: its encoded words
 * ("=?utf-8?B?...?=") decoded, white space made single. Bytes outside ASCII are
 * read as they are meant most likely. */
struct slice mail_words(struct slice value, struct arena *arena);

#endif
