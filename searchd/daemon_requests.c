#include "searchd/answer.h"
#include "searchd/daemon_inside.h"

void daemon_send_error(struct client *client, struct slice id,
                       enum rpc_code code, const char *text)
{
    struct strbuf reply = STRBUF_INIT;

    rpc_add_error(&reply, id, code, text);
    client_send(client, strbuf_slice(&reply));
    strbuf_release(&reply);
}

/* The id of {"id": ...} as JSON. */
static void cancel(struct daemon *daemon, struct client *client,
                   const struct job *job)
{
    const json_t *id = json_object_get(job->request.params, "id");
    char text[256];
    size_t len =
        id ? json_dumpb(id, text, sizeof text, JSON_ENCODE_ANY | JSON_COMPACT)
           : 0;

    if (len && len <= sizeof text)
        pool_cancel(daemon->pool, client->number, (struct slice){text, len});
}

static void refuse(struct client *client, const struct job *job)
{
    struct strbuf reply = STRBUF_INIT;

    answer_unknown(&job->request, &reply);
    if (reply.len)
        client_send(client, strbuf_slice(&reply));
    strbuf_release(&reply);
}

/* What the request wants; true: the pool has it now. */
static bool take_request(struct daemon *daemon, struct client *client,
                         struct job *job)
{
    struct error err;

    if (slice_equal(job->request.method, SLICE("$/cancelRequest"))) {
        cancel(daemon, client, job);
        return false;
    }
    if (!answer_knows(&job->request)) {
        refuse(client, job);
        return false;
    }
    if (!slice_is_known(job->request.id))
        return false; /* nobody waits for what it finds */
    job->client = client->number;
    job->deadline_ms = pool_now_ms() + daemon->options->deadline_ms;
    if (pool_put(daemon->pool, job, &err)) {
        daemon_send_error(client, job->request.id, RPC_BUSY, err.text);
        return false;
    }
    client->asked++;
    daemon->asked++;
    return true;
}

void daemon_take_message(struct daemon *daemon, struct client *client,
                         struct slice message)
{
    struct job *job = job_new();
    enum rpc_code code;
    struct error err;
    enum status status =
        rpc_read(message, &job->arena, &job->request, &code, &err);

    if (status == STATUS_BAD_FORMAT)
        daemon_send_error(client, job->request.id, code, err.text);
    if (status || !take_request(daemon, client, job))
        job_free(job);
}
