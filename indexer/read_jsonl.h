/* read_jsonl.h - JSON Lines, one record a line, in the layout of BEIR:
 *
 *   {"_id": "...", "title": "...", "text": "...", "metadata": {"date": ...}}
 *
 * "id" stands for "_id" as well; metadata has the fields of fields.h, others
 * are passed over. A record without a text needs a title. The file is streamed
 * and may be of any size; a line over SCHEMA_LINE_BYTES_MOST is refused, and
 * the rest goes on. */
#ifndef INDEXER_READ_JSONL_H
#define INDEXER_READ_JSONL_H

#include "indexer/records.h"

extern const struct records_format jsonl_records;

#endif
