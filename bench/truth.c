#include "bench/truth.h"

#include <stdio.h>

#include "bench/wire.h"
#include "searchd/answer.h"

enum { HITS = 10, NS_A_MS = 1000000 };

/* The replies, as hashes, in one state of the index. */
struct state {
    uint64_t *hashes;
    int64_t begun_ns, done_ns; /* of the commit that made it */
};

struct truth {
    struct arena arena; /* lives as long as the truth */
    struct arena scratch;
    struct service_options where;
    struct methods_context context; /* of a service there */
    struct slice *messages;
    struct rpc_request *requests;
    size_t count;
    struct state *states;
    size_t state_count, state_capacity;
    size_t changes;
};

static void put_message(struct strbuf *out, size_t id, struct slice query)
{
    struct json_writer json = JSON_WRITER(out);

    json_begin_object(&json);
    json_add_text(&json, "jsonrpc", SLICE("2.0"));
    json_add_integer(&json, "id", (int64_t)id);
    json_add_text(&json, "method", SLICE("search"));
    json_key(&json, "params");
    json_begin_object(&json);
    json_add_text(&json, "query", query);
    json_add_integer(&json, "n", HITS);
    json_end_object(&json);
    json_end_object(&json);
}

static enum status parse(struct slice message, struct arena *arena,
                         struct rpc_request *out, struct error *err)
{
    enum rpc_code code;
    json_t *value;
    enum status status = rpc_parse(message, &value, &code, err);

    if (status)
        return status;
    status = rpc_read(value, arena, out, &code, err);
    json_decref(value);
    return status;
}

static enum status make_requests(struct truth *truth,
                                 const struct kind_list *queries,
                                 struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    enum status status = STATUS_OK;

    truth->messages =
        arena_array(&truth->arena, queries->count, sizeof *truth->messages);
    truth->requests =
        arena_array(&truth->arena, queries->count, sizeof *truth->requests);
    while (!status && truth->count < queries->count) {
        size_t at = truth->count;

        strbuf_reset(&text);
        put_message(&text, at, queries->items[at].text);
        truth->messages[at] = slice_copy(&truth->arena, strbuf_slice(&text));
        status = parse(truth->messages[at], &truth->arena, &truth->requests[at],
                       err);
        truth->count += !status;
    }
    strbuf_release(&text);
    return status;
}

enum status truth_open(const char *index, const struct kind_list *queries,
                       struct truth **out, struct error *err)
{
    struct truth *truth = heap_alloc(sizeof *truth);
    enum status status;

    *out = truth;
    truth->where.index_folder = index;
    truth->context.options = &truth->where;
    status = service_open(&truth->where, &truth->context.service, err);
    if (!status)
        status = make_requests(truth, queries, err);
    if (status) {
        truth_close(truth);
        *out = NULL;
    }
    return status;
}

void truth_close(struct truth *truth)
{
    if (!truth)
        return;
    for (size_t i = 0; i < truth->count; i++)
        rpc_request_release(&truth->requests[i]);
    for (size_t i = 0; i < truth->state_count; i++)
        heap_free(truth->states[i].hashes);
    heap_free(truth->states);
    service_close(truth->context.service);
    arena_release(&truth->scratch);
    arena_release(&truth->arena);
    heap_free(truth);
}

const struct slice *truth_messages(const struct truth *truth)
{
    return truth->messages;
}

enum status truth_call(struct truth *truth, size_t at, struct strbuf *reply,
                       struct error *err)
{
    enum status status;

    arena_reset(&truth->scratch);
    status = answer_add(&truth->context, &truth->requests[at], &truth->scratch,
                        reply);
    return status
               ? error_set(err, status, "%.*s", SLICE_ARG(strbuf_slice(reply)))
               : STATUS_OK;
}

enum status truth_learn(struct truth *truth, int64_t begun_ns, int64_t done_ns,
                        struct error *err)
{
    const struct state *last =
        truth->state_count ? &truth->states[truth->state_count - 1] : NULL;
    struct state state = {.begun_ns = begun_ns, .done_ns = done_ns};
    struct strbuf reply = STRBUF_INIT;
    enum status status = STATUS_OK;

    state.hashes = heap_resize(NULL, truth->count, sizeof *state.hashes);
    for (size_t i = 0; !status && i < truth->count; i++) {
        strbuf_reset(&reply);
        status = truth_call(truth, i, &reply, err);
        state.hashes[i] = wire_hash(strbuf_slice(&reply));
        truth->changes += last && last->hashes[i] != state.hashes[i];
    }
    strbuf_release(&reply);
    if (status) {
        heap_free(state.hashes);
        return status;
    }
    truth->states = heap_grow(truth->states, truth->state_count,
                              &truth->state_capacity, sizeof *truth->states);
    truth->states[truth->state_count++] = state;
    return STATUS_OK;
}

/* A state was there from some moment of its commit on. It was seen until the
 * next commit was over, and may still be shown for the patience after that. */
bool truth_holds(const struct truth *truth, const struct crowd_answer *answer)
{
    const int64_t patience_ns = (int64_t)TRUTH_PATIENCE_MS * NS_A_MS;

    for (size_t i = 0; i < truth->state_count; i++) {
        const struct state *state = &truth->states[i];
        bool is_last = i + 1 == truth->state_count;

        if (state->begun_ns <= answer->got_ns &&
            (is_last || answer->asked_ns <= state[1].done_ns + patience_ns) &&
            state->hashes[answer->message] == answer->hash)
            return true;
    }
    return false;
}

size_t truth_changes(const struct truth *truth)
{
    return truth->changes;
}
