/* evaluate.h - a run held against judgements: every measure of every topic. */
#ifndef BENCH_EVALUATE_H
#define BENCH_EVALUATE_H

#include "bench/measure.h"
#include "common/json.h"
#include "common/options.h"

struct evaluate_settings {
    int32_t level; /* least grade that is relevant, from 1 */
    size_t depth;  /* passages of each topic that count; 0: all */
    enum measure_list list;
};

/* Rows for the option table of a command. */
#define EVALUATE_OPTIONS                                                       \
    {"measures", 'm', "LIST",                                                  \
     "names or groups, parted by commas; repeatable"},                         \
        {"rel", 'l', "N", "least grade that is relevant [1]"},                 \
        {"depth", 'M', "N", "the first N passages of each topic only"},        \
        {"condensed", 'J', NULL, "leave unjudged passages out of the run"},    \
    {                                                                          \
        "complete", 'c', NULL, "count judged topics that the run lacks, as 0"  \
    }

/* What these options say; measures are usual's where none is asked for.
 * USAGE. */
MUST_CHECK enum status evaluate_options(const struct options *options,
                                        const char *usual,
                                        struct evaluate_settings *settings,
                                        struct measure_set *set,
                                        struct error *err);

/* What the notes of --help say of measures. */
#define EVALUATE_NOTES                                                         \
    "Measures: trec_eval's (map, P.5,10, ndcg_cut_10), ir_measures' "          \
    "(nDCG@10,\n"                                                              \
    "AP(rel=2), RR@10, Judged@10), and groups: official, set, all_trec, "      \
    "usual."

struct evaluated_topic {
    struct slice id;
    bool is_found;    /* the run has something for it */
    bool is_hopeless; /* nothing is relevant to it */
    double *values;   /* one a measure */
};

struct evaluated {
    struct slice tag;               /* of the run */
    struct evaluated_topic *topics; /* all that are judged, by id */
    size_t count;
    size_t found;    /* topics that the run has */
    size_t unjudged; /* topics of the run without judgements */
};

/* Everything in *out lives in the arena, or is lent by qrels and run. */
void evaluate_run(const struct qrels *qrels, const struct run *run,
                  const struct evaluate_settings *settings,
                  const struct measure_set *set, struct arena *arena,
                  struct evaluated *out);

/* A value for people and for trec_eval's readers: whole for counts, else with
 * four decimals. */
void evaluate_add_value(struct measure measure, double value,
                        struct strbuf *out);

/* The members "NAME": VALUE of an object that the caller has begun; values[i]
 * belongs to measure i, and one that is not finite is left out. */
void evaluate_write_json(struct json_writer *json,
                         const struct measure_set *set, const double *values);

#endif
