/* remote.h - a search handed to the daemon, where one serves the same index
 * with the same topics: it has everything open already. */
#ifndef SEARCHD_REMOTE_H
#define SEARCHD_REMOTE_H

#include "searchd/print.h"

/* What print_search() would give with a service of these options, byte for
 * byte. False, and *out as it was: there is no such daemon, or anything went
 * wrong with it; then the caller is to search itself, and will find the error
 * if it was in the request. */
bool remote_print(const struct service_options *options,
                  const struct print_request *request, struct arena *arena,
                  struct printed *out);

#endif
