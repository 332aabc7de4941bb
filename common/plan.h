/* plan.h - what the index is asked to match and how to weigh it: a tree.
 *
 * Made by rank out of a query; read by the index behind index.h. Nodes live
 * in an arena. Terms carry their prefix (schema.h). */
#ifndef COMMON_PLAN_H
#define COMMON_PLAN_H

#include "common/str.h"

BEGIN_C

enum plan_kind {
    PLAN_NOTHING, /* matches no passage */
    PLAN_ALL,     /* every passage, weight 0 */
    PLAN_TERM,    /* term */
    PLAN_PREFIX,  /* every term that begins with term, at most window of them
                   * (the most frequent); one idf */
    PLAN_PHRASE,  /* children (terms) in a row, within window positions */
    PLAN_NEAR,    /* children (terms) in any order within window positions */
    PLAN_AND,     /* all children; weights add */
    PLAN_OR,      /* any child; weights add */
    PLAN_MAYBE,   /* first child; the others only add weight */
    PLAN_NOT,     /* first child without those that match the others */
    PLAN_FILTER,  /* first child where all others match too, at no weight */
    PLAN_SYNONYM, /* any child, all counted as one term with one idf (that of
                   * them together; factor instead when it is over 0);
                   * children are terms, phrases or nears */
    PLAN_SCALE,   /* the one child, its weight times factor (>= 0) */
    PLAN_RANGE    /* value in slot within [low, high], bytes; an unknown high
                   * has no end; weight 0 */
};

struct plan {
    enum plan_kind kind;
    struct slice term;
    unsigned window;
    double factor;
    unsigned slot;
    struct slice low, high;
    struct plan **children;
    size_t child_count;
};

/* Constructors: the node is zeroed but for what is given. */
struct plan *plan_new(struct arena *arena, enum plan_kind kind);
struct plan *plan_term(struct arena *arena, const char *prefix,
                       struct slice text);
/* count children, copied to the arena. */
struct plan *plan_group(struct arena *arena, enum plan_kind kind,
                        struct plan *const *children, size_t count);
struct plan *plan_scale(struct arena *arena, struct plan *child, double factor);

/* Terms below and including this node. */
size_t plan_term_count(const struct plan *plan);

/* As one line of text, for --explain and tests: (OR missil (PHRASE 2 ...)). */
void plan_print(const struct plan *plan, struct strbuf *out);

END_C

#endif
