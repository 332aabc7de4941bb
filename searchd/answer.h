/* answer.h - a request to its reply, whichever protocol it is of. */
#ifndef SEARCHD_ANSWER_H
#define SEARCHD_ANSWER_H

#include "searchd/methods.h"
#include "searchd/rpc.h"

/* Is there such a method? */
bool answer_knows(const struct rpc_request *request);

/* Do what the request asks and append the reply, a result or an error; nothing
 * for a notification. Returns what the method ended with. */
enum status answer_add(const struct methods_context *context,
                       const struct rpc_request *request, struct arena *arena,
                       struct strbuf *reply);

/* The reply to a request of a method that there is not. */
void answer_unknown(const struct rpc_request *request, struct strbuf *reply);

#endif
