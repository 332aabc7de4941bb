/* csv.h - write CSV (RFC 4180); lines end with CR LF. */
#ifndef COMMON_CSV_H
#define COMMON_CSV_H

#include "common/str.h"

/* Append text as one cell, in quotes where it needs them, without the comma
 * behind it. */
void csv_add_cell(struct strbuf *out, struct slice text);

#endif
