/* params.h - the parameters of a method, held against a table before any is
 * used, so that a wrong name or kind is told and never passed over. */
#ifndef SEARCHD_PARAMS_H
#define SEARCHD_PARAMS_H

#include <jansson.h>

#include "common/status.h"
#include "common/str.h"

enum param_kind {
    PARAM_TEXT,
    PARAM_NUMBER,
    PARAM_TRUTH,
    PARAM_LIST /* a text, or an array of texts */
};

struct param_spec {
    const char *name;
    enum param_kind kind;
    bool is_needed;
    int64_t least, most; /* of a PARAM_NUMBER */
};

/* params: an object, or NULL for none. USAGE: err names the parameter. Names
 * that begin with "_" are the protocol's own and let through. */
MUST_CHECK enum status params_check(const json_t *params,
                                    const struct param_spec *table,
                                    size_t count, struct error *err);

/* After params_check(). Texts are lent by params; unknown when not given. */
struct slice params_text(const json_t *params, const char *name);
int64_t params_number(const json_t *params, const char *name, int64_t fallback);
bool params_truth(const json_t *params, const char *name);

#endif
