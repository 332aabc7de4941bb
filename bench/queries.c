#include "bench/queries.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench/columns.h"
#include "bench/jsonl.h"
#include "bench/trec_topics.h"
#include "common/file.h"
#include "common/schema.h"

enum { QUERIES_BYTES_MOST = 64 * 1024 * 1024 };

static bool has_space(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.bytes[i] <= ' ')
            return true;
    return false;
}

static enum status check_query(const char *path, uint32_t line,
                               const struct bench_query *query,
                               struct error *err)
{
    if (query->id.len == 0 || has_space(query->id))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u:1: expected an id without white space, not "
                         "'%.*s'",
                         path, (unsigned)line, SLICE_ARG(query->id));
    if (slice_trim(query->text).len == 0)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u:1: query '%.*s' asks for nothing", path,
                         (unsigned)line, SLICE_ARG(query->id));
    return STATUS_OK;
}

/* Room for one query a line. */
static void make_room(struct slice text, struct arena *arena,
                      struct query_list *out)
{
    size_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.bytes[i] == '\n';
    *out =
        (struct query_list){arena_array(arena, lines, sizeof *out->items), 0};
}

static enum status read_tabbed(const char *path, struct slice text,
                               struct arena *arena, struct query_list *out,
                               struct error *err)
{
    struct columns columns;

    columns_begin(&columns, path, text, true);
    while (columns_next(&columns)) {
        struct bench_query *query = &out->items[out->count];
        enum status status;

        if (columns.count != 2)
            return columns_fail(&columns, columns.count, err,
                                "expected an id, one tab, and the query");
        query->id = slice_copy(arena, slice_trim(columns.words[0]));
        query->text = slice_copy(arena, columns.words[1]);
        status = check_query(path, columns.line, query, err);
        if (status)
            return status;
        out->count++;
    }
    return STATUS_OK;
}

/* What one file calls title another calls text; so does the user. */
static const char *const synonyms[][4] = {
    {"text", "title", "query", NULL},
    {"description", "desc", "question", NULL},
    {"narrative", "narr", NULL},
};

/* The synonyms of a field, itself among them; NULL: there are none. */
static const char *const *synonyms_of(struct slice field)
{
    for (size_t i = 0; i < COUNT_OF(synonyms); i++)
        for (const char *const *one = synonyms[i]; *one; one++)
            if (slice_equal_nocase(field, slice_of(*one)))
                return synonyms[i];
    return NULL;
}

/* The text of a query's field, in the arena; unknown: it has none. */
typedef struct slice field_getter(const void *query, struct slice field,
                                  struct arena *arena);

static struct slice object_field(const void *query, struct slice field,
                                 struct arena *arena)
{
    const char *key = slice_copy(arena, field).bytes;
    struct slice text = jsonl_text(query, key);

    if (!slice_is_known(text))
        text = jsonl_text(json_object_get(query, "metadata"), key);
    return text;
}

static struct slice topic_field(const void *query, struct slice field,
                                struct arena *arena)
{
    return trec_topic_field(query, field, arena);
}

static bool is_asked(const char *fields, struct slice name)
{
    struct slice rest = slice_of(fields), field;

    while (slice_next(&rest, ',', &field))
        if (slice_equal_nocase(slice_trim(field), name))
            return true;
    return false;
}

/* A synonym that is asked for itself is not taken twice. */
static struct slice find_field(const void *query, field_getter *get,
                               struct slice field, const char *fields,
                               struct arena *arena)
{
    const char *const *one = synonyms_of(field);
    struct slice text = get(query, field, arena);

    for (; one && *one && !slice_is_known(text); one++)
        if (!is_asked(fields, slice_of(*one)))
            text = get(query, slice_of(*one), arena);
    return text;
}

static struct slice joined_fields(const void *query, field_getter *get,
                                  const char *fields, struct arena *arena)
{
    struct slice rest = slice_of(fields), field, joined;
    struct strbuf text = STRBUF_INIT;

    while (slice_next(&rest, ',', &field)) {
        if (text.len)
            strbuf_add_byte(&text, ' ');
        strbuf_add(&text,
                   find_field(query, get, slice_trim(field), fields, arena));
    }
    joined = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return joined;
}

/* "_id" or "id", a text or a whole number; unknown: there is none. */
static struct slice object_id(const json_t *item, struct arena *arena)
{
    const json_t *value = json_object_get(item, "_id");
    char digits[32];

    if (!value)
        value = json_object_get(item, "id");
    if (!json_is_integer(value))
        return slice_copy(arena, slice_of(json_string_value(value)));
    snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT,
             json_integer_value(value));
    return slice_copy(arena, slice_of(digits));
}

static enum status read_objects(const char *path, struct slice text,
                                const char *fields, struct arena *arena,
                                struct query_list *out, struct error *err)
{
    struct jsonl jsonl;
    enum status status = jsonl_parse(path, text, &jsonl, err);

    for (size_t i = 0; !status && i < jsonl.count; i++) {
        struct bench_query *query = &out->items[out->count++];

        query->id = object_id(jsonl.items[i], arena);
        query->text =
            joined_fields(jsonl.items[i], object_field, fields, arena);
        status = check_query(path, jsonl.lines[i], query, err);
    }
    jsonl_release(&jsonl);
    return status;
}

static enum status read_topics(const char *path, struct slice text,
                               const char *fields, struct arena *arena,
                               struct query_list *out, struct error *err)
{
    struct trec_topics topics;
    enum status status = trec_topics_read(path, text, arena, &topics, err);

    out->items = arena_array(arena, topics.count, sizeof *out->items);
    for (size_t i = 0; !status && i < topics.count; i++) {
        const struct trec_topic *topic = &topics.items[i];
        struct bench_query *query = &out->items[out->count++];

        query->id = topic->id;
        query->text = joined_fields(topic, topic_field, fields, arena);
        status = check_query(path, topic->line, query, err);
    }
    return status;
}

/* "ID<tab>TEXT" has one field. */
static enum status check_fields(const char *path, const char *fields,
                                struct error *err)
{
    struct slice rest = slice_of(fields), field;

    while (slice_next(&rest, ',', &field))
        if (synonyms_of(slice_trim(field)) == synonyms[0])
            return STATUS_OK;
    return error_set(err, STATUS_USAGE,
                     "%s: queries after a tab have no field but text, not '%s'",
                     path, fields);
}

static int compare_ids(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left,
                         *(const struct slice *)right);
}

static enum status refuse_twice(const char *path, const struct query_list *list,
                                struct arena *arena, struct error *err)
{
    struct slice *ids = arena_array(arena, list->count, sizeof *ids);

    for (size_t i = 0; i < list->count; i++)
        ids[i] = list->items[i].id;
    qsort(ids, list->count, sizeof *ids, compare_ids);
    for (size_t i = 1; i < list->count; i++)
        if (slice_equal(ids[i - 1], ids[i]))
            return error_set(err, STATUS_BAD_FORMAT,
                             "%s: query '%.*s' stands there twice", path,
                             SLICE_ARG(ids[i]));
    return STATUS_OK;
}

static enum status read_any(const char *path, struct slice text,
                            const char *fields, struct arena *arena,
                            struct query_list *out, struct error *err)
{
    enum status status;

    if (trec_topics_are(text))
        return read_topics(path, text, fields, arena, out, err);
    make_room(text, arena, out);
    if (slice_starts(slice_trim(text), SLICE("{")))
        return read_objects(path, text, fields, arena, out, err);
    status = check_fields(path, fields, err);
    return status ? status : read_tabbed(path, text, arena, out, err);
}

enum status queries_read(const char *path, const char *fields,
                         struct arena *arena, struct query_list *out,
                         struct error *err)
{
    struct strbuf buffer = STRBUF_INIT;
    struct slice text;
    enum status status;

    *out = (struct query_list){NULL, 0};
    status = file_read(path, QUERIES_BYTES_MOST, &buffer, err);
    if (status)
        goto out;
    text = strbuf_slice(&buffer);
    status = read_any(path, text, fields, arena, out, err);
    if (!status)
        status = refuse_twice(path, out, arena, err);
    if (!status && out->count == 0)
        status = error_set(err, STATUS_BAD_FORMAT, "%s: no query in it", path);
out:
    strbuf_release(&buffer);
    return status;
}

/* Would the language take the character at the start of text for its own:
 * quotation marks, brackets, =, *, the colon of a field? White space, and a
 * byte that is no character, part words too. *len is its length. */
static bool is_sign(struct slice text, size_t *len)
{
    static const char *const signs[] = {"\"",
                                        "(",
                                        ")",
                                        "=",
                                        "*",
                                        ":",
                                        "\xE2\x80\x9C",
                                        "\xE2\x80\x9D",
                                        "\xE2\x80\x9E",
                                        "\xC2\xAB",
                                        "\xC2\xBB",
                                        "\xE3\x80\x8C",
                                        "\xE3\x80\x8D"};
    int32_t codepoint;

    *len = utf8_decode(text.bytes, text.len, &codepoint);
    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (slice_starts(text, slice_of(signs[i])))
            return true;
    return codepoint <= ' ';
}

static bool is_operator(struct slice word)
{
    return slice_equal(word, SLICE("AND")) || slice_equal(word, SLICE("OR")) ||
           slice_equal(word, SLICE("NOT")) ||
           slice_equal(word, SLICE("NEAR")) ||
           slice_starts(word, SLICE("NEAR/"));
}

static void add_word(struct strbuf *out, struct slice word)
{
    while (word.len && (word.bytes[0] == '-' || word.bytes[0] == '+'))
        word = slice_part(word, 1, word.len);
    if (word.len == 0)
        return;
    if (out->len)
        strbuf_add_byte(out, ' ');
    if (!is_operator(word)) {
        strbuf_add(out, word);
        return;
    }
    for (size_t i = 0; i < word.len; i++)
        strbuf_add_byte(out, (char)(word.bytes[i] | 0x20));
}

struct slice queries_plain(struct slice text, struct arena *arena)
{
    struct strbuf out = STRBUF_INIT;
    struct slice plain;
    size_t start = 0, at = 0, words = 0;

    while (at <= text.len && words < SCHEMA_QUERY_TERMS_MOST / 2) {
        size_t len = 1;
        bool is_end =
            at == text.len || is_sign(slice_part(text, at, text.len), &len);

        if (is_end && at > start) {
            struct slice word = slice_part(text, start, at);

            if (out.len + word.len + 1 > SCHEMA_QUERY_BYTES_MOST)
                break;
            add_word(&out, word);
            words++;
        }
        at += len;
        start = is_end ? at : start;
    }
    plain = slice_copy(arena, strbuf_slice(&out));
    strbuf_release(&out);
    return plain;
}
