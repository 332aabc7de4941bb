/* fold.h - NFKC and case fold, with a map back to the raw bytes; the only
 * user of utf8proc.
 *
 * Full-width letters and digits, ligatures, composed and decomposed accents
 * and capitals meet their ordinary forms. Soft hyphens and zero-width
 * characters vanish. All apostrophes become ', all hyphens -, decimal digits
 * of other scripts 0 to 9, and a dotted capital I is an i. */
#ifndef COMMON_FOLD_H
#define COMMON_FOLD_H

#include "common/arena.h"
#include "common/base.h"
#include "common/str.h"

/* A folded text and where it comes from. A zeroed struct is an empty one and
 * may be filled again and again; folded_release() ends it. */
struct folded {
    struct strbuf text;
    bool is_plain;    /* offsets are those of the raw text: the map is unused */
    uint32_t *starts; /* of each byte of text: begin and end of the raw */
    uint32_t *ends;   /* characters it was made of */
    size_t capacity;
};

/* Fold raw (under 4 GiB), valid UTF-8 or not: a bad byte becomes a space. */
void folded_set(struct folded *folded, struct slice raw);
void folded_release(struct folded *folded);

/* Raw offset where the byte at `at` of the text begins, and the raw offset
 * behind the byte before `end` (end > 0). */
uint32_t folded_start(const struct folded *folded, size_t at);
uint32_t folded_end(const struct folded *folded, size_t end);

/* Add raw folded, without a map, to *out. */
void fold_add(struct slice raw, struct strbuf *out);

/* Add text (folded) to *out without the marks on letters of Latin, Greek,
 * Arabic and Hebrew script, and with ordinary letters for barred ones and
 * ligatures. Other scripts stay as they are, but for the Russian io. */
void fold_add_without_marks(struct slice text, struct strbuf *out);

/* Add the ordinary characters that one stands for which tells how they are
 * drawn: letters drawn as one, the forms of Arabic letters within a word,
 * radicals, marks for lines from top to bottom. Any other is added as it is. */
void fold_add_undrawn(int32_t codepoint, struct strbuf *out);

/* The small letter without marks that a letter or digit is made of: the first
 * of several (ß gives s). 0: it is neither. A letter with a bar is itself. */
int32_t fold_letter(int32_t codepoint);

/* Is it a capital letter, of a script that has such? */
bool fold_is_capital(int32_t codepoint);

enum fold_class {
    FOLD_OTHER, /* space, punctuation, symbol, bad byte */
    FOLD_LETTER,
    FOLD_DIGIT,
    FOLD_MARK /* belongs to the letter before it */
};
enum fold_class fold_class(int32_t codepoint);

#endif
