#include "searchd/mcp.h"

#include <string.h>

#include "searchd/mcp_text.h"
#include "searchd/params.h"
#include "searchd/uri.h"

/* Newest first. What a client asks for is spoken where it is one of these. */
static const char *const versions[] = {"2025-06-18", "2025-03-26",
                                       "2024-11-05"};

enum { RESOURCES_AT_ONCE = 200 };

#define SCHEMA(properties, required)                                           \
    "{\"type\":\"object\",\"properties\":{" properties                         \
    "},\"required\":[" required "],\"additionalProperties\":false}"

#define HITS_SCHEMA                                                            \
    "\"n\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,\"default\":"   \
    "10,\"description\":\"how many passages\"},\"offset\":{\"type\":"          \
    "\"integer\",\"minimum\":0,\"description\":\"passages to leave out\"},"    \
    "\"lang\":{\"type\":\"string\",\"description\":\"language of the words, "  \
    "as en\"},\"all_copies\":{\"type\":\"boolean\",\"description\":"           \
    "\"each copy of a passage by itself, not under another\"}"

static const struct tool {
    const char *name;
    const char *title;
    const char *description;
    const char *method;
    const char *schema;
} tools[] = {
    {"search_passages", "Search passages",
     "Find passages of diplomatic statements. Words are ranked together; "
     "\"a phrase\", +must, -not, AND, OR, NOT, a NEAR/5 b, begin*, =exact; "
     "fields: side:Japan about:Russia speaker:Lavrov issuer: title: section: "
     "country: lang: date:2012..2018 topic:missile-defense. Each passage comes "
     "with its "
     "statement, date and how it is known, speaker, side, file and line: cite "
     "them.",
     "search",
     SCHEMA("\"query\":{\"type\":\"string\"},\"all\":{\"type\":\"boolean\","
            "\"description\":\"all words must match\"}," HITS_SCHEMA,
            "\"query\"")},
    {"rank_topic", "Rank a topic",
     "Rank passages by a topic, found by any of its names (see list_topics); "
     "a query narrows them down.",
     "topic",
     SCHEMA("\"name\":{\"type\":\"string\"},\"query\":{\"type\":\"string\"}"
            "," HITS_SCHEMA,
            "\"name\"")},
    {"get_statement", "Get a statement",
     "All passages of a statement, by its id or that of one of its passages.",
     "statement", SCHEMA("\"id\":{\"type\":\"string\"}", "\"id\"")},
    {"list_topics", "List the topics",
     "The topics that passages can be ranked by; with concepts, also the "
     "things that are known by several names.",
     "topics", SCHEMA("\"concepts\":{\"type\":\"boolean\"}", "")},
};

/* ---- the handshake ---- */

static enum status initialize(const struct methods_context *context,
                              const json_t *params, struct arena *arena,
                              struct json_writer *json, struct error *err)
{
    struct slice wanted = params_text(params, "protocolVersion");
    const char *version = versions[0];

    (void)context;
    (void)arena;
    (void)err;
    for (size_t i = 0; i < COUNT_OF(versions); i++)
        if (slice_equal(wanted, slice_of(versions[i])))
            version = versions[i];
    json_begin_object(json);
    json_add_text(json, "protocolVersion", slice_of(version));
    json_key(json, "capabilities");
    json_put_raw(json, SLICE("{\"tools\":{},\"resources\":{}}"));
    json_key(json, "serverInfo");
    json_begin_object(json);
    json_add_text(json, "name", SLICE("demarche"));
    json_add_text(json, "title", SLICE("Demarche"));
    json_add_text(json, "version", SLICE(DEMARCHE_VERSION));
    json_end_object(json);
    json_add_text(json, "instructions",
                  SLICE("Passages of diplomatic statements. Quote what a "
                        "passage says with its statement, date, speaker and "
                        "file:line. A speaker, side or date that is null is "
                        "not known: do not guess it."));
    json_end_object(json);
    return STATUS_OK;
}

/* ---- tools ---- */

static enum status list_tools(const struct methods_context *context,
                              const json_t *params, struct arena *arena,
                              struct json_writer *json, struct error *err)
{
    (void)context;
    (void)params;
    (void)arena;
    (void)err;
    json_begin_object(json);
    json_key(json, "tools");
    json_begin_array(json);
    for (size_t i = 0; i < COUNT_OF(tools); i++) {
        json_begin_object(json);
        json_add_text(json, "name", slice_of(tools[i].name));
        json_add_text(json, "title", slice_of(tools[i].title));
        json_add_text(json, "description", slice_of(tools[i].description));
        json_key(json, "inputSchema");
        json_put_raw(json, slice_of(tools[i].schema));
        json_key(json, "annotations");
        json_put_raw(json, SLICE("{\"readOnlyHint\":true,"
                                 "\"openWorldHint\":false}"));
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
    return STATUS_OK;
}

static const struct tool *find_tool(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(tools); i++)
        if (slice_equal(name, slice_of(tools[i].name)))
            return &tools[i];
    return NULL;
}

/* {"content":[{"type":"text","text":...}],"structuredContent":...}: structured
 * is unknown after a failure. */
static void put_content(struct json_writer *json, struct slice text,
                        struct slice structured)
{
    json_begin_object(json);
    json_key(json, "content");
    json_begin_array(json);
    json_begin_object(json);
    json_add_text(json, "type", SLICE("text"));
    json_add_text(json, "text", text);
    json_end_object(json);
    json_end_array(json);
    if (slice_is_known(structured)) {
        json_key(json, "structuredContent");
        json_put_raw(json, structured);
    }
    json_key(json, "isError");
    json_put_truth(json, !slice_is_known(structured));
    json_end_object(json);
}

static enum status call_tool(const struct methods_context *context,
                             const json_t *params, struct arena *arena,
                             struct json_writer *json, struct error *err)
{
    const struct tool *tool = find_tool(params_text(params, "name"));
    struct strbuf result = STRBUF_INIT, text = STRBUF_INIT;
    struct json_writer inner = JSON_WRITER(&result);
    struct error failed;

    if (!tool)
        return error_set(err, STATUS_USAGE, "no tool \"%.*s\"",
                         SLICE_ARG(params_text(params, "name")));
    if (methods_call(context, slice_of(tool->method),
                     json_object_get(params, "arguments"), arena, &inner,
                     &failed)) {
        put_content(json, slice_of(failed.text), SLICE_UNKNOWN);
    } else {
        mcp_text_add(&text, strbuf_slice(&result));
        put_content(json, strbuf_slice(&text), strbuf_slice(&result));
    }
    strbuf_release(&text);
    strbuf_release(&result);
    return STATUS_OK;
}

/* ---- resources ---- */

static const struct slice scheme = {"demarche://statement/", 21};

static void put_uri(struct json_writer *json, struct slice id)
{
    struct strbuf uri = STRBUF_INIT;

    strbuf_add(&uri, scheme);
    for (size_t i = 0; i < id.len; i++) {
        unsigned char c = (unsigned char)id.bytes[i];

        if (c > ' ' && c < 0x7F && !strchr("#%?\"<>\\^`{|}", c))
            strbuf_add_byte(&uri, (char)c);
        else
            strbuf_add_format(&uri, "%%%02X", c);
    }
    json_add_text(json, "uri", strbuf_slice(&uri));
    strbuf_release(&uri);
}

/* The id in a resource's URI, in the arena; unknown: another URI. */
static struct slice id_of(struct slice uri, struct arena *arena)
{
    if (!slice_starts(uri, scheme))
        return SLICE_UNKNOWN;
    return uri_decode(slice_part(uri, scheme.len, uri.len), arena);
}

/* Statements in the order of their ids; the cursor is the last id given. */
static enum status list_resources(const struct methods_context *context,
                                  const json_t *params, struct arena *arena,
                                  struct json_writer *json, struct error *err)
{
    struct slice cursor = params_text(params, "cursor");
    struct index_term *terms;
    size_t count, at = 0, end;
    enum status status =
        service_statements(context->service, arena, &terms, &count, err);

    if (status)
        return status;
    while (at < count && slice_is_known(cursor) &&
           slice_compare(terms[at].text, cursor) <= 0)
        at++;
    end = count - at > RESOURCES_AT_ONCE ? at + RESOURCES_AT_ONCE : count;
    json_begin_object(json);
    json_key(json, "resources");
    json_begin_array(json);
    for (; at < end; at++) {
        json_begin_object(json);
        put_uri(json, terms[at].text);
        json_add_text(json, "name", terms[at].text);
        json_add_text(json, "mimeType", SLICE("text/plain"));
        json_end_object(json);
    }
    json_end_array(json);
    if (end < count)
        json_add_text(json, "nextCursor", terms[end - 1].text);
    json_end_object(json);
    return STATUS_OK;
}

static enum status read_resource(const struct methods_context *context,
                                 const json_t *params, struct arena *arena,
                                 struct json_writer *json, struct error *err)
{
    struct slice uri = params_text(params, "uri");
    struct slice id = id_of(uri, arena);
    struct strbuf result = STRBUF_INIT, text = STRBUF_INIT;
    struct json_writer inner = JSON_WRITER(&result);
    json_t *asked;
    enum status status;

    if (!slice_is_known(id))
        return error_set(err, STATUS_NOT_FOUND, "no resource \"%.*s\"",
                         SLICE_ARG(uri));
    asked = json_pack("{s:s%}", "id", id.bytes, id.len);
    status = asked ? methods_call(context, SLICE("statement"), asked, arena,
                                  &inner, err)
                   : error_set(err, STATUS_NOT_FOUND, "no UTF-8 in the uri");
    json_decref(asked);
    if (!status) {
        mcp_text_add(&text, strbuf_slice(&result));
        json_begin_object(json);
        json_key(json, "contents");
        json_begin_array(json);
        json_begin_object(json);
        json_add_text(json, "uri", uri);
        json_add_text(json, "mimeType", SLICE("text/plain"));
        json_add_text(json, "text", strbuf_slice(&text));
        json_end_object(json);
        json_end_array(json);
        json_end_object(json);
    }
    strbuf_release(&text);
    strbuf_release(&result);
    return status;
}

/* ---- all of them ---- */

#define TEMPLATES                                                              \
    "{\"resourceTemplates\":[{\"uriTemplate\":"                                \
    "\"demarche://statement/{id}\",\"name\":\"statement\","                    \
    "\"description\":\"A statement by its id, or the id of one of its "        \
    "passages\",\"mimeType\":\"text/plain\"}]}"

static const struct {
    const char *name;
    const char *result; /* where it is always the same */
    enum status (*call)(const struct methods_context *context,
                        const json_t *params, struct arena *arena,
                        struct json_writer *json, struct error *err);
} methods[] = {
    {"initialize", NULL, initialize},
    {"ping", "{}", NULL},
    {"tools/list", NULL, list_tools},
    {"tools/call", NULL, call_tool},
    {"resources/list", NULL, list_resources},
    {"resources/templates/list", TEMPLATES, NULL},
    {"resources/read", NULL, read_resource},
};

static size_t find(struct slice name)
{
    size_t i = 0;

    while (i < COUNT_OF(methods) &&
           !slice_equal(name, slice_of(methods[i].name)))
        i++;
    return i;
}

bool mcp_has(struct slice name, const json_t *params)
{
    if (slice_equal(name, SLICE("initialize")) &&
        !json_object_get(params, "protocolVersion"))
        return false;
    return find(name) < COUNT_OF(methods);
}

enum status mcp_call(const struct methods_context *context, struct slice name,
                     const json_t *params, struct arena *arena,
                     struct json_writer *json, struct error *err)
{
    size_t i = find(name);

    if (methods[i].call)
        return methods[i].call(context, params, arena, json, err);
    json_put_raw(json, slice_of(methods[i].result));
    return STATUS_OK;
}
