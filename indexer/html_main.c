#include "indexer/html_sight.h"

#include <string.h>

#include "indexer/html_tables.h"
#include "indexer/html_words.h"

enum {
    BOX_PERCENT = 85,   /* of the prose that the box must hold */
    NAMED_PERCENT = 50, /* where its name says that it is the text */
    LIST_LINK_PERCENT = 60,
    LIST_PROSE_MOST = 100, /* letters of prose of a page that is a list */
    REQUEST_MOST = 140,    /* letters of a request to readers */
    LEAD_LEAST = 40,       /* letters that lead in a text */
    HEAD_LEN_MOST = 160,   /* of a line with date, author ... */
    TAIL_LEN_MOST = 60     /* of a line that is no part of the text */
};

/* ---- the box ---- */

static bool holds(const struct html_sight *sight, size_t node, unsigned percent)
{
    return sight->prose[node] && (uint64_t)sight->prose[node] * 100 >=
                                     (uint64_t)sight->prose[0] * percent;
}

/* The element named as the text of an article that holds most prose; of equal
 * ones the innermost. */
static uint32_t find_named(const struct html_sight *sight)
{
    uint32_t found = 0;

    for (uint32_t i = 1; i < sight->tree->count; i++)
        if (sight->parts[i] == HTML_PART_TEXT && !sight->is_side[i] &&
            holds(sight, i, NAMED_PERCENT) &&
            (!found || sight->prose[i] * 10 >= sight->prose[found] * 9))
            found = i;
    return found;
}

static uint32_t find_box(const struct html_sight *sight)
{
    const struct html_tree *tree = sight->tree;
    uint32_t box = find_named(sight);

    if (box)
        return box;
    for (uint32_t i = 1; i < tree->count;) {
        const struct html_node *node = &tree->nodes[i];

        if (node->tag != HTML_TEXT && html_is_block((enum html_tag)node->tag) &&
            node->tag != HTML_P && holds(sight, i, BOX_PERCENT)) {
            box = i++;
            continue;
        }
        i = node->end;
    }
    return box;
}

/* ---- runs ---- */

static bool is_in(const struct html_tree *tree, uint32_t box, uint32_t node)
{
    return node >= box && node < tree->nodes[box].end;
}

/* The nearest list or table above the run, in the box; 0: none. */
static uint32_t find_group(const struct html_sight *sight,
                           const struct html_run *run)
{
    const struct html_tree *tree = sight->tree;
    uint32_t node = run->block;

    while (node > sight->out->box) {
        uint16_t tag = tree->nodes[node].tag;

        if (tag == HTML_UL || tag == HTML_OL || tag == HTML_TABLE ||
            tag == HTML_DL)
            return node;
        node = tree->nodes[node].parent;
    }
    return 0;
}

static bool is_head(const struct html_sight *sight, const struct html_run *run)
{
    uint32_t node = sight->tree->nodes[run->first].parent;

    if (run->len > HEAD_LEN_MOST)
        return false;
    while (node > sight->out->box) {
        if (sight->parts[node] == HTML_PART_HEAD)
            return true;
        node = sight->tree->nodes[node].parent;
    }
    return false;
}

static bool is_of_links(const struct html_sight *sight,
                        const struct html_run *run)
{
    uint32_t group = find_group(sight, run);

    if (sight->out->is_list || sight->is_cell[run - sight->runs->items])
        return false;
    if (group && (uint64_t)sight->links[group] * 100 >
                     (uint64_t)sight->letters[group] * LIST_LINK_PERCENT)
        return true;
    return run->link_len * 100 > run->len * 80 && run->len < 120 &&
           !run->ends_sentence;
}

/* The heading of the text stands over it: outside the box, too. */
static size_t find_title(const struct html_sight *sight)
{
    const struct html_runs *runs = sight->runs;
    size_t found = runs->count;

    for (size_t i = 0; i < runs->count; i++) {
        const struct html_run *run = &runs->items[i];

        if (found < runs->count && run->block >= sight->out->box &&
            html_sight_prose(sight, run))
            break;
        if (sight->tree->nodes[run->block].tag == HTML_H1 &&
            !sight->is_side[run->block])
            found = i;
    }
    return found;
}

/* The article that the box is in: what leads in a text often stands in it
 * before the box. 0: none. */
static uint32_t find_article(const struct html_sight *sight)
{
    const struct html_node *nodes = sight->tree->nodes;
    uint32_t node = sight->out->box;

    while (node && nodes[node].tag != HTML_ARTICLE)
        node = nodes[node].parent;
    return node;
}

/* What leads in a text stands between its heading and the box. */
static bool is_lead(const struct html_sight *sight, size_t i)
{
    const struct html_run *run = &sight->runs->items[i];

    return (i > sight->out->title ||
            (sight->article && run->block >= sight->article)) &&
           run->block < sight->out->box && run->len >= LEAD_LEAST &&
           run->link_len * 5 < run->len &&
           (run->stops || run->commas || run->len >= 2 * LEAD_LEAST);
}

/* A short line of the site's own: "Subscribe to our newsletter". */
static bool is_request(const struct html_sight *sight,
                       const struct html_run *run)
{
    struct strbuf text = STRBUF_INIT;
    bool is_one;

    if (run->len > REQUEST_MOST || sight->out->is_list)
        return false;
    for (uint32_t i = run->first; i < run->end; i++)
        if (sight->tree->nodes[i].tag == HTML_TEXT)
            strbuf_add(&text, sight->tree->nodes[i].text);
    is_one = html_is_request(strbuf_slice(&text));
    strbuf_release(&text);
    return is_one;
}

static bool is_content(const struct html_sight *sight, size_t i)
{
    const struct html_run *run = &sight->runs->items[i];
    uint32_t node = sight->tree->nodes[run->first].parent;

    if (sight->is_side[node])
        return false;
    if (i == sight->out->title)
        return true;
    if (!is_in(sight->tree, sight->out->box, run->block))
        return is_lead(sight, i) && !is_head(sight, run);
    if (html_sight_is_heading(sight, run))
        return true;
    return !is_head(sight, run) && !is_of_links(sight, run) &&
           !is_request(sight, run);
}

/* Behind the last prose stand buttons and names of links. */
static void trim(struct html_sight *sight)
{
    const struct html_runs *runs = sight->runs;
    bool *is_kept = sight->out->is_kept;

    for (size_t i = runs->count; i-- > 0;) {
        const struct html_run *run = &runs->items[i];

        if (!is_kept[i])
            continue;
        if (html_sight_prose(sight, run) || run->ends_sentence || run->breaks ||
            find_group(sight, run) ||
            (run->len > TAIL_LEN_MOST && run->link_len * 2 < run->len))
            break;
        is_kept[i] = false;
    }
}

/* A heading stays when something below it does, before the next one of its
 * level. */
static void drop_bare_headings(struct html_sight *sight)
{
    const struct html_runs *runs = sight->runs;
    unsigned below = 0; /* levels of headings that have no text yet: bits */

    for (size_t i = runs->count; i-- > 0;) {
        const struct html_run *run = &runs->items[i];
        uint16_t tag = sight->tree->nodes[run->block].tag;
        unsigned level =
            html_sight_is_heading(sight, run) ? tag - HTML_H1 + 1u : 0;

        if (!level) {
            below = sight->out->is_kept[i] ? ~0u : below;
            continue;
        }
        if (!(below & 1u << level))
            sight->out->is_kept[i] = false;
        /* A heading ends the parts of its level and of the lower ones. */
        below &= (1u << level) - 1;
    }
}

/* The main content is what was picked. */
static void take_picked(struct html_sight *sight)
{
    const uint8_t *marks = sight->picks->marks;
    struct html_main *out = sight->out;

    while (!(marks[out->box] & HTML_PICK_BODY))
        out->box++;
    out->is_list = false;
    out->title = (uint32_t)find_title(sight);
    for (size_t i = 0; i < sight->runs->count; i++)
        out->is_kept[i] = marks[sight->runs->items[i].first] == HTML_PICK_BODY;
}

void html_main_find(const struct html_tree *tree, const struct html_runs *runs,
                    const struct html_picks *picks, struct arena *arena,
                    struct html_main *out)
{
    struct html_sight sight = {
        .tree = tree, .runs = runs, .picks = picks, .arena = arena, .out = out};

    sight.parts = arena_array(arena, tree->count, sizeof *sight.parts);
    sight.is_side = arena_array(arena, tree->count, sizeof *sight.is_side);
    sight.is_cell = html_tables_find(tree, runs, arena);
    sight.prose = arena_array(arena, tree->count, sizeof *sight.prose);
    sight.letters = arena_array(arena, tree->count, sizeof *sight.letters);
    sight.links = arena_array(arena, tree->count, sizeof *sight.links);
    *out = (struct html_main){0};
    out->is_kept = arena_array(arena, runs->count, sizeof *out->is_kept);
    html_sight_find_side(&sight);
    if (sight.prose[0] < LIST_PROSE_MOST) {
        out->is_list = true;
        html_sight_find_side(&sight);
    }
    if (picks->has_body) {
        take_picked(&sight);
        return;
    }
    out->box = find_box(&sight);
    sight.article = find_article(&sight);
    out->title = (uint32_t)find_title(&sight);
    for (size_t i = 0; i < runs->count; i++)
        out->is_kept[i] = is_content(&sight, i);
    if (!out->is_list)
        trim(&sight);
    drop_bare_headings(&sight);
}
