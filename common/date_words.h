/* date_words.h - names of months, weekdays and Japanese eras. */
#ifndef COMMON_DATE_WORDS_H
#define COMMON_DATE_WORDS_H

#include "common/base.h"
#include "common/date_scan.h"

struct date_month {
    int month;       /* 1 to 12 */
    bool is_english; /* may stand before the day */
    bool is_common;  /* "may", "march": also a common English word */
    bool is_short;   /* "jul": a point may follow */
};

/* The month that a word names, in the case that stands beside a day. */
bool date_month_of(const struct scan_word *word, struct date_month *out);

/* 0 Sunday to 6 Saturday, -1 for no weekday. */
int date_weekday_of(const struct scan_word *word);

/* The weekday of a Japanese or Chinese sign: "土" of （土）. -1 for none. */
int date_weekday_sign(struct slice text, size_t *at);

/* The Japanese era whose name ends at byte end: the year before its first,
 * and its length in bytes. 0 for none. */
int date_era_before(struct slice text, size_t end, size_t *len);

#endif
