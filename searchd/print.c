#include "searchd/print.h"

#include <inttypes.h>

static void add_explanation(const struct service_reply *reply,
                            struct strbuf *out)
{
    strbuf_add_format(out,
                      "query  %.*s\nplan   %.*s\nabout %" PRIu64 " passages",
                      SLICE_ARG(reply->parse), SLICE_ARG(reply->plan),
                      reply->result.estimate);
    strbuf_add_text(out, "\n\n");
}

enum status print_search(struct service *service,
                         const struct print_request *request,
                         struct arena *arena, struct printed *out,
                         struct error *err)
{
    struct service_request search = request->search;
    struct reply_style style = request->style;
    struct service_reply reply;
    enum status status;

    /* A run must hold every passage. */
    search.is_all_copies = search.is_all_copies || style.format == REPLY_TREC;
    status = service_search(service, &search, arena, &reply, err);
    if (status)
        return status;
    style.run_id = slice_is_known(request->qid)            ? request->qid
                   : slice_is_known(request->search.topic) ? reply.topic->name
                                                           : SLICE("1");
    if (style.is_explained && style.format == REPLY_TEXT)
        add_explanation(&reply, &out->out);
    reply_print(reply.result.hits, reply.result.count,
                request->search.offset + 1, &style, &out->out);
    out->count = reply.result.count;
    out->is_cut = reply.result.is_cut;
    out->hint = reply.hint;
    return STATUS_OK;
}
