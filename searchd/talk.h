/* talk.h - one client, over stdin and stdout, answered in this process. */
#ifndef SEARCHD_TALK_H
#define SEARCHD_TALK_H

#include "common/status.h"
#include "searchd/service.h"

/* The methods of protocol(7) are there in both. */
enum talk_kind { TALK_MCP, TALK_LSP };

/* Answer until stdin ends, or the client says that it is over. Fails as
 * service_open() does; IO; BAD_FORMAT, TOO_LARGE: what came cannot be read. */
MUST_CHECK enum status talk_run(const struct service_options *options,
                                enum talk_kind kind, struct error *err);

#endif
