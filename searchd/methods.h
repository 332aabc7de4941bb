/* methods.h - what a client can ask the daemon for: the methods of
 * protocol(7), each one call of service.h, in JSON. */
#ifndef SEARCHD_METHODS_H
#define SEARCHD_METHODS_H

#include <jansson.h>

#include "common/json.h"
#include "searchd/service.h"

/* What a method works on: one worker's. All is lent. */
struct methods_context {
    struct service *service;
    const struct service_options *options; /* that it was opened with */
    const struct index_stop *stop;         /* of this call; NULL: none */
    const struct lsp_task *lsp; /* of a request in that protocol; or NULL */
    /* Send the client a message before the reply; NULL: it cannot be. */
    void (*tell)(void *teller, struct slice message);
    void *teller;
};

bool methods_has(struct slice name);

/* Do the method, which methods_has(), and write its result. params: an object
 * or NULL. USAGE: err names the parameter, or has the column of the query; as
 * the functions of service.h. After a failure what was written is of no use.
 */
MUST_CHECK enum status methods_call(const struct methods_context *context,
                                    struct slice name, const json_t *params,
                                    struct arena *arena,
                                    struct json_writer *json,
                                    struct error *err);

#endif
