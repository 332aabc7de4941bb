/* sgml.h - tags in a text, as TREC's topics and documents have them: closed or
 * not, in capitals or not. */
#ifndef COMMON_SGML_H
#define COMMON_SGML_H

#include "common/str.h"

enum { SGML_TAG_BYTES_MOST = 4096 };

struct sgml_tag {
    struct slice name; /* lent; compare it without regard to case */
    struct slice attributes;
    size_t len; /* from "<" to ">" */
    bool is_end;
};

/* The tag that begins with the "<" at byte at; false: it is none, as in
 * "x < y" or "<5". */
bool sgml_tag_read(struct slice text, size_t at, struct sgml_tag *out);

/* The same for what says nothing: <?xml ...?>, <!DOCTYPE ...>, <!-- ... -->.
 * How long it is, to the end of the text when it is not closed; 0: it is
 * none. */
size_t sgml_foreign_len(struct slice text, size_t at);

/* The value of an attribute, lent, with or without quotation marks; unknown
 * when there is none. */
struct slice sgml_attribute(const struct sgml_tag *tag, struct slice name);

/* Is this name, without regard to case, in the list that ends with NULL? */
bool sgml_is_one_of(struct slice name, const char *const *names);

#endif
