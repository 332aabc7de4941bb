/* print.h - a search as the command line prints it, wherever it is done: in
 * the command itself, or in a daemon for it. */
#ifndef SEARCHD_PRINT_H
#define SEARCHD_PRINT_H

#include "searchd/reply.h"
#include "searchd/service.h"

struct print_request {
    struct service_request search;
    struct reply_style style; /* but run_id, which comes of the next */
    struct slice qid;         /* unknown: the topic's name, or 1 */
};

struct printed {
    struct strbuf out; /* for stdout */
    size_t count;      /* of passages */
    bool is_cut;       /* as in struct rank_result */
    struct slice hint; /* as in struct service_reply; lives in the arena */
};

/* Append to out->out, which the caller releases in any case. Fails as
 * service_search() does. */
MUST_CHECK enum status print_search(struct service *service,
                                    const struct print_request *request,
                                    struct arena *arena, struct printed *out,
                                    struct error *err);

#endif
