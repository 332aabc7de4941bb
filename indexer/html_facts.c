#include "indexer/html_facts.h"

#include <string.h>

#include "indexer/fields.h"
#include "indexer/html_author.h"
#include "indexer/html_data.h"
#include "indexer/html_title.h"

enum {
    SITE_MOST = 120, /* bytes */
    TIME_BEFORE = 40 /* nodes before the text where its time may stand */
};

/* Names of meta tags, the most telling first. */
static const char *const date_names[] = {"article:published_time",
                                         "article:published",
                                         "datepublished",
                                         "og:article:published_time",
                                         "citation_publication_date",
                                         "citation_date",
                                         "dcterms.issued",
                                         "dc.date.issued",
                                         "dcterms.created",
                                         "dc.date.created",
                                         "dc.date",
                                         "dcterms.date",
                                         "parsely-pub-date",
                                         "sailthru.date",
                                         "publish_date",
                                         "publish-date",
                                         "publishdate",
                                         "publication_date",
                                         "publication-date",
                                         "pubdate",
                                         "og:pubdate",
                                         "article.published",
                                         "date.issued",
                                         "displaydate",
                                         "date"};

static const char *const title_names[] = {"og:title",      "citation_title",
                                          "dcterms.title", "dc.title",
                                          "twitter:title", "title"};

static const char *const author_names[] = {
    "citation_author", "author",         "article:author",
    "dcterms.creator", "dc.creator",     "parsely-author",
    "sailthru.author", "article.author", "byl"};

static const char *const site_names[] = {"og:site_name", "dcterms.publisher",
                                         "dc.publisher", "publisher",
                                         "application-name"};

static const char *const language_names[] = {"content-language", "og:locale",
                                             "dc.language", "dcterms.language",
                                             "language"};

static const char *const url_names[] = {"og:url", "twitter:url",
                                        "dc.identifier"};

/* What was found for a list of names: the value of the foremost one. */
struct found {
    struct slice value;
    size_t place;
};

struct finder {
    struct html_view view;
    struct html_facts *out;
    struct found date, title, author, site, language, url;
    struct slice title_tag, canonical, root_language;
    struct slice time; /* of a <time> of publication */
    struct html_data data;
};

/* ---- meta tags ---- */

static void match(struct found *found, struct slice name, struct slice value,
                  const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!slice_equal_nocase(name, slice_of(names[i])))
            continue;
        if (!slice_is_known(found->value) || i < found->place)
            *found = (struct found){value, i};
        return;
    }
}

#define MATCH(found, name, value, names)                                       \
    match(found, name, value, names, COUNT_OF(names))

static void take_meta(struct finder *finder, const struct html_node *node)
{
    static const enum html_name keys[] = {HTML_PROPERTY, HTML_NAME,
                                          HTML_ITEMPROP, HTML_HTTP_EQUIV};
    struct slice value = slice_trim(html_attribute(node, HTML_CONTENT));

    if (!value.len)
        return;
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        struct slice name = slice_trim(html_attribute(node, keys[i]));

        if (!name.len)
            continue;
        MATCH(&finder->date, name, value, date_names);
        MATCH(&finder->title, name, value, title_names);
        MATCH(&finder->author, name, value, author_names);
        MATCH(&finder->site, name, value, site_names);
        MATCH(&finder->language, name, value, language_names);
        MATCH(&finder->url, name, value, url_names);
    }
}

static void take_link(struct finder *finder, const struct html_node *node)
{
    struct slice rel = html_attribute(node, HTML_REL);

    if (slice_equal_nocase(rel, SLICE("canonical")) &&
        !slice_is_known(finder->canonical))
        finder->canonical = html_attribute(node, HTML_HREF);
}

static bool has(struct slice text, const char *part)
{
    return slice_find(text, slice_of(part), 0) != SIZE_MAX;
}

/* Does the element tell when the text was changed? */
static bool is_of_change(const struct html_node *node)
{
    struct slice class = html_attribute(node, HTML_CLASS);
    struct slice property = html_attribute(node, HTML_ITEMPROP);

    return has(class, "updated") || has(class, "modified") ||
           has(property, "odified") || has(property, "pdated");
}

/* A <time>, or an element of schema.org's datePublished. One that stands far
 * from the text is of another text. */
static void take_time(struct finder *finder, size_t i)
{
    const struct html_node *node = &finder->view.tree->nodes[i];
    const struct html_main *main = finder->view.main;
    struct slice property = html_attribute(node, HTML_ITEMPROP);
    struct slice value = html_attribute(node, HTML_DATETIME);
    size_t first = main->title < finder->view.runs->count
                       ? finder->view.runs->items[main->title].block
                       : main->box;

    if (first > main->box)
        first = main->box;
    if (slice_is_known(finder->time) || is_of_change(node))
        return;
    if (!slice_equal(property, SLICE("datePublished")) &&
        (node->tag != HTML_TIME || i + TIME_BEFORE < first ||
         i >= finder->view.tree->nodes[main->box].end))
        return;
    if (!value.len)
        value = html_attribute(node, HTML_CONTENT);
    if (!value.len)
        value = html_text(finder->view.tree, i, SITE_MOST, finder->view.arena);
    if (value.len)
        finder->time = value;
}

static void go_through(struct finder *finder)
{
    for (size_t i = 1; i < finder->view.tree->count; i++) {
        const struct html_node *node = &finder->view.tree->nodes[i];

        switch (node->tag) {
        case HTML_META:
            take_meta(finder, node);
            break;
        case HTML_LINK:
            take_link(finder, node);
            break;
        case HTML_TITLE:
            if (!slice_is_known(finder->title_tag))
                finder->title_tag = html_text(
                    finder->view.tree, i, HTML_TITLE_MOST, finder->view.arena);
            break;
        case HTML_HTML:
            finder->root_language = html_attribute(node, HTML_LANG);
            break;
        case HTML_TEXT:
            break;
        default:
            if (node->attribute_count || node->tag == HTML_TIME)
                take_time(finder, i);
        }
    }
}

/* ---- the rest ---- */

static void set_field(struct finder *finder, const char *name,
                      struct slice value)
{
    struct error err;

    if (value.len && fields_set(&finder->out->said, slice_of(name), value,
                                finder->view.arena, &err) != STATUS_OK)
        return; /* what cannot be read is not said */
}

static void find_title(struct finder *finder)
{
    struct slice names[] = {finder->data.headline, finder->title.value,
                            finder->title_tag};
    struct slice title =
        html_title_find(&finder->view, names, COUNT_OF(names),
                        finder->out->site, &finder->out->title_block);

    if (slice_is_known(title))
        finder->out->said.statement.title =
            fields_clean(title, finder->view.arena);
}

static void find_date(struct finder *finder)
{
    struct slice values[] = {finder->data.published, finder->date.value,
                             finder->time};

    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (!date_is_known(finder->out->said.statement.date))
            set_field(finder, "date", values[i]);
}

static void find_author(struct finder *finder)
{
    struct slice names[] = {finder->data.author, finder->author.value};
    struct html_site_names site = {finder->site.value,
                                   finder->out->said.statement.url};

    if (!site.name.len)
        site.name = finder->out->site;
    finder->out->said.statement.author =
        html_author_find(&finder->view, names, COUNT_OF(names), &site);
}

/* "<!-- saved from url=(0042)https://... -->", as browsers write it. */
static struct slice find_saved_from(struct slice page)
{
    struct slice mark = SLICE("saved from url=(");
    size_t at = slice_find(slice_part(page, 0, 4096), mark, 0), end;

    if (at == SIZE_MAX)
        return SLICE_UNKNOWN;
    at += mark.len + 5;
    for (end = at; end < page.len; end++)
        if (strchr(" \t\r\n>", page.bytes[end]))
            break;
    return slice_part(page, at, end);
}

static void find_url(struct finder *finder)
{
    struct slice values[] = {
        finder->canonical, finder->url.value, finder->data.url,
        find_saved_from(finder->view.tree->source->decoded)};

    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (!slice_is_known(finder->out->said.statement.url))
            set_field(finder, "url", slice_trim(values[i]));
}

static void find_site(struct finder *finder)
{
    struct slice site = finder->data.publisher;

    if (!site.len)
        site = html_title_issuer(finder->title_tag);
    if (!site.len)
        site = finder->site.value;
    if (site.len && site.len <= SITE_MOST)
        finder->out->site = fields_clean(site, finder->view.arena);
}

void html_facts_find(const struct html_tree *tree, const struct html_runs *runs,
                     const struct html_main *main, struct arena *arena,
                     struct html_facts *out)
{
    struct finder finder = {.view = {tree, runs, main, arena}, .out = out};

    *out = (struct html_facts){0};
    for (size_t i = 0; i < tree->source->data_count; i++)
        html_data_read(tree->source->data[i], arena, &finder.data);
    go_through(&finder);
    find_site(&finder);
    find_title(&finder);
    find_date(&finder);
    find_url(&finder);
    find_author(&finder);
    out->language = finder.root_language;
    if (!out->language.len)
        out->language = finder.data.language;
    if (!out->language.len)
        out->language = finder.language.value;
}

struct slice html_facts_url(const struct html_tree *tree, struct arena *arena)
{
    struct html_facts facts = {.title_block = 0};
    struct finder finder = {.view = {tree, NULL, NULL, arena}, .out = &facts};

    for (size_t i = 1; i < tree->count; i++) {
        if (tree->nodes[i].tag == HTML_META)
            take_meta(&finder, &tree->nodes[i]);
        else if (tree->nodes[i].tag == HTML_LINK)
            take_link(&finder, &tree->nodes[i]);
    }
    find_url(&finder);
    return facts.said.statement.url;
}
