#include "indexer/html_title.h"

#include "indexer/issuer.h"

enum {
    TITLE_MOST = HTML_TITLE_MOST,
    TITLE_LEAST = 8,
    SQUEEZED_MOST = 512,
    CUTS_MOST = 6, /* places where a title element may be cut */
    PARTS_MOST = 84
};

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
static size_t weigh(const struct html_view *view, uint32_t block,
                    const struct part *part)
{
    const struct html_node *nodes = view->tree->nodes;
    uint32_t box = view->main->box;
    bool is_heading =
        nodes[block].tag >= HTML_H1 && nodes[block].tag <= HTML_H3;

    return part->squeezed.len + (is_heading ? 30 : 0) +
           (part->is_first ? 20 : 0) +
           (block >= box && block < nodes[box].end ? 20 : 0);
}

/* The block before the end of the main content that repeats most of what the
 * page is called; 0: none. */
static uint32_t find_heading(const struct html_view *view,
                             const struct parts *parts, struct slice *text)
{
    const struct html_runs *runs = view->runs;
    size_t best = 0;
    uint32_t found = 0, last = 0;

    for (size_t i = 0; i < runs->count && parts->count; i++) {
        uint32_t block = runs->items[i].block;
        const struct part *part;
        struct slice one;

        if (runs->items[i].len > TITLE_MOST || block == last ||
            block == view->main->box ||
            block >= view->tree->nodes[view->main->box].end)
            continue;
        last = block;
        one = html_text(view->tree, block, TITLE_MOST, view->arena);
        part = find_part(parts, one);
        if (part && weigh(view, block, part) > best) {
            best = weigh(view, block, part);
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

struct slice html_title_find(const struct html_view *view,
                             const struct slice *names, size_t count,
                             struct slice site, uint32_t *block)
{
    struct parts *parts = arena_alloc(view->arena, sizeof *parts);
    size_t main = view->main->title;
    struct slice text = SLICE_UNKNOWN;

    for (size_t i = 0; i < count; i++)
        if (names[i].len)
            add_parts(parts, slice_part(names[i], 0, TITLE_MOST));
    *block = find_heading(view, parts, &text);
    if (!*block && main < view->runs->count) {
        *block = view->runs->items[main].block;
        text = html_text(view->tree, *block, TITLE_MOST, view->arena);
        if (text.len < TITLE_LEAST)
            *block = 0;
    }
    for (size_t i = 0; i < count && !*block; i++) {
        text = without_site(slice_part(names[i], 0, TITLE_MOST), site);
        if (text.len)
            break;
    }
    return text.len ? text : SLICE_UNKNOWN;
}

struct slice html_title_issuer(struct slice title)
{
    size_t starts[CUTS_MOST + 2] = {0}, ends[CUTS_MOST + 2] = {0};
    size_t cuts;

    title = slice_part(title, 0, TITLE_MOST);
    cuts = find_cuts(title, starts + 1, ends + 1) + 2;
    starts[cuts - 1] = title.len;
    for (size_t i = cuts - 1; i > 0; i--) {
        struct slice part = slice_part(title, ends[i - 1], starts[i]);

        if (issuer_is_mark(part))
            return slice_trim(part);
    }
    return SLICE_UNKNOWN;
}
