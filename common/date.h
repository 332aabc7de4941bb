/* date.h - calendar dates, ranges of them, and how a date is known.
 *
 * A date may be known in part: year, year and month, or whole; the parts not
 * known are 0. Proleptic Gregorian calendar, years 1 to 9999. */
#ifndef COMMON_DATE_H
#define COMMON_DATE_H

#include "common/base.h"
#include "common/str.h"

struct date {
    int16_t year; /* 0: nothing is known */
    int8_t month; /* 1 to 12, 0: not known */
    int8_t day;   /* 1 to 31, 0: not known */
};

/* How a statement's date is known. */
enum date_basis {
    DATE_NONE,     /* it is not: the date stays empty, never today's */
    DATE_DATELINE, /* a line that is the date of the statement */
    DATE_METADATA, /* front matter, metadata file, command line, record */
    DATE_TEXT,     /* the first date that the text itself gives */
    DATE_INFERRED  /* worked out: a weekday, and the years the text names */
};

/* "dateline", "metadata", "text", "inferred", "none". */
const char *date_basis_name(enum date_basis basis);
bool date_basis_from_name(struct slice name, enum date_basis *out);

bool date_is_known(struct date date); /* the year at least */
bool date_is_valid(struct date date); /* a day that exists, as far as known */
int date_compare(struct date a, struct date b); /* parts not known come first */

/* 0 Sunday to 6 Saturday; the date must be whole and valid. */
int date_weekday(struct date date);

/* ISO 8601 as far as known: "2018-07-31", "2018-07", "2018", or unknown. */
struct slice date_format(struct arena *arena, struct date date);

/* Parse exactly such a text. */
bool date_parse_iso(struct slice text, struct date *out);

/* First and last day that a partly known date can be, as YYYYMMDD numbers
 * (20180700 is none: a known month gives 20180701 and 20180731). */
uint32_t date_first_number(struct date date);
uint32_t date_last_number(struct date date);

/* A date as people write it, found in running text. */
struct date_match {
    struct date from;
    struct date to;    /* equal to from when one day is meant */
    size_t start, end; /* byte range in the text, time and weekday included */
    int weekday;       /* 0 Sunday to 6 Saturday, -1 when none stands there */
    int hour, minute;  /* -1 when no time stands there */
};

/* The first date at or after byte from in a line of text: English, French,
 * German, Spanish, Portuguese, Italian, Russian, Japanese (with eras,
 * whose bounds are kept) and Chinese forms, also with numbers written out
 * (令和元年五月三日, 民國一百零七年), ISO, 31.07.2018, full-width digits, day
 * ranges ("May 30-31, 2019", "July 30–August 1"), a time glued to the year
 * ("201811:05"). A year that is not written stays 0; a month without a day or a
 * bare year is no match. All-number dates with slashes match only when the
 * order of day and month is certain. Dates that do not exist do not match. */
bool date_find(struct slice text, size_t from, struct date_match *out);

#endif
