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

/* An era of Japan, or the one that Taiwan counts by. The lunar calendar that
 * Japan had until 1872 is not counted as part of one. */
struct date_era {
    const char *name;
    int before;           /* the year before its first one */
    uint32_t first, last; /* its first and last day, YYYYMMDD */
};

/* The era whose name ends at byte end, NULL for none. */
const struct date_era *date_era_before(struct slice text, size_t end);

#endif
