/* date_east.h - Japanese, Chinese and Korean dates: 2018年7月31日. */
#ifndef COMMON_DATE_EAST_H
#define COMMON_DATE_EAST_H

#include "common/date_part.h"

/* Read one whose first digit stands at byte at; an era before it is looked for
 * from byte from on. */
bool date_read_east(struct slice text, size_t from, size_t at,
                    struct date_part *out);

/* "（土）", "(土・祝)", "土曜日", "星期六": a weekday, 0 for Sunday. */
bool date_scan_weekday_sign(struct slice text, size_t *at, int *weekday);

#endif
