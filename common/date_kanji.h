/* date_kanji.h - the numbers of a date as Japanese and Chinese write them out:
 * 二〇一八, 三十一, 一百零七, 廿五. As in date_scan.h, what reads moves *at. */
#ifndef COMMON_DATE_KANJI_H
#define COMMON_DATE_KANJI_H

#include "common/base.h"
#include "common/str.h"

/* May a number begin at byte at? Circles that also are bullets begin none. */
bool kanji_begins_at(struct slice text, size_t at);

/* Does a sign of such a number end at byte end? */
bool kanji_ends_at(struct slice text, size_t end);

/* Move *at behind all such signs that stand there. */
void kanji_skip(struct slice text, size_t *at);

/* A whole number from 0 to 9999: digits in a row (at most four), or with
 * thousands, hundreds and tens. False for what is no number ("十二三"). */
bool kanji_scan_number(struct slice text, size_t *at, int *value);

#endif
