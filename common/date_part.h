/* date_part.h - pieces that the forms of a date have in common.
 *
 * As in date_scan.h, each scan moves *at behind what it read and returns true,
 * or leaves *at and returns false. */
#ifndef COMMON_DATE_PART_H
#define COMMON_DATE_PART_H

#include "common/date.h"
#include "common/date_scan.h"

/* What a form has read; start and end are its byte range in the text. */
struct date_part {
    struct date from, to;
    size_t start, end;
};

struct date date_make(int year, int month, int day);

/* A day of a known month that exists. */
bool date_is_day(struct date date);

/* Give the first day the last one's year unless it has its own. False when a
 * day does not exist or the last is before the first. */
bool date_settle(struct date_part *part);

/* The texts of scan_any() for "-", "–", "～" and the like. */
extern const char date_dashes[];

bool date_is_word_at(struct slice text, size_t at);

/* HH:MM, which may be glued to the year before it. */
bool date_scan_clock(struct slice text, size_t *at, int *hour, int *minute);

/* Four digits, 1000 to 2999; behind them no digit but of a time. */
bool date_scan_year(struct slice text, size_t *at, int *year);

/* ", 2018", "of 2018", "2018 года": 0 when there is none. */
int date_year_after(struct slice text, size_t *at);

/* A day of the month, with "st", "er" and the like behind. */
bool date_scan_day(struct slice text, size_t *at, int *day);

/* "-", "–", " to ", " bis " and what else stands between two days. */
bool date_scan_until(struct slice text, size_t *at);

#endif
