/* issuer_table.h - hosts and words that belong to one issuer: data only. */
#ifndef INDEXER_ISSUER_TABLE_H
#define INDEXER_ISSUER_TABLE_H

#include "common/base.h"

/* A mark, whose it is, and the issuer's side by its everyday name. */
struct issuer_mark {
    const char *mark;
    const char *issuer;
    const char *side;
};

/* Ends of host names; one with a point in front also alone: ".mid.ru". */
extern const struct issuer_mark issuer_hosts[];
extern const size_t issuer_hosts_count;

/* Departments and offices: anywhere in a title or a short line of its own. */
extern const struct issuer_mark issuer_offices[];
extern const size_t issuer_offices_count;

/* Names that must be the whole line, or stand in a copyright line. */
extern const struct issuer_mark issuer_names[];
extern const size_t issuer_names_count;

#endif
