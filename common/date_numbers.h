/* date_numbers.h - dates in numbers alone: 2018-07-31, 31.07.2018. */
#ifndef COMMON_DATE_NUMBERS_H
#define COMMON_DATE_NUMBERS_H

#include "common/date_part.h"

/* Read one whose first digit stands at byte at. */
bool date_read_numbers(struct slice text, size_t at, struct date_part *out);

#endif
