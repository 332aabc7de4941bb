#include "bench/cmd_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/crew.h"
#include "bench/queries.h"
#include "bench/runfile.h"
#include "bench/session.h"
#include "common/command.h"
#include "common/hash_set.h"
#include "common/log.h"
#include "common/schema.h"

static const struct option_spec table[] = {
    SESSION_OPTIONS,
    {"field", 0, "LIST", "ask with these fields: title,description [title]"},
    {"number", 'n', "N", "at most N passages a query [1000]"},
    {"jobs", 'j', "N", "threads side by side; the run is the same [all]"},
    {"syntax", 0, NULL, "queries are in the query language, not plain words"},
    {"tag", 0, "NAME", "the run's name, its last column [demarche]"},
    {"time", 0, NULL, "tell on stderr how long a query took, in the middle"},
    {"all-topics", 0, NULL, "run all topics of the table instead of a file"},
};

static const struct options_usage usage = {
    "demarche bench run [OPTION...] QUERIES > RUN",
    "Answer many queries and print a TREC run. QUERIES are \"ID<tab>TEXT\"\n"
    "lines, BEIR's queries.jsonl, or TREC's topics. Scores decrease strictly,\n"
    "so every reader keeps the order.",
    table,
    COUNT_OF(table),
    "Where each statement of the index is one passage, as with records, the\n"
    "run names it by the record's id, else by the passage's.",
};

/* What came out for one query, until it is printed. */
struct answer {
    struct strbuf lines;
    double took_ms;
    bool is_empty; /* the query has no words */
};

struct batch {
    const struct options *options;
    struct rank_settings settings;
    struct session sessions[CREW_WORKERS_MOST]; /* opened when first used */
    struct arena scratch[CREW_WORKERS_MOST];
    struct query_list queries;
    struct answer *answers;
    bool is_topics; /* each query's id is the name of a topic */
    bool is_plain;
    int64_t most;
    int64_t jobs;
    const char *tag;
};

/* ---- one query, in a worker's thread ---- */

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* No reader of runs takes a document twice. */
static enum status add_hits(const struct batch *batch,
                            const struct session *session, struct slice id,
                            const struct rank_result *result,
                            struct strbuf *out, struct error *err)
{
    struct hash_set seen = {0};
    double last = INFINITY;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < result->count; i++) {
        const struct hit *hit = &result->hits[i];
        struct slice docno = session_docno(session, hit);

        if (hash_set_add(&seen, slice_hash(docno)))
            run_add_line(out, id, docno, i + 1,
                         run_next_score(hit->score, &last), batch->tag);
        else
            status =
                error_set(err, STATUS_BAD_FORMAT,
                          "two passages are called '%.*s', one of them in "
                          "%.*s: records of two files must not share an "
                          "id",
                          SLICE_ARG(docno), SLICE_ARG(hit->statement.file));
    }
    hash_set_release(&seen);
    return status;
}

static enum status ask(struct batch *batch, struct session *session,
                       const struct bench_query *query, struct slice text,
                       struct arena *scratch, struct answer *out,
                       struct error *err)
{
    struct slice topic = batch->is_topics ? query->id : SLICE_UNKNOWN;
    struct service_reply reply;
    double start = now_ms();
    enum status status = session_search(
        session, text, topic, (size_t)batch->most, scratch, &reply, err);

    out->took_ms = now_ms() - start;
    if (!status)
        status = add_hits(batch, session, query->id, &reply.result, &out->lines,
                          err);
    if (status)
        error_prefix(err, "query '%.*s'", SLICE_ARG(query->id));
    return status;
}

static enum status work(void *context, unsigned worker, size_t item,
                        struct error *err)
{
    struct batch *batch = context;
    struct session *session = &batch->sessions[worker];
    struct arena *scratch = &batch->scratch[worker];
    const struct bench_query *query = &batch->queries.items[item];
    struct answer *answer = &batch->answers[item];
    struct slice text = SLICE_UNKNOWN;
    enum status status = STATUS_OK;

    if (!session->service)
        status =
            session_open(batch->options, NULL, &batch->settings, session, err);
    if (status)
        return status;
    session->is_bare = true;
    arena_reset(scratch);
    if (!batch->is_topics)
        text =
            batch->is_plain ? queries_plain(query->text, scratch) : query->text;
    answer->is_empty = !batch->is_topics && !text.len;
    if (answer->is_empty)
        return STATUS_OK;
    return ask(batch, session, query, text, scratch, answer, err);
}

static enum status take(void *context, size_t item, struct error *err)
{
    struct batch *batch = context;
    struct answer *answer = &batch->answers[item];

    if (answer->is_empty)
        log_warning("query '%.*s' has no words",
                    SLICE_ARG(batch->queries.items[item].id));
    if (answer->lines.len)
        fwrite(answer->lines.bytes, 1, answer->lines.len, stdout);
    strbuf_release(&answer->lines);
    if (ferror(stdout))
        return error_set(err, STATUS_IO, "cannot write the run");
    return STATUS_OK;
}

/* ---- all of them ---- */

/* The topics of the table, without the mere concepts. */
static enum status list_topics(struct batch *batch, struct arena *arena,
                               struct error *err)
{
    const struct topic_table *topics;
    struct slice source;
    enum status status =
        service_topics(batch->sessions[0].service, &topics, &source, err);

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

static enum status read_options(const struct options *options,
                                struct batch *out, struct error *err)
{
    const char *tag = options_get(options, "tag");
    enum status status;

    out->options = options;
    out->is_topics = options_has(options, "all-topics");
    out->is_plain = !options_has(options, "syntax");
    out->tag = tag ? tag : "demarche";
    if (options->argument_count != (out->is_topics ? 0 : 1))
        return error_set(err, STATUS_USAGE,
                         "a file of queries is wanted, or --all-topics (see "
                         "--help)");
    if (!out->tag[0] || strpbrk(out->tag, " \t\r\n"))
        return error_set(err, STATUS_USAGE,
                         "--tag: a name without white space is wanted");
    status = session_settings(options, &out->settings, err);
    if (!status)
        status = options_number(options, "number", 1, SCHEMA_HITS_MOST, 1000,
                                &out->most, err);
    if (!status)
        status = options_number(options, "jobs", 1, CREW_WORKERS_MOST,
                                crew_processors(), &out->jobs, err);
    return status;
}

static enum status prepare(struct batch *batch, struct arena *arena,
                           struct error *err)
{
    const char *field = options_get(batch->options, "field");
    enum status status = session_open(batch->options, NULL, &batch->settings,
                                      &batch->sessions[0], err);

    if (!status && batch->is_topics)
        status = list_topics(batch, arena, err);
    else if (!status)
        status =
            queries_read(batch->options->arguments[0], field ? field : "title",
                         arena, &batch->queries, err);
    if (status)
        batch->queries.count = 0;
    batch->answers =
        arena_array(arena, batch->queries.count, sizeof *batch->answers);
    return status;
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

static void tell_time(const struct batch *batch, struct arena *arena)
{
    size_t count = 0;
    double *times = arena_array(arena, batch->queries.count, sizeof *times);

    for (size_t i = 0; i < batch->queries.count; i++)
        if (!batch->answers[i].is_empty)
            times[count++] = batch->answers[i].took_ms;
    if (!count)
        return;
    qsort(times, count, sizeof *times, compare_times);
    log_note("%zu queries, median %.3f ms", count, times[count / 2]);
}

static enum status run_all(struct batch *batch, struct arena *arena,
                           struct error *err)
{
    struct crew crew = {.work = work, .take = take, .context = batch};
    enum status status = prepare(batch, arena, err);

    if (status)
        return status;
    crew.count = batch->queries.count;
    crew.workers = batch->jobs < (int64_t)crew.count ? (unsigned)batch->jobs
                                                     : (unsigned)crew.count;
    status = crew_run(&crew, err);
    if (!status && options_has(batch->options, "time"))
        tell_time(batch, arena);
    return status;
}

static void release(struct batch *batch)
{
    for (size_t i = 0; i < batch->queries.count; i++)
        strbuf_release(&batch->answers[i].lines);
    for (size_t i = 0; i < CREW_WORKERS_MOST; i++) {
        session_close(&batch->sessions[i]);
        arena_release(&batch->scratch[i]);
    }
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct batch batch = {0};
    enum status status;

    (void)code;
    if (session_lists_models(options))
        return STATUS_OK;
    status = read_options(options, &batch, err);
    if (!status)
        status = run_all(&batch, arena, err);
    release(&batch);
    return status;
}

int cmd_run(int argc, char **argv)
{
    /* --model list and --all-topics go without. */
    return command_run(&usage, 0, 1, "a file of queries", argc, argv, run);
}
