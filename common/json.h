/* json.h - write JSON (RFC 8259) into a strbuf; reading is jansson's.
 *
 * The writer puts the commas. Every text is made valid UTF-8 on the way: a bad
 * byte becomes U+FFFD. */
#ifndef COMMON_JSON_H
#define COMMON_JSON_H

#include "common/str.h"

struct json_writer {
    struct strbuf *out; /* lent; what is written is appended */
    bool needs_comma;
};

#define JSON_WRITER(buffer)                                                    \
    {                                                                          \
        (buffer), false                                                        \
    }

void json_begin_object(struct json_writer *json);
void json_end_object(struct json_writer *json);
void json_begin_array(struct json_writer *json);
void json_end_array(struct json_writer *json);

/* The name of the member that the next call writes. */
void json_key(struct json_writer *json, const char *key);

void json_put_text(struct json_writer *json, struct slice text); /* or null */
void json_put_integer(struct json_writer *json, int64_t number);
/* With digits decimals; not a finite number gives null. */
void json_put_number(struct json_writer *json, double number, int digits);
void json_put_truth(struct json_writer *json, bool is_true);
void json_put_null(struct json_writer *json);
/* A value that is JSON already, as it stands. */
void json_put_raw(struct json_writer *json, struct slice value);

/* Key and value at once. */
void json_add_text(struct json_writer *json, const char *key,
                   struct slice text);
void json_add_integer(struct json_writer *json, const char *key,
                      int64_t number);

#endif
