/* charset.h - the character set of bytes from outside, and its characters one
 * by one: UTF-8 and UTF-16, windows-125x, KOI8, ISO-8859-x, Shift_JIS, EUC-JP,
 * GB18030, Big5, EUC-KR. The only user of libuchardet and of iconv.
 *
 * Names mean what browsers take them for: "iso-8859-1" is windows-1252,
 * "gb2312" is GB18030, "shift_jis" has the additions of Windows. */
#ifndef INDEXER_CHARSET_H
#define INDEXER_CHARSET_H

#include "common/str.h"

struct charset;

/* By a name as pages and mails declare it, in any case; NULL: not known. */
const struct charset *charset_named(struct slice name);

/* "UTF-8", "windows-1251": lives for ever. */
const char *charset_name(const struct charset *charset);

bool charset_is_utf8(const struct charset *charset);
bool charset_is_utf16(const struct charset *charset);

/* The character set of these bytes: by their byte order mark; else UTF-8 (or
 * UTF-16) when they can be nothing else; else the declared one (a name, unknown
 * when nothing is declared) when they can be that; else by the letters of the
 * language that they make, windows-1252 where these tell nothing. */
const struct charset *charset_find(struct slice bytes, struct slice declared);

/* Bytes of the byte order mark that they begin with, or 0. */
size_t charset_mark_length(struct slice bytes);

struct charset_decoder;

struct charset_decoder *charset_decoder_new(const struct charset *charset);
void charset_decoder_free(struct charset_decoder *decoder);

/* Decode the character at bytes (len > 0), which begins one, wherever it
 * stands: nothing is remembered from call to call. Returns its length in bytes;
 * bytes that are none give *out = -1 and the length to skip. */
size_t charset_decode(struct charset_decoder *decoder, const char *bytes,
                      size_t len, int32_t *out);

/* A short text as UTF-8, in the arena, controls made spaces; the character set
 * is the declared one or that of its bytes, as charset_find() finds it. */
struct slice charset_to_utf8(struct slice bytes, struct slice declared,
                             struct arena *arena);

/* In how many places does this UTF-8 text read like UTF-8 that was taken for
 * windows-1252 ("cafÃ©", "itâ€™s", "ÐœÐ¸Ð´")? */
size_t charset_count_mojibake(struct slice text);

/* Are there so many of these places in a text of len bytes that it is spoilt?
 */
bool charset_is_mojibake(size_t places, size_t len);

#endif
