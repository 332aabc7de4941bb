/* date_scan.h - small steps through a text, for date_find.c. Each moves *at
 * behind what it read and returns true, or leaves *at and returns false. */
#ifndef COMMON_DATE_SCAN_H
#define COMMON_DATE_SCAN_H

#include "common/base.h"
#include "common/str.h"

enum { SCAN_WORD_MOST = 32 };

/* Decimal digits, ASCII or full-width, between least and most of them and no
 * digit behind; value may be NULL. */
bool scan_number(struct slice text, size_t *at, unsigned least, unsigned most,
                 int *value);

/* Exactly count digits, whatever stands behind. */
bool scan_digits(struct slice text, size_t *at, unsigned count, int *value);

/* Exactly these bytes, small letters matching capitals too (ASCII). */
bool scan_text(struct slice text, size_t *at, const char *wanted);

/* The first of several such texts, parted by '|'. */
bool scan_any(struct slice text, size_t *at, const char *wanted);

/* At most three spaces, also no-break and ideographic ones. Always true. */
bool scan_blanks(struct slice text, size_t *at);

/* A run of letters (of any script with words), folded to small letters. */
struct scan_word {
    char bytes[SCAN_WORD_MOST];
    size_t len;
    bool is_capitalized; /* its first letter */
    bool is_capitals;    /* the second one too */
};
bool scan_word(struct slice text, size_t *at, struct scan_word *out);

/* The run of letters that ends at byte end, not before byte least; its first
 * byte goes to *start. */
bool scan_word_before(struct slice text, size_t least, size_t end,
                      size_t *start, struct scan_word *out);

/* Where the blanks that end at byte end begin, not before byte least. */
size_t scan_blanks_before(struct slice text, size_t least, size_t end);

bool scan_is_digit_at(struct slice text, size_t at);

/* Do these bytes end at byte end? */
bool scan_ends(struct slice text, size_t end, const char *wanted);

#endif
