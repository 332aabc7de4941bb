#include "searchd/mcp_text.h"

#include <jansson.h>

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* separator and the member, where it is there. */
static void add(struct strbuf *out, const char *separator, const json_t *object,
                const char *key)
{
    const char *text = text_of(object, key);

    if (!text || !text[0])
        return;
    strbuf_add_text(out, separator);
    strbuf_add_text(out, text);
}

static void add_date(struct strbuf *out, const json_t *passage)
{
    const char *basis = text_of(passage, "date_basis");

    if (!text_of(passage, "date")) {
        strbuf_add_text(out, ", no date known");
        return;
    }
    add(out, ", ", passage, "date");
    add(out, " to ", passage, "date_end");
    if (basis)
        strbuf_add_format(out, " (%s)", basis);
}

/* "The same text: [T#3], [U#7]" */
static void add_copies(struct strbuf *out, const json_t *copies)
{
    for (size_t i = 0; i < json_array_size(copies); i++)
        strbuf_add_format(out, "%s[%s]", i ? ", " : "\nThe same text: ",
                          json_string_value(json_array_get(copies, i)));
}

/* "[S#7] Title, 2018-07-31 (dateline), issuer; speaker, role (side); section
 * > section; file:line", or file:member:line; and the page behind it */
static void add_citation(struct strbuf *out, const json_t *passage)
{
    const json_t *sections = json_object_get(passage, "section");
    const json_t *page = json_object_get(passage, "page");

    strbuf_add_format(out, "[%s]", text_of(passage, "id"));
    add(out, " ", passage, "title");
    add_date(out, passage);
    add(out, ", ", passage, "issuer");
    add(out, "; said by ", passage, "speaker");
    add(out, ", ", passage, "role");
    add(out, "; side: ", passage, "side");
    for (size_t i = 0; i < json_array_size(sections); i++)
        strbuf_add_format(out, "%s%s", i ? " > " : "; in: ",
                          json_string_value(json_array_get(sections, i)));
    add(out, "; ", passage, "file");
    add(out, ":", passage, "member");
    strbuf_add_format(
        out, ":%lld",
        (long long)json_integer_value(json_object_get(passage, "line")));
    if (json_is_integer(page))
        strbuf_add_format(out, ", page %lld",
                          (long long)json_integer_value(page));
    strbuf_add_byte(out, '\n');
    add(out, "", passage, "text");
    add_copies(out, json_object_get(passage, "copies"));
    strbuf_add_text(out, "\n\n");
}

static void add_topic(struct strbuf *out, const json_t *topic)
{
    add(out, "", topic, "name");
    add(out, ": ", topic, "label");
    add(out, ". ", topic, "description");
    strbuf_add_byte(out, '\n');
}

void mcp_text_add(struct strbuf *out, struct slice result)
{
    static const struct {
        const char *key;
        void (*add)(struct strbuf *out, const json_t *object);
    } lists[] = {{"hits", add_citation},
                 {"passages", add_citation},
                 {"topics", add_topic}};
    json_t *root = json_loadb(result.bytes, result.len, 0, NULL);

    for (size_t k = 0; k < COUNT_OF(lists); k++) {
        const json_t *list = json_object_get(root, lists[k].key);

        for (size_t i = 0; i < json_array_size(list); i++)
            lists[k].add(out, json_array_get(list, i));
    }
    if (!out->len)
        strbuf_add_text(out, "Nothing found.");
    add(out, "\n", root, "hint");
    json_decref(root);
}
