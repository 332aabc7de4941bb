/* planner.h - query tree to what the index is asked, and to the forms that a
 * hit is held against and marked by. */
#ifndef SEARCHD_PLANNER_H
#define SEARCHD_PLANNER_H

#include "common/index.h"
#include "common/terms.h"
#include "searchd/forms.h"
#include "searchd/query.h"
#include "searchd/topic.h"

/* How a word counts outside of the passage's text. */
struct planner_weights {
    double section;       /* in the headings above it */
    double title;         /* in the statement's title */
    double concepts;      /* a mention, in any form, of a concept that free
                           * words name; 0: they name none */
    bool ranks_stopwords; /* words that only hold the sentence together weigh
                           * as others do: for plain BM25 */
};

enum { PLANNER_LANGUAGES_MOST = 32 };

/* What the queries on one index share; filled by planner_languages(). */
struct planner_context {
    struct index_reader *reader;
    struct analyser *analyser;
    const struct topic_table *topics; /* NULL: there are none */
    struct planner_weights weights;
    struct slice languages[PLANNER_LANGUAGES_MOST];
    size_t language_count;
};

/* A leaf of the query tree; its place is query->leaf. */
struct planner_leaf {
    const struct query *query;
    const struct topic *topic; /* of a topic; else NULL */
    struct plan *plan;         /* what it weighs; NULL: a mere filter */
    size_t first_form;         /* in forms */
    size_t form_count;
    bool is_dropped;  /* a word that only holds the sentence together */
    bool is_negative; /* below a NOT or a minus: never marked */
    bool is_implied;  /* a concept that free words name; not in the tree */
};

struct planned {
    struct query *query;
    struct plan *plan;
    struct form_list forms; /* ended by planned_release() */
    struct planner_leaf *leaves;
    size_t leaf_count;
    size_t leaf_capacity;
    bool needs_check; /* the plan finds more than the query means */
    bool has_topic;
    bool is_all;       /* free words must all match */
    size_t free_words; /* that are there and are ranked, not required */
};

/* The languages of the index, the most frequent first, that of passages whose
 * language is not known, and the unknown one. Lives in arena. Fails as
 * index_reader_terms() does. */
MUST_CHECK enum status planner_languages(struct planner_context *context,
                                         struct arena *arena,
                                         struct error *err);

/* Plan a query; is_all: free words must all match. Everything lives in arena,
 * the analyser or the topics, except out->forms and out->leaves. USAGE: an
 * unknown topic, or nothing to look for; STALE and others of the index. Call
 * planned_release() in any case. */
MUST_CHECK enum status planner_plan(const struct planner_context *context,
                                    struct query *query, bool is_all,
                                    struct arena *arena, struct planned *out,
                                    struct error *err);
void planned_release(struct planned *planned);

#endif
