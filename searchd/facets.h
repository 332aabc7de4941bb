/* facets.h - how the passages that match a query are spread over years, sides,
 * speakers and more: all of them, not only the best. */
#ifndef SEARCHD_FACETS_H
#define SEARCHD_FACETS_H

#include "searchd/planner.h"

enum facet_kind {
    FACET_YEAR,    /* of the statement's first day */
    FACET_ISSUER,  /* the issuer's name, else its side */
    FACET_SIDE,    /* for whom the passage speaks; may be several */
    FACET_ABOUT,   /* of whom it speaks; may be several */
    FACET_SPEAKER, /* as the text names him or her */
    FACET_SECTION, /* each heading above it */
    FACET_LANGUAGE,
    FACET_FORM, /* words of the query, names of a topic that it has */
    FACET_KINDS
};

/* "year" and so on; false when there is no such facet. */
bool facet_kind_from_name(struct slice name, enum facet_kind *out);
const char *facet_kind_name(enum facet_kind kind);

struct facet_value {
    struct slice name;
    uint64_t passages;
};

/* Values by their passages, the most first, then by name. */
struct facet {
    enum facet_kind kind;
    struct facet_value *values;
    size_t count;
    size_t more;      /* values left out */
    uint64_t unknown; /* passages of which it is not known */
    bool is_estimate; /* from an even sample of the passages */
};

struct facet_counts {
    uint64_t total;   /* passages that match */
    bool is_estimate; /* only a sample could be held against the query */
    struct facet facets[FACET_KINDS];
    size_t count;
};

/* What is asked for. */
struct facet_request {
    enum facet_kind kinds[FACET_KINDS]; /* none twice */
    size_t kind_count;                  /* 0: all of them */
    size_t most;                        /* values of each */
};

/* Add kinds by their names, parted by commas. USAGE: no such facet. */
MUST_CHECK enum status facet_request_read(struct slice names,
                                          struct facet_request *out,
                                          struct error *err);

/* Years, sides and languages are counted; the others are read in the passages,
 * and where those are too many in a sample. Lives in arena. STALE and others
 * of the index. */
MUST_CHECK enum status
facets_count(const struct planner_context *context,
             const struct planned *planned, const struct facet_request *request,
             struct arena *arena, struct facet_counts *out, struct error *err);

#endif
