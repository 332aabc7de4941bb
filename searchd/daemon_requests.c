#include "searchd/answer.h"
#include "searchd/daemon_inside.h"

/* What one client has not taken; more is not kept for it. */
enum { REPLIES_BYTES_MOST = 64 << 20 };

/* The replies to an array of requests go out together, when the last of them
 * is there. */
struct batch {
    struct strbuf replies;
    size_t left; /* requests without their reply, and who still adds some */
};

/* What is asked, by whom, and as a part of what. */
struct asking {
    struct daemon *daemon;
    struct client *client;
    struct batch *batch; /* NULL: by itself */
};

/* ---- replies ---- */

static void settle(struct batch *batch, struct client *client)
{
    if (--batch->left)
        return;
    rpc_batch_end(&batch->replies);
    if (client && batch->replies.len)
        client_send(client, strbuf_slice(&batch->replies));
    strbuf_release(&batch->replies);
    heap_free(batch);
}

/* text: a message a line; in a batch it is one at most. */
static void reply(const struct asking *asking, const struct strbuf *text)
{
    struct slice rest = strbuf_slice(text), message;

    if (asking->batch)
        rpc_batch_add(&asking->batch->replies, rest);
    while (!asking->batch && slice_next(&rest, '\n', &message))
        if (message.len)
            client_send(asking->client, message);
}

static void reply_error(const struct asking *asking, struct slice id,
                        enum rpc_code code, const char *text)
{
    struct strbuf out = STRBUF_INIT;

    rpc_add_error(&out, id, code, text);
    reply(asking, &out);
    strbuf_release(&out);
}

void daemon_send_error(struct client *client, enum rpc_code code,
                       const char *text)
{
    const struct asking asking = {.client = client};

    reply_error(&asking, SLICE("null"), code, text);
}

/* Would the client have too much to take with this reply, too? */
static bool is_too_much(const struct asking *asking, size_t len)
{
    size_t kept = asking->batch
                      ? asking->batch->replies.len
                      : asking->client->out.len - asking->client->sent;

    return kept && kept + len > REPLIES_BYTES_MOST;
}

void daemon_take_reply(struct client *client, struct job *job)
{
    const struct asking asking = {.client = client, .batch = job->batch};

    if (client && is_too_much(&asking, job->reply.len))
        reply_error(&asking, job->request.id, RPC_TOO_LARGE,
                    "replies of 64 MiB wait already: take them first");
    else if (client)
        reply(&asking, &job->reply);
    if (job->batch)
        settle(job->batch, client);
}

/* ---- requests ---- */

/* The id of {"id": ...} as JSON. */
static void cancel(const struct asking *asking, const struct job *job)
{
    const json_t *id = json_object_get(job->request.params, "id");
    char text[256];
    size_t len =
        id ? json_dumpb(id, text, sizeof text, JSON_ENCODE_ANY | JSON_COMPACT)
           : 0;

    if (len && len <= sizeof text)
        pool_cancel(asking->daemon->pool, asking->client->number,
                    (struct slice){text, len});
}

/* What nobody has to search for; false: that is for the pool. */
static bool reply_at_once(const struct asking *asking, struct job *job)
{
    struct lsp_session **session = asking->batch ? NULL : &asking->client->lsp;
    struct strbuf out = STRBUF_INIT;
    enum answer_turn turn;

    if (slice_equal(job->request.method, SLICE("$/cancelRequest"))) {
        cancel(asking, job);
        return true;
    }
    turn = answer_take(session, &job->request, &out, &job->lsp);
    if (turn != ANSWER_ASKED)
        reply(asking, &out);
    if (asking->client->lsp) /* it sends whole documents */
        asking->client->frames.most = LSP_MESSAGE_BYTES_MOST;
    if (turn == ANSWER_EXIT)
        client_refuse(asking->client);
    strbuf_release(&out);
    return turn != ANSWER_ASKED;
}

/* Give the request to the pool; false: it stays the caller's. */
static bool hand_on(const struct asking *asking, struct job *job)
{
    struct daemon *daemon = asking->daemon;
    struct error err;

    job->client = asking->client->number;
    job->deadline_ms = pool_now_ms() + daemon->options->deadline_ms;
    job->batch = asking->batch;
    if (pool_put(daemon->pool, job, &err)) {
        reply_error(asking, job->request.id, RPC_BUSY, err.text);
        return false;
    }
    if (asking->batch)
        asking->batch->left++;
    asking->client->asked++;
    daemon->asked++;
    return true;
}

static void take_request(const struct asking *asking, json_t *value)
{
    struct job *job = job_new();
    enum rpc_code code;
    struct error err;
    enum status status =
        rpc_read(value, &job->arena, &job->request, &code, &err);

    if (status == STATUS_BAD_FORMAT)
        reply_error(asking, job->request.id, code, err.text);
    if (status || reply_at_once(asking, job) || !hand_on(asking, job))
        job_free(job);
}

static void take_batch(struct asking *asking, const json_t *root)
{
    asking->batch = heap_alloc(sizeof *asking->batch);
    asking->batch->left = 1;
    for (size_t i = 0; i < json_array_size(root); i++)
        take_request(asking, json_array_get(root, i));
    settle(asking->batch, asking->client);
}

void daemon_take_message(struct daemon *daemon, struct client *client,
                         struct slice message)
{
    struct asking asking = {.daemon = daemon, .client = client};
    json_t *root;
    enum rpc_code code;
    struct error err;

    if (rpc_parse(message, &root, &code, &err))
        daemon_send_error(client, code, err.text);
    else if (json_is_array(root))
        take_batch(&asking, root);
    else
        take_request(&asking, root);
    json_decref(root);
}
