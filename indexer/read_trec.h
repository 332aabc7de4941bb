/* read_trec.h - collections of TREC: many documents a file, in SGML.
 *
 *   <DOC>
 *   <DOCNO> AP880212-0001 </DOCNO>
 *   <HEAD>Reports of ...</HEAD>
 *   <TEXT> ... </TEXT>
 *   </DOC>
 *
 * The id is DOCNO. The title is the first of TITLE, HEADLINE, HEAD, HL, TTL,
 * TI; the date, where one can be read, DATE, DATE_TIME, DD or PUBDATE. The text
 * is what stands in TEXT, LP, LEADPARA, SUMMARY and ABSTRACT; of a document
 * that has none of these, all but id, title, date, DOCHDR, scripts and styles.
 * Other tags are layout, P begins a paragraph. Capitals or not is all one.
 *
 * The file is streamed and may be of any size; a document over
 * TREC_DOCUMENT_BYTES_MOST is refused, and the rest goes on. */
#ifndef INDEXER_READ_TREC_H
#define INDEXER_READ_TREC_H

#include "indexer/records.h"

enum { TREC_DOCUMENT_BYTES_MOST = 16 * 1024 * 1024 };

extern const struct records_format trec_records;

#endif
