#include "bench/cmd_run.h"

#include <math.h>

#include "bench/queries.h"
#include "bench/runfile.h"
#include "bench/session.h"
#include "common/log.h"
#include "common/schema.h"

static const struct option_spec table[] = {
    SESSION_OPTIONS,
    {"field", 0, "LIST", "ask with these fields: text,description [text]"},
    {"number", 'n', "N", "at most N passages a query [1000]"},
    {"syntax", 0, NULL, "queries are in the query language, not plain words"},
    {"tag", 0, "NAME", "the run's name, its last column [demarche]"},
    {"all-topics", 0, NULL, "run all topics of the table instead of a file"},
};

static const struct options_usage usage = {
    "demarche bench run [OPTION...] QUERIES > RUN",
    "Answer many queries, \"ID<tab>TEXT\" lines or BEIR's queries.jsonl, and\n"
    "print a TREC run. Scores decrease strictly, so every reader keeps the\n"
    "order.",
    table,
    COUNT_OF(table),
    "Where each statement of the index is one passage, as with records, the\n"
    "run names it by the record's id, else by the passage's.",
};

struct batch {
    struct session session;
    struct query_list queries;
    bool is_topics; /* each query's id is the name of a topic */
    bool is_plain;
    int64_t most;
    const char *tag;
};

/* The topics of the table, without the mere concepts. */
static enum status list_topics(struct batch *batch, struct arena *arena,
                               struct error *err)
{
    const struct topic_table *topics;
    struct slice source;
    enum status status =
        service_topics(batch->session.service, &topics, &source, err);

    if (status)
        return status;
    batch->queries.items = arena_array(arena, topic_table_count(topics),
                                       sizeof *batch->queries.items);
    for (size_t i = 0; i < topic_table_count(topics); i++) {
        const struct topic *topic = topic_table_at(topics, i);

        if (topic->is_topic)
            batch->queries.items[batch->queries.count++].id = topic->name;
    }
    if (batch->queries.count == 0)
        return error_set(err, STATUS_NOT_FOUND,
                         "no topics; set $DEMARCHE_TOPICS");
    return STATUS_OK;
}

static enum status prepare(const struct options *options, struct arena *arena,
                           struct batch *out, struct error *err)
{
    const char *field = options_get(options, "field");
    const char *tag = options_get(options, "tag");
    enum status status;

    out->is_topics = options_has(options, "all-topics");
    out->is_plain = !options_has(options, "syntax");
    out->tag = tag ? tag : "demarche";
    if (options->argument_count != (out->is_topics ? 0 : 1))
        return error_set(err, STATUS_USAGE,
                         "a file of queries is wanted, or --all-topics (see "
                         "--help)");
    status = options_number(options, "number", 1, SCHEMA_HITS_MOST, 1000,
                            &out->most, err);
    if (!status)
        status = session_open(options, arena, &out->session, err);
    if (status)
        return status;
    if (out->is_topics)
        return list_topics(out, arena, err);
    return queries_read(options->arguments[0], field ? field : "text", arena,
                        &out->queries, err);
}

static void print_hits(const struct batch *batch, struct slice id,
                       const struct rank_result *result)
{
    double last = INFINITY;

    for (size_t i = 0; i < result->count; i++) {
        const struct hit *hit = &result->hits[i];

        run_print(id, session_docno(&batch->session, hit), i + 1,
                  run_next_score(hit->score, &last), batch->tag);
    }
}

static enum status answer(struct batch *batch, const struct bench_query *query,
                          struct arena *arena, struct error *err)
{
    struct slice text = SLICE_UNKNOWN, topic = SLICE_UNKNOWN;
    struct service_reply reply;
    enum status status;

    if (batch->is_topics)
        topic = query->id;
    else
        text =
            batch->is_plain ? queries_plain(query->text, arena) : query->text;
    if (!batch->is_topics && text.len == 0) {
        log_warning("query '%.*s' has no words", SLICE_ARG(query->id));
        return STATUS_OK;
    }
    status = session_search(&batch->session, text, topic, (size_t)batch->most,
                            arena, &reply, err);
    if (status) {
        error_prefix(err, "query '%.*s'", SLICE_ARG(query->id));
        return status;
    }
    print_hits(batch, query->id, &reply.result);
    return STATUS_OK;
}

static enum status run(const struct options *options, struct batch *batch,
                       struct arena *arena, struct error *err)
{
    struct arena scratch = ARENA_INIT;
    enum status status = prepare(options, arena, batch, err);

    for (size_t i = 0; !status && i < batch->queries.count; i++) {
        arena_reset(&scratch);
        status = answer(batch, &batch->queries.items[i], &scratch, err);
    }
    arena_release(&scratch);
    return status;
}

int cmd_run(int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct batch batch = {0};
    struct options options;
    struct error err;
    enum status status;
    int code = 0;

    status = options_parse(&usage, argc, argv, &arena, &options, &err);
    if (status == STATUS_END)
        goto out;
    if (!status)
        status = run(&options, &batch, &arena, &err);
    if (status)
        code = log_failure(&err);
out:
    session_close(&batch.session);
    arena_release(&arena);
    return code;
}
