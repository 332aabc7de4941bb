/* feedback.h - words that the best passages of a search have in common, to
 * rank by besides those of the query.
 *
 * A relevance model (Lavrenko & Croft 2001): how probable a word is in what
 * the query means, judged by the best passages, each as far as it is believed
 * to be relevant. The weights are mixed with the query's as in RM3
 * (Abdul-Jaleel et al. 2004). Two things differ, and keep it from drifting
 * away from the query. A passage is believed by the exponential of its score,
 * since BM25 estimates logarithms of odds: where one passage stands out, it
 * alone speaks. And a word's count is saturated as in BM25 before it is made
 * a probability, so that no passage is spoken for by one word. */
#ifndef SEARCHD_FEEDBACK_H
#define SEARCHD_FEEDBACK_H

#include "searchd/planner.h"

struct feedback_settings {
    unsigned passages; /* the best so many are read; 0: no feedback */
    unsigned words;    /* so many are taken from them at most */
    double portion;    /* what they weigh of the whole, from 0 to below 1 */
    double sharpness;  /* a passage is believed by exp(sharpness * (score -
                        * best) / best); 0: by its score alone, and its words
                        * by their bare counts, as RM3 does */
    unsigned depth; /* so many of the best are ranked anew, and nothing else is
                     * found; 0: all passages are searched anew */
};

/* Is there anything in the query that words can be added to: free words, and
 * no condition that only a look at the text can tell? */
bool feedback_is_wanted(const struct feedback_settings *settings,
                        const struct planned *planned);

/* How many of count hits, the best first, at most most, weigh more than the
 * next: hits that weigh alike stand in the order of the index, and no figure
 * may depend on that. count should be over most where there are more. */
size_t feedback_reach(const struct index_hit *hits, size_t count, size_t most);

/* The words of the best hits, as far as feedback_reach() goes, as a plan with
 * their weights, or one of PLAN_NOTHING. Lives in arena. Fails as
 * index_reader_words() does. */
MUST_CHECK enum status feedback_plan(const struct planner_context *context,
                                     const struct feedback_settings *settings,
                                     const struct index_model *model,
                                     const struct planned *planned,
                                     const struct index_hit *hits, size_t count,
                                     struct arena *arena, struct plan **out,
                                     struct error *err);

#endif
