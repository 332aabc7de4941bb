#include "indexer/html_data.h"

#include <jansson.h>
#include <string.h>

enum {
    JSON_MOST = 1024 * 1024,
    OBJECTS_MOST = 200,
    VALUE_MOST = 2000,
    AUTHORS_MOST = 4
};

/* Is one of the types of an object that of a text? */
static bool is_article(const json_t *type)
{
    static const char *const names[] = {"Article",      "Posting", "Report",
                                        "CreativeWork", "Speech",  "Review"};
    const char *text = json_string_value(type);

    if (json_is_array(type))
        return is_article(json_array_get(type, 0));
    for (size_t i = 0; text && i < COUNT_OF(names); i++)
        if (strstr(text, names[i]))
            return true;
    return false;
}

static bool is_page(const json_t *type)
{
    const char *text = json_string_value(type);

    if (json_is_array(type))
        return is_page(json_array_get(type, 0));
    return text && strstr(text, "WebPage");
}

/* A text, or the name or id of an object, or the first of several. */
static const char *text_of(const json_t *value, const char *member)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, member);
    return json_string_value(value);
}

static void take(struct slice *out, const char *text, struct arena *arena)
{
    struct slice value = slice_of(text);

    if (!slice_is_known(value) || slice_is_known(*out))
        return;
    value.len = utf8_cut(value.bytes, value.len, VALUE_MOST);
    value = slice_trim(value);
    if (value.len)
        *out = slice_copy(arena, value);
}

/* The names of one author or of several. */
static void take_authors(struct html_data *out, const json_t *value,
                         struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    size_t count = json_is_array(value) ? json_array_size(value) : 1;

    for (size_t i = 0; i < count && i < AUTHORS_MOST; i++) {
        const char *name = text_of(
            json_is_array(value) ? json_array_get(value, i) : value, "name");

        if (!name || !name[0])
            continue;
        if (text.len)
            strbuf_add(&text, SLICE(", "));
        strbuf_add_text(&text, name);
    }
    if (text.len)
        take(&out->author, text.bytes, arena);
    strbuf_release(&text);
}

static void take_object(const json_t *object, struct arena *arena,
                        struct html_data *article, struct html_data *page)
{
    const json_t *type = json_object_get(object, "@type");
    struct html_data *out = is_article(type) ? article
                            : is_page(type)  ? page
                                             : NULL;

    if (!out)
        return;
    take(&out->headline, text_of(json_object_get(object, "headline"), "@value"),
         arena);
    take(&out->published,
         text_of(json_object_get(object, "datePublished"), "@value"), arena);
    take(&out->language, text_of(json_object_get(object, "inLanguage"), "name"),
         arena);
    take(&out->url, text_of(json_object_get(object, "mainEntityOfPage"), "@id"),
         arena);
    take(&out->url, text_of(json_object_get(object, "url"), "@id"), arena);
    take(&out->publisher, text_of(json_object_get(object, "publisher"), "name"),
         arena);
    take_authors(out, json_object_get(object, "author"), arena);
    take_authors(out, json_object_get(object, "creator"), arena);
}

/* The objects at the top and in "@graph"; no deeper. */
static void take_all(const json_t *root, struct arena *arena,
                     struct html_data *article, struct html_data *page)
{
    const json_t *list = json_object_get(root, "@graph");
    size_t count;

    if (json_is_object(root))
        take_object(root, arena, article, page);
    if (json_is_array(root))
        list = root;
    count = json_array_size(list);
    for (size_t i = 0; i < count && i < OBJECTS_MOST; i++)
        take_object(json_array_get(list, i), arena, article, page);
}

static void merge(struct slice *out, struct slice first, struct slice second)
{
    if (!slice_is_known(*out))
        *out = slice_is_known(first) ? first : second;
}

void html_data_read(struct slice json, struct arena *arena,
                    struct html_data *out)
{
    struct html_data article = {0}, page = {0};
    json_error_t error;
    json_t *root = NULL;

    if (json.len <= JSON_MOST)
        root = json_loadb(json.bytes, json.len, 0, &error);
    if (!root)
        return;
    take_all(root, arena, &article, &page);
    json_decref(root);
    merge(&out->headline, article.headline, SLICE_UNKNOWN);
    merge(&out->published, article.published, page.published);
    merge(&out->language, article.language, page.language);
    merge(&out->url, article.url, page.url);
    merge(&out->author, article.author, page.author);
    merge(&out->publisher, article.publisher, page.publisher);
}
