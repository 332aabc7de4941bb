/* methods_inside.h - the inside of methods.h, shared by its files: a function
 * for each method, each as methods_call() does it. */
#ifndef SEARCHD_METHODS_INSIDE_H
#define SEARCHD_METHODS_INSIDE_H

#include "searchd/methods.h"

typedef enum status method(const struct methods_context *context,
                           const json_t *params, struct arena *arena,
                           struct json_writer *json, struct error *err);

enum { METHODS_HITS_DEFAULT = 10 };

/* Rows of the parameters that all searches have. */
#define METHODS_SEARCH_PARAMS                                                  \
    {"n", PARAM_NUMBER, false, 1, SCHEMA_HITS_MOST},                           \
        {"offset", PARAM_NUMBER, false, 0, SCHEMA_HITS_MOST},                  \
        {"all", PARAM_TRUTH, false, 0, 0},                                     \
        {"all_copies", PARAM_TRUTH, false, 0, 0},                              \
    {                                                                          \
        "lang", PARAM_TEXT, false, 0, 0                                        \
    }

/* The request of those, and of "query" and "explain" where they are. */
void methods_read_search(const struct methods_context *context,
                         const json_t *params, struct service_request *out);

method methods_print, methods_serves, methods_facets, methods_related;

#endif
