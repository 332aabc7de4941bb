/* ordinals.h - the numbers of lists as word processors write them. */
#ifndef INDEXER_ORDINALS_H
#define INDEXER_ORDINALS_H

#include "common/base.h"
#include "common/str.h"

enum ordinal {
    ORDINAL_NONE, /* a bullet, nothing, or a form that is not known */
    ORDINAL_DECIMAL,
    ORDINAL_ZERO, /* 01 */
    ORDINAL_ROMAN,
    ORDINAL_ROMAN_UPPER,
    ORDINAL_LETTER,
    ORDINAL_LETTER_UPPER,
    ORDINAL_RUSSIAN,
    ORDINAL_RUSSIAN_UPPER,
    ORDINAL_KANJI
};

/* By the name that w:numFmt has: "lowerRoman". */
enum ordinal ordinal_of(struct slice name);

/* Write a number; false: it has no such form. */
bool ordinal_add(enum ordinal form, unsigned value, struct strbuf *out);

#endif
