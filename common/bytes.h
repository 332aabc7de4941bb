/* bytes.h - numbers and texts packed into bytes, and read back with care.
 *
 * A number takes 1 to 10 bytes, 7 bits each, the lowest first; the top bit
 * says that more follow. A text is its length plus one as a number, then its
 * bytes; 0 stands for an unknown text. */
#ifndef COMMON_BYTES_H
#define COMMON_BYTES_H

#include "common/str.h"

BEGIN_C

void bytes_put_number(struct strbuf *out, uint64_t number);
void bytes_put_text(struct strbuf *out, struct slice text);

/* Reads from the front of rest. Once something is wrong, is_bad stays true
 * and every call gives 0 or an unknown text, so that one look at the end is
 * enough. Never reads outside. */
struct bytes_reader {
    struct slice rest;
    bool is_bad;
};

/* A number over most is wrong. */
uint64_t bytes_take_number(struct bytes_reader *reader, uint64_t most);
/* Points into the bytes that are read. */
struct slice bytes_take_text(struct bytes_reader *reader);

/* A sum of bytes that is another where they were damaged; of 8 at a time. */
uint64_t bytes_sum(struct slice bytes);

END_C

#endif
