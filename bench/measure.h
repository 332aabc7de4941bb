/* measure.h - one topic's ranking and judgements to figures, as trec_eval 9.0.8
 * counts them: what is not judged is not relevant (bpref, infAP and judged_K
 * aside), a grade below 0 is not judged, and ndcg's gain is the grade, whatever
 * the level.
 *
 * In the formulas a ranking has N passages, R are relevant to the topic (their
 * grade is the level or more), of which r(k) are among the first k; rel(i) is 1
 * where rank i is relevant, g(i) its grade, 0 where that is not over 0, and
 * i(k) the k-th largest grade judged; log is to base 2. A measure is 0 where it
 * would divide by 0.
 *
 * Sources: Järvelin and Kekäläinen 2002 (ndcg, with Burges's discount log(i +
 * 1)); Buckley and Voorhees 2004 (bpref, as corrected in trec_eval 8); Yilmaz
 * and Aslam 2006 (infAP); Robertson 2006 (gm_map); van Rijsbergen 1979 (F);
 * Burges et al. 2005 (gain 2^g - 1); Sakai 2007 (condensed lists). */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "bench/qrels.h"
#include "bench/runfile.h"

/* In the order in which trec_eval prints them. */
enum measure_kind {
    MEASURE_RUNID,          /* the run's name; a line of text, no figure */
    MEASURE_NUM_Q,          /* how many topics */
    MEASURE_NUM_RET,        /* N */
    MEASURE_NUM_REL,        /* R */
    MEASURE_NUM_REL_RET,    /* r(N) */
    MEASURE_MAP,            /* average precision: sum rel(i) r(i)/i, over R */
    MEASURE_GM_MAP,         /* the same; over topics, the geometric mean */
    MEASURE_RPREC,          /* r(R) / R */
    MEASURE_BPREF,          /* 1/R sum rel(i) (1 - min(n(i), R) / min(n, R)):
                             * n judged not relevant, n(i) of them above i */
    MEASURE_RECIP_RANK,     /* 1 / rank of the first relevant one */
    MEASURE_IPREC,          /* iprec_at_recall_X: largest r(i)/i where r(i) is
                             * X R or more, rounded as trec_eval does */
    MEASURE_P,              /* P_K: r(K) / K */
    MEASURE_RECALL,         /* recall_K: r(K) / R */
    MEASURE_INFAP,          /* average precision inferred from a sample: in the
                             * pool and not judged is a grade below 0 */
    MEASURE_GM_BPREF,       /* bpref, geometric mean */
    MEASURE_RPREC_MULT,     /* Rprec_mult_X: precision at X R */
    MEASURE_UTILITY,        /* relevant ones less the others */
    MEASURE_11PT_AVG,       /* mean of iprec_at_recall at 0, 0.1 ... 1 */
    MEASURE_BING,           /* 1/R sum rel(i) / log(2 + others above i) */
    MEASURE_G,              /* the same, with gains, against ideal gains */
    MEASURE_NDCG,           /* sum g(i)/log(i+1), over sum i(k)/log(k+1) */
    MEASURE_NDCG_REL,       /* ndcg averaged over the ranks of relevant ones */
    MEASURE_RNDCG,          /* ndcg averaged where the ideal gain changes */
    MEASURE_NDCG_CUT,       /* ndcg_cut_K: both sums up to K */
    MEASURE_MAP_CUT,        /* map_cut_K: sum up to K, over R */
    MEASURE_RELATIVE_P,     /* relative_P_K: r(K) / min(K, R) */
    MEASURE_SUCCESS,        /* success_K: 1 where r(K) > 0 */
    MEASURE_SET_P,          /* r(N) / N */
    MEASURE_SET_RELATIVE_P, /* r(N) / min(N, R) */
    MEASURE_SET_RECALL,     /* r(N) / R */
    MEASURE_SET_MAP,        /* set_P times set_recall */
    MEASURE_SET_F,          /* set_F_X: (X + 1) P R / (X P + R), X is 1 */
    MEASURE_NONREL_RET,     /* num_nonrel_judged_ret */
    MEASURE_JUDGED          /* judged_K: share of the first K that is judged;
                             * not of trec_eval */
};

enum { MEASURE_NAME_MOST = 48, MEASURE_SET_MOST = 256 };

/* A zeroed one but for its kind is the plain measure. */
struct measure {
    enum measure_kind kind;
    unsigned k;          /* cut-off, 0 for none */
    double x;            /* of names with X */
    int32_t level;       /* least grade that is relevant; 0: the topic's */
    bool is_condensed;   /* over judged passages only */
    bool is_exponential; /* ndcg: the gain is 2^g - 1 */
    char name[MEASURE_NAME_MOST]; /* as it was asked for; "" is trec_eval's */
};

/* One name: trec_eval's ("map", "P_5", "ndcg_cut.10") or ir_measures' ("AP",
 * "nDCG@10", "AP(rel=2)", "nDCG(dcg='exp-log2',judged_only=True)@10"). */
bool measure_from_name(struct slice name, struct measure *out);
void measure_add_name(struct measure measure, struct strbuf *out);

/* Several measures, none twice. */
struct measure_set {
    struct measure items[MEASURE_SET_MOST];
    size_t count;
};

/* Add those that a list names, parted by commas: names of measure_from_name();
 * "P" and others with a cut-off stand for trec_eval's usual ones, "P.5,10" for
 * two; "official", "set" and "all_trec" (without relstring) for trec_eval's
 * groups, "usual" for ours. USAGE. */
MUST_CHECK enum status measure_set_add(struct measure_set *set,
                                       struct slice list, struct error *err);

/* Put them in the order of trec_eval, those of ir_measures behind in the order
 * they were asked for. */
void measure_set_sort(struct measure_set *set);

/* A count, summed over topics and printed whole; others are averaged. */
bool measure_is_count(struct measure measure);

/* Says something of all topics together only: num_q, geometric means. */
bool measure_is_of_all(struct measure measure);

/* What is measured of one topic. */
struct measure_topic {
    int32_t *grades; /* of the ranked ones, best first; QRELS_UNJUDGED, or
                      * QRELS_POOLED for a grade below 0 */
    size_t count;
    int32_t *condensed; /* the same without what is not judged */
    size_t condensed_count;
    int32_t *ideal; /* grades over 0 of all judged, largest first */
    size_t ideal_count;
    size_t judged;       /* grade >= 0 */
    size_t relevant;     /* judged, grade >= level */
    size_t not_relevant; /* judged, 0 <= grade < level */
    int32_t level;       /* least grade that is relevant, 1 or more */
};

enum measure_list {
    MEASURE_WHOLE,    /* the run as it is */
    MEASURE_CONDENSED /* what is not judged is taken out of it first */
};

/* Set *out from a topic's judgements and ranking (NULL: nothing was found);
 * its arrays live in the arena. */
void measure_prepare(const struct qrels_topic *judged,
                     const struct run_topic *found, int32_t level,
                     enum measure_list list, struct arena *arena,
                     struct measure_topic *out);

double measure_value(struct measure measure, const struct measure_topic *topic);

/* Sum values of one measure over topics: add each, then ask. */
struct measure_sum {
    double total;
    size_t topics;
};
void measure_sum_add(struct measure_sum *sum, struct measure measure,
                     double value);
double measure_sum_value(const struct measure_sum *sum, struct measure measure);

#endif
