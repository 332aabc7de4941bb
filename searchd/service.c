#include "searchd/service.h"

#include <stdlib.h>
#include <string.h>

#include "common/document.h"
#include "common/file.h"
#include "common/schema.h"
#include "searchd/lookup.h"
#include "searchd/suggest.h"

enum { TRIES_MOST = 5 }; /* to read an index that others write */

struct service {
    struct arena arena; /* lives as long as the service */
    struct index_reader *reader;
    struct analyser *analyser;
    struct topic_table *topics;
    struct strbuf topic_source;
    const char **topic_paths;
    size_t topic_path_count;
    bool is_topics_read;
    bool is_used; /* a request came before: the index may have moved on */
};

enum status service_open(const struct service_options *options,
                         struct service **out, struct error *err)
{
    struct service *service = heap_alloc(sizeof *service);
    enum status status = STATUS_OK;

    *out = NULL;
    service->topic_path_count = options->topic_path_count;
    service->topic_paths =
        arena_array(&service->arena, options->topic_path_count + 1,
                    sizeof *service->topic_paths);
    for (size_t i = 0; i < options->topic_path_count; i++)
        service->topic_paths[i] =
            slice_copy(&service->arena, slice_of(options->topic_paths[i]))
                .bytes;
    if (options->index_folder)
        status =
            index_reader_open(options->index_folder, &service->reader, err);
    if (status) {
        service_close(service);
        return status;
    }
    service->analyser = analyser_new();
    *out = service;
    return STATUS_OK;
}

void service_close(struct service *service)
{
    if (!service)
        return;
    topic_table_free(service->topics);
    strbuf_release(&service->topic_source);
    analyser_free(service->analyser);
    index_reader_close(service->reader);
    arena_release(&service->arena);
    heap_free(service);
}

/* ---- topics ---- */

static enum status load_topics(struct service *service, const char *path,
                               struct error *err)
{
    const char *real;

    if (service->topic_source.len)
        strbuf_add_byte(&service->topic_source, ':');
    real = file_real_path(&service->arena, path);
    strbuf_add_text(&service->topic_source, real ? real : path);
    return topic_table_load(service->topics, path, err);
}

/* Each of several paths parted by ":". */
static enum status load_list(struct service *service, const char *list,
                             struct error *err)
{
    struct slice rest = slice_of(list), path;
    enum status status = STATUS_OK;

    while (!status && slice_next(&rest, ':', &path))
        if (path.len)
            status = load_topics(service,
                                 slice_copy(&service->arena, path).bytes, err);
    return status;
}

static enum status load_default(struct service *service, struct error *err)
{
    static const char installed[] = DEMARCHE_DATADIR "/topics";
    const char *listed = getenv("DEMARCHE_TOPICS");
    const char *folder, *built;

    if (listed && listed[0])
        return load_list(service, listed, err);
    folder = file_program_folder(&service->arena);
    built = folder ? file_real_path(&service->arena,
                                    file_join(&service->arena, folder,
                                              "../../corpus/topics"))
                   : NULL;
    if (built)
        return load_topics(service, built, err);
    return file_exists(installed) ? load_topics(service, installed, err)
                                  : STATUS_OK;
}

static enum status read_topics(struct service *service, struct error *err)
{
    enum status status = STATUS_OK;

    service->topics = topic_table_new();
    for (size_t i = 0; !status && i < service->topic_path_count; i++)
        status = load_topics(service, service->topic_paths[i], err);
    if (!service->topic_path_count)
        status = load_default(service, err);
    if (!status)
        status = topic_table_finish(service->topics, err);
    if (status) {
        topic_table_free(service->topics);
        service->topics = NULL;
        strbuf_reset(&service->topic_source);
        return status;
    }
    service->is_topics_read = true;
    return STATUS_OK;
}

enum status service_topics(struct service *service,
                           const struct topic_table **out, struct slice *source,
                           struct error *err)
{
    enum status status =
        service->is_topics_read ? STATUS_OK : read_topics(service, err);

    *out = service->topics;
    *source = service->topic_source.len ? strbuf_slice(&service->topic_source)
                                        : SLICE_UNKNOWN;
    return status;
}

/* ---- requests that may meet a newer index ---- */

/* What a request does with the reader at hand. */
typedef enum status service_work(struct service *service, void *request,
                                 struct arena *arena, struct error *err);

static enum status do_work(struct service *service, service_work *work,
                           void *request, struct arena *arena,
                           struct error *err)
{
    enum status status = STATUS_STALE;

    for (int i = 0; i < TRIES_MOST && status == STATUS_STALE; i++) {
        status = service->is_used ? index_reader_reopen(service->reader, err)
                                  : STATUS_OK;
        service->is_used = true;
        if (!status)
            status = work(service, request, arena, err);
    }
    return status;
}

/* ---- search ---- */

struct search {
    const struct service_request *request;
    struct service_reply *reply;
};

static bool has_topic(const struct query *query)
{
    if (query->kind == QUERY_TOPIC)
        return true;
    for (size_t i = 0; i < query->child_count; i++)
        if (has_topic(query->children[i]))
            return true;
    return false;
}

/* The query, the topic, or both joined by AND. */
static enum status parse(const struct service_request *request,
                         struct arena *arena, struct query **out,
                         struct error *err)
{
    struct query *topic, *both;
    enum status status = STATUS_OK;

    *out = NULL;
    if (slice_is_known(request->query))
        status = query_parse(request->query, arena, out, err);
    if (status || !slice_is_known(request->topic))
        return status;
    topic = arena_alloc(arena, sizeof *topic);
    *topic = (struct query){
        .kind = QUERY_TOPIC, .text = request->topic, .column = 1};
    if (!*out) {
        *out = topic;
        return STATUS_OK;
    }
    both = arena_alloc(arena, sizeof *both);
    *both = (struct query){.kind = QUERY_AND, .column = 1, .child_count = 2};
    both->children = arena_array(arena, 2, sizeof *both->children);
    both->children[0] = topic;
    both->children[1] = *out;
    *out = both;
    return STATUS_OK;
}

static void explain(const struct planned *planned,
                    const struct service_request *request, struct arena *arena,
                    struct service_reply *out)
{
    struct strbuf text = STRBUF_INIT;

    if (request->is_parsed || request->is_explained) {
        query_print(planned->query, &text);
        out->parse = slice_copy(arena, strbuf_slice(&text));
    }
    if (request->is_explained) {
        strbuf_reset(&text);
        plan_print(planned->plan, &text);
        out->plan = slice_copy(arena, strbuf_slice(&text));
    }
    strbuf_release(&text);
}

static enum status run(struct query *query,
                       const struct service_request *request,
                       struct planner_context *context, struct arena *arena,
                       struct service_reply *out, struct error *err)
{
    const struct rank_settings *settings =
        request->settings ? request->settings : &rank_default;
    unsigned wants = (request->is_bare ? 0 : RANK_MARKS) |
                     (request->is_explained ? RANK_EXPLANATIONS : 0);
    struct planned planned;
    enum status status =
        planner_plan(context, query, request->is_all, arena, &planned, err);

    if (!status)
        status = rank_run(context, settings, &planned, request->offset,
                          request->most, wants, arena, &out->result, err);
    if (!status)
        explain(&planned, request, arena, out);
    if (!status && !request->offset && !request->is_bare)
        status = suggest_words(context, &planned, arena, &out->hint, err);
    for (size_t i = 0; i < planned.leaf_count && !out->topic; i++)
        out->topic = planned.leaves[i].topic;
    planned_release(&planned);
    return status;
}

static enum status work_search(struct service *service, void *work,
                               struct arena *arena, struct error *err)
{
    struct search *search = work;
    const struct service_request *request = search->request;
    const struct rank_settings *settings =
        request->settings ? request->settings : &rank_default;
    struct planner_context context = {.reader = service->reader,
                                      .analyser = service->analyser,
                                      .weights = settings->weights};
    struct query *query;
    struct slice source;
    enum status status = parse(request, arena, &query, err);

    *search->reply = (struct service_reply){0};
    if (!status && (has_topic(query) || settings->weights.concepts > 0))
        status = service_topics(service, &context.topics, &source, err);
    if (!status)
        status = planner_languages(&context, arena, err);
    if (!status && slice_is_known(request->language)) {
        context.languages[0] = request->language;
        context.language_count = 1;
    }
    if (!status)
        status = run(query, request, &context, arena, search->reply, err);
    return status;
}

enum status service_search(struct service *service,
                           const struct service_request *request,
                           struct arena *arena, struct service_reply *out,
                           struct error *err)
{
    struct search search = {request, out};
    enum status status;

    if (request->offset + request->most > SCHEMA_HITS_MOST)
        return error_set(err, STATUS_USAGE,
                         "at most the first %d passages can be asked for",
                         SCHEMA_HITS_MOST);
    index_reader_stop_when(service->reader, request->stop);
    status = do_work(service, work_search, &search, arena, err);
    index_reader_stop_when(service->reader, NULL);
    return status;
}

/* ---- show ---- */

struct showing {
    struct slice id;
    struct hit **out;
    size_t *count;
    size_t *place;
};

static enum status work_show(struct service *service, void *work,
                             struct arena *arena, struct error *err)
{
    struct showing *showing = work;

    return lookup_statement(service->reader, showing->id, arena, showing->out,
                            showing->count, showing->place, err);
}

enum status service_show(struct service *service, struct slice id,
                         struct arena *arena, struct hit **out, size_t *count,
                         size_t *place, struct error *err)
{
    struct showing showing = {id, out, count, place};

    return do_work(service, work_show, &showing, arena, err);
}

/* ---- statements ---- */

struct statement_list {
    struct index_term **out;
    size_t *count;
};

static enum status work_statements(struct service *service, void *work,
                                   struct arena *arena, struct error *err)
{
    struct statement_list *list = work;

    return index_reader_terms(service->reader, SLICE(PREFIX_STATEMENT),
                              SERVICE_STATEMENTS_MOST, arena, list->out,
                              list->count, err);
}

enum status service_statements(struct service *service, struct arena *arena,
                               struct index_term **out, size_t *count,
                               struct error *err)
{
    struct statement_list list = {out, count};

    return do_work(service, work_statements, &list, arena, err);
}

/* ---- status ---- */

struct status_work {
    struct service_status *out;
};

enum { STATUS_TERMS_MOST = 10000 };

static int compare_terms(const void *a, const void *b)
{
    const struct index_term *left = a, *right = b;

    if (left->frequency != right->frequency)
        return left->frequency > right->frequency ? -1 : 1;
    return slice_compare(left->text, right->text);
}

static enum status list_terms(struct service *service, const char *prefix,
                              struct arena *arena, struct index_term **out,
                              size_t *count, struct error *err)
{
    enum status status =
        index_reader_terms(service->reader, slice_of(prefix), STATUS_TERMS_MOST,
                           arena, out, count, err);

    if (!status && *count)
        qsort(*out, *count, sizeof **out, compare_terms);
    return status;
}

/* Is this the name that was folded to a term of the index? */
static bool is_name_of(struct slice name, const char *prefix,
                       struct slice folded, struct arena *arena)
{
    struct slice term = document_filter(prefix, name, arena);

    return name.len &&
           slice_equal(slice_part(term, strlen(prefix), term.len), folded);
}

/* The name of a term as a passage has it; one that is not found stays. */
static enum status unfold_name(struct service *service, const char *prefix,
                               struct index_term *term, struct arena *arena,
                               struct error *err)
{
    struct slice folded = term->text, bytes;
    uint32_t *documents;
    struct hit hit = {0};
    size_t count;
    enum status status = index_reader_holding(
        service->reader, plan_term(arena, prefix, folded)->term, 1, arena,
        &documents, &count, err);

    if (status || !count)
        return status;
    status =
        index_reader_data(service->reader, documents[0], arena, &bytes, err);
    if (!status)
        status = hit_decode(bytes, arena, &hit, err);
    if (status)
        return status;
    if (is_name_of(hit.statement.issuer_side, prefix, folded, arena))
        term->text = hit.statement.issuer_side;
    for (size_t i = 0; i < hit.passage.side_count; i++)
        if (is_name_of(hit.passage.sides[i], prefix, folded, arena))
            term->text = hit.passage.sides[i];
    return STATUS_OK;
}

static enum status list_names(struct service *service, const char *prefix,
                              struct arena *arena, struct index_term **out,
                              size_t *count, struct error *err)
{
    enum status status = list_terms(service, prefix, arena, out, count, err);

    for (size_t i = 0; !status && i < *count; i++)
        status = unfold_name(service, prefix, &(*out)[i], arena, err);
    return status;
}

static enum status work_status(struct service *service, void *work,
                               struct arena *arena, struct error *err)
{
    struct service_status *out = ((struct status_work *)work)->out;
    enum status status =
        index_reader_counts(service->reader, &out->counts, err);

    if (!status)
        status = list_terms(service, PREFIX_LANGUAGE, arena, &out->languages,
                            &out->language_count, err);
    if (!status)
        status = list_names(service, PREFIX_SIDE, arena, &out->sides,
                            &out->side_count, err);
    if (!status)
        status = list_names(service, PREFIX_COUNTRY, arena, &out->issuers,
                            &out->issuer_count, err);
    return status;
}

enum status service_status(struct service *service, struct arena *arena,
                           struct service_status *out, struct error *err)
{
    struct status_work work = {out};

    *out = (struct service_status){0};
    return do_work(service, work_status, &work, arena, err);
}
