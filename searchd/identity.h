/* identity.h - what an answer comes of besides the request: which index, which
 * build of the program, which topics. A command and a daemon of one identity
 * give the same answer. */
#ifndef SEARCHD_IDENTITY_H
#define SEARCHD_IDENTITY_H

#include "searchd/service.h"

/* Append the identity of a service with these options in the program at this
 * path, as a line of text. Fails as file_look() does. */
MUST_CHECK enum status identity_add(const struct service_options *options,
                                    const char *program, struct strbuf *out,
                                    struct error *err);

/* The running program, as the path above. */
#define IDENTITY_SELF "/proc/self/exe"

#endif
