/* iso2022.h - ISO-2022-JP, in which Japanese mail is written: seven bits, with
 * escapes from one set of characters to the next, so that what a byte means
 * depends on what stands before it. It is made EUC-JP, in which it does not. */
#ifndef INDEXER_ISO2022_H
#define INDEXER_ISO2022_H

#include "common/str.h"
#include "indexer/stretch.h"

#define ISO2022_AS "euc-jp" /* what it is made */

/* Are there such escapes in it, and no byte of more than seven bits? */
bool iso2022_is(struct slice bytes);

/* Append it as EUC-JP to *out, and the way back to *way (NULL: not wanted). */
void iso2022_convert(struct slice bytes, struct strbuf *out,
                     struct stretches *way);

#endif
