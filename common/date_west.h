/* date_west.h - dates with a month's name: 31 July 2018, July 31. */
#ifndef COMMON_DATE_WEST_H
#define COMMON_DATE_WEST_H

#include "common/date_part.h"

/* Read one whose first day has its first digit at byte at; a month before it
 * is looked for from byte from on. */
bool date_read_west(struct slice text, size_t from, size_t at,
                    struct date_part *out);

#endif
