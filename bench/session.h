/* session.h - an index held open for many queries, with the ranking that the
 * command line asks for. What is measured is the service behind every door. */
#ifndef BENCH_SESSION_H
#define BENCH_SESSION_H

#include "common/options.h"
#include "searchd/service.h"

/* Rows for the option table of a command. */
#define SESSION_OPTIONS                                                        \
    {"dir", 'd', "DIR", "the index [$DEMARCHE_INDEX, else the user's]"},       \
        {"model", 'm', "NAME", "rank by this [default]; run --model list"},    \
        {"k1", 0, "X", "BM25: how soon more of a word stops to help"},         \
        {"b", 0, "X", "BM25: how much a long passage is held back, 0 to 1"},   \
        {"set", 0, "NAME=X", "any setting of the ranking, by name"},           \
        {"section", 0, "X", "weight of a word in the headings above"},         \
    {                                                                          \
        "title", 0, "X", "weight of a word in the statement's title"           \
    }

/* Was --model list given? Then the models have been printed, and the command
 * is done. */
bool session_lists_models(const struct options *options);

/* How the command line asks to rank: --model and --set; and for a command with
 * all of SESSION_OPTIONS also the numbers that have an option of their own.
 * USAGE. */
MUST_CHECK enum status session_model(const struct options *options,
                                     struct rank_settings *out,
                                     struct error *err);
MUST_CHECK enum status session_settings(const struct options *options,
                                        struct rank_settings *out,
                                        struct error *err);

struct session {
    struct service *service;
    struct rank_settings settings;
    bool is_of_records; /* every statement is one passage, as in collections
                         * of records: the statement's id names it */
    bool is_bare;       /* set it to be told what is found and no more */
};

/* Open the index that the command line names, or index (a folder) unless it
 * is NULL. On success the caller ends *out with session_close(). NOT_FOUND:
 * there is no passage in it; else as service_open(). */
MUST_CHECK enum status session_open(const struct options *options,
                                    const char *index,
                                    const struct rank_settings *settings,
                                    struct session *out, struct error *err);
void session_close(struct session *session);

/* The best most passages for a query in the query language, or, when query is
 * unknown, for a topic by its name. Everything in *out lives in arena. Fails
 * as service_search(). */
MUST_CHECK enum status session_search(struct session *session,
                                      struct slice query, struct slice topic,
                                      size_t most, struct arena *arena,
                                      struct service_reply *out,
                                      struct error *err);

/* What a run and judgements call a hit: the passage's id, or the record's. */
struct slice session_docno(const struct session *session,
                           const struct hit *hit);

#endif
