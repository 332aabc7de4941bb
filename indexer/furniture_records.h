/* furniture_records.h - the marks of records and printed pages: symbols of
 * documents, running heads, stamps of time. Texts are those furniture_fold()
 * gives, and not empty. */
#ifndef INDEXER_FURNITURE_RECORDS_H
#define INDEXER_FURNITURE_RECORDS_H

#include "common/str.h"

/* "a/70/pv.15 28/09/2015", "15-29425 31/34", "- 5 -", "page 5 of 9", "general
 * assembly 22nd plenary meeting". */
bool record_is_running_head(struct slice text);

/* "12:42 p.m. edt", "end 1:20 p.m. est". */
bool record_is_time_stamp(struct slice text);

/* "417-12-03-2020", "press release no. 123/2019". */
bool record_is_number(struct slice text);

#endif
