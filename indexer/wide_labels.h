/* wide_labels.h - the labels of who speaks in Japanese and Chinese:
 * "岸田外務大臣", "記者", "答". */
#ifndef INDEXER_WIDE_LABELS_H
#define INDEXER_WIDE_LABELS_H

#include "common/base.h"
#include "common/str.h"

struct wide_label {
    bool is_question, is_answer; /* else a person */
    struct slice name;           /* unknown: an office alone */
    struct slice role;
    struct slice side;
};

/* Does the text (not empty) begin in such a script? */
bool wide_label_is(struct slice text);

/* Read a label without its colon and brackets; false: it is none. The texts
 * are parts of it, the side is of the table of sides. */
MUST_CHECK bool wide_label_read(struct slice text, struct wide_label *out);

#endif
