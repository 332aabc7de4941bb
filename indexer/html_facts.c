#include "indexer/html_facts.h"

#include <string.h>

#include "indexer/fields.h"
#include "indexer/html_data.h"

enum {
    TITLE_MOST = 400, /* bytes */
    TITLE_LEAST = 8,
    SQUEEZED_MOST = 512,
    CUTS_MOST = 6, /* places where a title element may be cut */
    PARTS_MOST = 84,
    SITE_MOST = 120
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
    const struct html_tree *tree;
    const struct html_runs *runs;
    const struct html_main *main;
    struct arena *arena;
    struct html_facts *out;
    struct found date, title, site, language, url;
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
    const struct html_node *node = &finder->tree->nodes[i];
    const struct html_main *main = finder->main;
    struct slice property = html_attribute(node, HTML_ITEMPROP);
    struct slice value = html_attribute(node, HTML_DATETIME);
    size_t first = main->title < finder->runs->count
                       ? finder->runs->items[main->title].block
                       : main->box;

    if (first > main->box)
        first = main->box;
    if (slice_is_known(finder->time) || is_of_change(node))
        return;
    if (!slice_equal(property, SLICE("datePublished")) &&
        (node->tag != HTML_TIME || i + 40 < first ||
         i >= finder->tree->nodes[main->box].end))
        return;
    if (!value.len)
        value = html_attribute(node, HTML_CONTENT);
    if (!value.len)
        value = html_text(finder->tree, i, 100, finder->arena);
    if (value.len)
        finder->time = value;
}

static void go_through(struct finder *finder)
{
    for (size_t i = 1; i < finder->tree->count; i++) {
        const struct html_node *node = &finder->tree->nodes[i];

        switch (node->tag) {
        case HTML_META:
            take_meta(finder, node);
            break;
        case HTML_LINK:
            take_link(finder, node);
            break;
        case HTML_TITLE:
            if (!slice_is_known(finder->title_tag))
                finder->title_tag =
                    html_text(finder->tree, i, TITLE_MOST, finder->arena);
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

/* ---- the title ---- */

/* Letters and digits only, small where they are ASCII. */
struct squeezed {
    char bytes[SQUEEZED_MOST];
    size_t len;
};

static void squeeze(struct slice text, struct squeezed *out)
{
    out->len = 0;
    for (size_t i = 0; i < text.len && out->len < SQUEEZED_MOST; i++) {
        char c = text.bytes[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0)
            out->bytes[out->len++] = c;
    }
}

static struct slice squeezed_slice(const struct squeezed *squeezed)
{
    return (struct slice){squeezed->bytes, squeezed->len};
}

/* Places where the title element may be cut: " - ", " | " and the like. */
static size_t find_cuts(struct slice text, size_t *starts, size_t *ends)
{
    static const char *const marks[] = {" - ", " | ", " – ",  " — ",
                                        " « ", " » ", " :: ", " • ",
                                        " · ", " / ", " > ",  ": "};
    size_t count = 0;

    for (size_t at = 0; at < text.len && count < CUTS_MOST; at++)
        for (size_t i = 0; i < COUNT_OF(marks); i++) {
            struct slice mark = slice_of(marks[i]);

            if (slice_starts(slice_part(text, at, text.len), mark)) {
                starts[count] = at;
                ends[count++] = at + mark.len;
                break;
            }
        }
    return count;
}

/* A part of what the page is called, cut at such places: the title may stand
 * before or behind the name of the site. */
struct part {
    struct squeezed squeezed;
    bool is_first; /* it begins the name */
};

struct parts {
    struct part items[PARTS_MOST];
    size_t count;
};

static void add_parts(struct parts *parts, struct slice text)
{
    size_t starts[CUTS_MOST + 2] = {0}, ends[CUTS_MOST + 2] = {0};
    size_t cuts = find_cuts(text, starts + 1, ends + 1) + 2;

    starts[cuts - 1] = text.len;
    for (size_t first = 0; first + 1 < cuts; first++)
        for (size_t last = first + 1; last < cuts; last++) {
            struct part *part = &parts->items[parts->count];

            if (parts->count == PARTS_MOST)
                return;
            squeeze(slice_part(text, ends[first], starts[last]),
                    &part->squeezed);
            part->is_first = first == 0;
            parts->count += part->squeezed.len >= TITLE_LEAST;
        }
}

static const struct part *find_part(const struct parts *parts,
                                    struct slice text)
{
    struct squeezed squeezed;

    squeeze(text, &squeezed);
    for (size_t i = 0; i < parts->count; i++)
        if (slice_equal(squeezed_slice(&squeezed),
                        squeezed_slice(&parts->items[i].squeezed)))
            return &parts->items[i];
    return NULL;
}

/* How good a title is the block, whose text is a part of the page's name? */
static size_t weigh(const struct finder *finder, uint32_t block,
                    const struct part *part)
{
    const struct html_node *nodes = finder->tree->nodes;
    uint32_t box = finder->main->box;
    bool is_heading =
        nodes[block].tag >= HTML_H1 && nodes[block].tag <= HTML_H3;

    return part->squeezed.len + (is_heading ? 30 : 0) +
           (part->is_first ? 20 : 0) +
           (block >= box && block < nodes[box].end ? 20 : 0);
}

/* The block before the end of the main content that repeats most of what the
 * page is called; 0: none. */
static uint32_t find_heading(const struct finder *finder,
                             const struct parts *parts, struct slice *text)
{
    const struct html_runs *runs = finder->runs;
    size_t best = 0;
    uint32_t found = 0, last = 0;

    for (size_t i = 0; i < runs->count && parts->count; i++) {
        uint32_t block = runs->items[i].block;
        const struct part *part;
        struct slice one;

        if (runs->items[i].len > TITLE_MOST || block == last ||
            block == finder->main->box ||
            block >= finder->tree->nodes[finder->main->box].end)
            continue;
        last = block;
        one = html_text(finder->tree, block, TITLE_MOST, finder->arena);
        part = find_part(parts, one);
        if (part && weigh(finder, block, part) > best) {
            best = weigh(finder, block, part);
            found = block;
            *text = one;
        }
    }
    return found;
}

/* Without the name of the site at its end. */
static struct slice without_site(struct slice text, struct slice site)
{
    size_t starts[CUTS_MOST], ends[CUTS_MOST];
    size_t cuts = find_cuts(text, starts, ends);

    while (cuts-- > 0) {
        struct slice rest = slice_part(text, ends[cuts], text.len);

        if (slice_equal_nocase(slice_trim(rest), slice_trim(site)))
            return slice_part(text, 0, starts[cuts]);
    }
    return text;
}

/* What the page calls itself, in the form that a heading of it has; else its
 * main heading; else as its makers wrote it for other sites. */
static void find_title(struct finder *finder)
{
    struct slice names[] = {finder->data.headline, finder->title.value,
                            finder->title_tag};
    struct parts *parts = arena_alloc(finder->arena, sizeof *parts);
    size_t main = finder->main->title;
    struct slice text = SLICE_UNKNOWN;
    uint32_t block;

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i].len)
            add_parts(parts, slice_part(names[i], 0, TITLE_MOST));
    block = find_heading(finder, parts, &text);
    if (!block && main < finder->runs->count) {
        block = finder->runs->items[main].block;
        text = html_text(finder->tree, block, TITLE_MOST, finder->arena);
        if (text.len < TITLE_LEAST)
            block = 0;
    }
    for (size_t i = 0; i < COUNT_OF(names) && !block; i++) {
        text = without_site(slice_part(names[i], 0, TITLE_MOST),
                            finder->out->site);
        if (text.len)
            break;
    }
    if (text.len)
        finder->out->said.statement.title = fields_clean(text, finder->arena);
    finder->out->title_block = block;
}

/* ---- the rest ---- */

static void set_field(struct finder *finder, const char *name,
                      struct slice value)
{
    struct error err;

    if (value.len && fields_set(&finder->out->said, slice_of(name), value,
                                finder->arena, &err) != STATUS_OK)
        return; /* what cannot be read is not said */
}

static void find_date(struct finder *finder)
{
    struct slice values[] = {finder->data.published, finder->date.value,
                             finder->time};

    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (!date_is_known(finder->out->said.statement.date))
            set_field(finder, "date", values[i]);
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
    struct slice values[] = {finder->canonical, finder->url.value,
                             finder->data.url,
                             find_saved_from(finder->tree->source->decoded)};

    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (!slice_is_known(finder->out->said.statement.url))
            set_field(finder, "url", slice_trim(values[i]));
}

static void find_site(struct finder *finder)
{
    struct slice site = finder->data.publisher;

    if (!site.len)
        site = finder->site.value;
    if (site.len && site.len <= SITE_MOST)
        finder->out->site = fields_clean(site, finder->arena);
}

void html_facts_find(const struct html_tree *tree, const struct html_runs *runs,
                     const struct html_main *main, struct arena *arena,
                     struct html_facts *out)
{
    struct finder finder = {
        .tree = tree, .runs = runs, .main = main, .arena = arena, .out = out};

    *out = (struct html_facts){0};
    for (size_t i = 0; i < tree->source->data_count; i++)
        html_data_read(tree->source->data[i], arena, &finder.data);
    go_through(&finder);
    find_site(&finder);
    find_title(&finder);
    find_date(&finder);
    find_url(&finder);
    out->language = finder.root_language;
    if (!out->language.len)
        out->language = finder.data.language;
    if (!out->language.len)
        out->language = finder.language.value;
}
