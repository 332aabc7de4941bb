#include "indexer/html_runs.h"

#include <string.h>

/* The runs while they are found. */
struct finder {
    const struct html_tree *tree;
    struct html_runs *out;
    size_t capacity;
    struct html_run run;
    bool is_open;
    uint32_t breaks;
    uint32_t blocks[HTML_DEPTH_MOST + 1]; /* open block elements */
    size_t depth;
    uint32_t link_end; /* nodes before it are inside a link */
    bool has_stop;     /* the last character ended a sentence */
};

static bool is_declared_hidden(const struct html_node *node)
{
    struct slice style = html_attribute(node, HTML_STYLE);
    struct slice aria = html_attribute(node, HTML_ARIA_HIDDEN);

    if (slice_is_known(html_attribute(node, HTML_HIDDEN)) ||
        slice_equal(aria, SLICE("true")))
        return true;
    return style.len &&
           (slice_find(style, SLICE("display:none"), 0) != SIZE_MAX ||
            slice_find(style, SLICE("display: none"), 0) != SIZE_MAX ||
            slice_find(style, SLICE("visibility:hidden"), 0) != SIZE_MAX);
}

bool html_is_unseen(const struct html_node *node)
{
    switch (node->tag) {
    case HTML_AUDIO:
    case HTML_BUTTON:
    case HTML_CANVAS:
    case HTML_DATALIST:
    case HTML_IFRAME:
    case HTML_INPUT:
    case HTML_MATH:
    case HTML_NOSCRIPT:
    case HTML_OBJECT:
    case HTML_OPTION:
    case HTML_RP:
    case HTML_RT:
    case HTML_SELECT:
    case HTML_TEMPLATE:
    case HTML_TEXTAREA:
    case HTML_TITLE:
    case HTML_VIDEO:
        return true;
    case HTML_TEXT:
        return false;
    default:
        return node->attribute_count && is_declared_hidden(node);
    }
}

static void close_run(struct finder *finder)
{
    struct html_runs *out = finder->out;

    if (finder->is_open && finder->run.len) {
        finder->run.ends_sentence = finder->has_stop;
        out->items = heap_grow(out->items, out->count, &finder->capacity,
                               sizeof *out->items);
        out->items[out->count++] = finder->run;
        finder->breaks = 0;
    }
    finder->is_open = false;
    finder->has_stop = false;
}

static bool is_stop(int32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 ||
           c == 0xFF1F || c == 0x2026 || c == 0x61F || c == 0x964;
}

static bool is_comma(int32_t c)
{
    return c == ',' || c == ';' || c == 0x3001 || c == 0xFF0C || c == 0x60C;
}

/* A quotation mark or bracket may stand behind the end of a sentence. */
static bool is_closing(int32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D ||
           c == 0x2019 || c == 0xBB || c == 0x300D || c == 0x300F ||
           c == 0xFF09 || c == 0x201C;
}

static void count_text(struct finder *finder, struct slice text, bool is_link)
{
    struct html_run *run = &finder->run;

    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if (c <= ' ' || c == 0xA0)
            continue;
        if (is_stop(c)) {
            run->stops += !finder->has_stop;
            finder->has_stop = true;
        } else if (!is_closing(c)) {
            uint32_t weight = c >= 0x2E80 ? 3 : 1;

            finder->has_stop = false;
            run->commas += is_comma(c);
            run->len += weight;
            run->link_len += is_link ? weight : 0;
        }
    }
}

static void take_text(struct finder *finder, uint32_t i)
{
    struct html_run *run = &finder->run;

    if (!finder->is_open) {
        *run = (struct html_run){.first = i,
                                 .block = finder->blocks[finder->depth - 1],
                                 .breaks = finder->breaks};
        finder->is_open = true;
    }
    run->end = i + 1;
    count_text(finder, finder->tree->nodes[i].text, i < finder->link_end);
}

static void leave_blocks(struct finder *finder, uint32_t i)
{
    while (finder->depth > 1 &&
           finder->tree->nodes[finder->blocks[finder->depth - 1]].end <= i) {
        close_run(finder);
        finder->breaks = 0;
        finder->depth--;
    }
}

static void enter(struct finder *finder, uint32_t i)
{
    const struct html_node *node = &finder->tree->nodes[i];

    if (node->tag == HTML_BR) {
        close_run(finder);
        finder->breaks++;
    } else if (node->tag == HTML_A &&
               slice_is_known(html_attribute(node, HTML_HREF))) {
        finder->link_end =
            node->end > finder->link_end ? node->end : finder->link_end;
    } else if (html_is_block((enum html_tag)node->tag)) {
        close_run(finder);
        finder->breaks = 0;
        if (finder->depth <= HTML_DEPTH_MOST)
            finder->blocks[finder->depth++] = i;
    }
}

void html_runs_find(const struct html_tree *tree, struct arena *arena,
                    struct html_runs *out)
{
    struct finder *finder = arena_alloc(arena, sizeof *finder);
    struct html_run *items;

    *out = (struct html_runs){NULL, 0};
    finder->tree = tree;
    finder->out = out;
    finder->blocks[finder->depth++] = 0;
    for (uint32_t i = 1; i < tree->count;) {
        const struct html_node *node = &tree->nodes[i];

        leave_blocks(finder, i);
        if (node->tag == HTML_TEXT) {
            take_text(finder, i++);
        } else if (html_is_unseen(node)) {
            i = node->end;
        } else {
            enter(finder, i++);
        }
    }
    close_run(finder);
    items = arena_array(arena, out->count, sizeof *items);
    if (out->count)
        memcpy(items, out->items, out->count * sizeof *items);
    heap_free(out->items);
    out->items = items;
}
