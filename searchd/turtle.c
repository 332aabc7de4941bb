#include "searchd/turtle.h"

#include <serd/serd.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Names as they were written and as they are whole: predicates and subjects
 * come again and again, and putting prefixes in is slow. */
enum { KNOWN_NAMES = 256 };
struct known_name {
    struct slice written, whole;
    SerdType type;
};

struct reading {
    struct arena arena; /* of known */
    struct known_name known[KNOWN_NAMES];
    struct slice text;
    size_t at; /* what libserd has not yet taken */
    const char *name;
    turtle_sink *sink;
    void *context;
    struct error *err;
    enum status status;
    SerdEnv *env;
    SerdReader *reader;
    unsigned line;
};

/* One byte, so that line tells where the reader is. */
static size_t give_byte(void *buffer, size_t size, size_t count, void *stream)
{
    struct reading *reading = stream;
    char byte;

    (void)size;
    (void)count;
    if (reading->at == reading->text.len)
        return 0;
    byte = reading->text.bytes[reading->at++];
    reading->line += byte == '\n';
    *(char *)buffer = byte;
    return 1;
}

static int no_error(void *stream)
{
    (void)stream;
    return 0;
}

static SerdStatus take_error(void *handle, const SerdError *error)
{
    struct reading *reading = handle;
    char text[512];
    size_t len;

    if (reading->status)
        return SERD_SUCCESS; /* the first one tells where */
/* The library's own format, which no compiler can check here. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(text, sizeof text, error->fmt, *error->args);
#pragma GCC diagnostic pop
    len = strlen(text);
    while (len > 0 && text[len - 1] == '\n')
        text[--len] = '\0';
    reading->status = error_set(reading->err, STATUS_BAD_FORMAT, "%s:%u:%u: %s",
                                reading->name, error->line, error->col, text);
    return SERD_SUCCESS;
}

static SerdStatus take_base(void *handle, const SerdNode *uri)
{
    struct reading *reading = handle;

    memset(reading->known, 0, sizeof reading->known);
    return serd_env_set_base_uri(reading->env, uri);
}

static SerdStatus take_prefix(void *handle, const SerdNode *name,
                              const SerdNode *uri)
{
    struct reading *reading = handle;

    memset(reading->known, 0, sizeof reading->known);
    return serd_env_set_prefix(reading->env, name, uri);
}

static struct slice text_of(const SerdNode *node)
{
    return (struct slice){(const char *)node->buf, node->n_bytes};
}

/* A name with its prefix or base put in; unknown for a prefix that none
 * names. It lives as long as the reading. */
static struct slice whole_name(struct reading *reading, const SerdNode *node)
{
    struct slice written = text_of(node);
    struct known_name *known =
        &reading->known[slice_hash(written) % KNOWN_NAMES];
    SerdNode expanded;

    if (known->type == node->type && slice_equal(known->written, written))
        return known->whole;
    expanded = serd_env_expand_node(reading->env, node);
    if (!expanded.buf)
        return SLICE_UNKNOWN;
    *known = (struct known_name){
        slice_copy(&reading->arena, written),
        slice_copy(&reading->arena, text_of(&expanded)), node->type};
    serd_node_free(&expanded);
    return known->whole;
}

/* A node as the sink has it; buf is for an anonymous one. */
static struct slice whole_node(struct reading *reading, const SerdNode *node,
                               struct strbuf *buf)
{
    if (node->type == SERD_LITERAL)
        return text_of(node);
    if (node->type != SERD_BLANK)
        return whole_name(reading, node);
    strbuf_add_text(buf, "_:");
    strbuf_add(buf, text_of(node));
    return strbuf_slice(buf);
}

static SerdStatus take_triple(void *handle, SerdStatementFlags flags,
                              const SerdNode *graph, const SerdNode *subject,
                              const SerdNode *predicate, const SerdNode *object,
                              const SerdNode *datatype,
                              const SerdNode *language)
{
    struct reading *reading = handle;
    struct strbuf names[2] = {STRBUF_INIT, STRBUF_INIT};
    struct turtle_triple triple = {
        .subject = whole_node(reading, subject, &names[0]),
        .predicate = whole_name(reading, predicate),
        .object = whole_node(reading, object, &names[1]),
        .language = language ? text_of(language) : SLICE_UNKNOWN,
        .is_text = object->type == SERD_LITERAL,
        .line = reading->line,
    };

    (void)flags;
    (void)graph;
    (void)datatype;
    if (reading->status) {
        /* after an error nothing counts */
    } else if (!slice_is_known(triple.subject) ||
               !slice_is_known(triple.predicate) ||
               !slice_is_known(triple.object)) {
        reading->status = error_set(
            reading->err, STATUS_BAD_FORMAT,
            "%s:%u:1: a prefix is used near here that no @prefix names",
            reading->name, reading->line);
    } else {
        reading->status =
            reading->sink(reading->context, &triple, reading->err);
    }
    strbuf_release(&names[0]);
    strbuf_release(&names[1]);
    return reading->status ? SERD_ERR_BAD_ARG : SERD_SUCCESS;
}

enum status turtle_read(struct slice text, const char *name, turtle_sink *sink,
                        void *context, struct error *err)
{
    struct reading reading = {
        .text = text,
        .name = name,
        .sink = sink,
        .context = context,
        .err = err,
        .env = serd_env_new(NULL),
        .line = 1,
    };
    SerdStatus status;

    reading.reader = serd_reader_new(SERD_TURTLE, &reading, NULL, take_base,
                                     take_prefix, take_triple, NULL);
    serd_reader_set_strict(reading.reader, true);
    serd_reader_set_error_sink(reading.reader, take_error, &reading);
    status = serd_reader_read_source(reading.reader, give_byte, no_error,
                                     &reading, (const uint8_t *)name, 1);
    if (status > SERD_FAILURE && !reading.status)
        reading.status =
            error_set(err, STATUS_BAD_FORMAT, "%s:%u:1: %s", name, reading.line,
                      (const char *)serd_strerror(status));
    serd_reader_free(reading.reader);
    serd_env_free(reading.env);
    arena_release(&reading.arena);
    return reading.status;
}
