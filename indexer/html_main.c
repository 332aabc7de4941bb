#include "indexer/html_main.h"

#include <string.h>

#include "indexer/html_words.h"

enum {
    PROSE_LEAST = 80,          /* letters of a run that is prose, */
    PROSE_LEAST_SENTENCE = 35, /* of one with the end of a sentence */
    LINK_PERCENT_MOST = 45,    /* of the letters of such a run */
    SIDE_PERCENT_MOST = 50,    /* of a page's prose that a side part has */
    TEXT_LEAST = 200,          /* letters of prose that make a page's text */
    BOX_PERCENT = 85,          /* of the prose that the box must hold */
    NAMED_PERCENT = 50,        /* where its name says that it is the text */
    LIST_LINK_PERCENT = 60,
    HEAD_LEN_MOST = 160, /* of a line with date, author ... */
    TAIL_LEN_MOST = 60   /* of a line that is no part of the text */
};

struct sight {
    const struct html_tree *tree;
    const struct html_runs *runs;
    struct arena *arena;
    uint8_t *parts;            /* enum html_part of each node */
    bool *is_side;             /* of each node */
    uint32_t *prose;           /* letters of prose below each node */
    uint32_t *letters, *links; /* all letters below it; those inside links */
    struct html_main *out;
};

static bool is_heading(uint16_t tag)
{
    return tag >= HTML_H1 && tag <= HTML_H6;
}

/* ---- prose ---- */

static uint32_t prose_of(const struct sight *sight, const struct html_run *run)
{
    uint32_t own = run->len - run->link_len;

    if (run->link_len * 100 > run->len * LINK_PERCENT_MOST ||
        is_heading(sight->tree->nodes[run->block].tag))
        return 0;
    if (own >= PROSE_LEAST && (run->stops || run->commas || own >= 200))
        return own;
    return own >= PROSE_LEAST_SENTENCE && run->ends_sentence ? own : 0;
}

/* Sum up what stands below each node, side parts left out where asked. */
static void sum_up(struct sight *sight, bool is_without_side)
{
    const struct html_tree *tree = sight->tree;

    memset(sight->prose, 0, tree->count * sizeof *sight->prose);
    memset(sight->letters, 0, tree->count * sizeof *sight->letters);
    memset(sight->links, 0, tree->count * sizeof *sight->links);
    for (size_t i = 0; i < sight->runs->count; i++) {
        const struct html_run *run = &sight->runs->items[i];
        /* A name may stand at an element inside a line, too. */
        uint32_t node = tree->nodes[run->first].parent;

        if (is_without_side && sight->is_side[node])
            continue;
        sight->prose[run->block] += prose_of(sight, run);
        sight->letters[run->block] += run->len;
        sight->links[run->block] += run->link_len;
    }
    for (size_t i = tree->count; i-- > 1;) {
        uint32_t parent = tree->nodes[i].parent;

        sight->prose[parent] += sight->prose[i];
        sight->letters[parent] += sight->letters[i];
        sight->links[parent] += sight->links[i];
    }
}

/* ---- side parts ---- */

static bool is_left_out(const struct sight *sight, size_t node, size_t without)
{
    uint64_t prose = sight->prose[node], all = sight->prose[0];

    switch (sight->parts[node]) {
    case HTML_PART_SIDE:
        return prose * 100 <= all * SIDE_PERCENT_MOST;
    case HTML_PART_TALK:
        return without >= TEXT_LEAST || prose * 100 <= all * SIDE_PERCENT_MOST;
    default:
        return false;
    }
}

static void find_side(struct sight *sight)
{
    const struct html_tree *tree = sight->tree;
    size_t talk = 0;

    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];

        if (node->tag == HTML_TEXT)
            continue;
        sight->parts[i] = (uint8_t)html_part_of(node);
        if (sight->parts[i] == HTML_PART_TALK &&
            sight->parts[node->parent] != HTML_PART_TALK)
            talk += sight->prose[i];
    }
    for (size_t i = 1; i < tree->count; i++)
        sight->is_side[i] =
            sight->is_side[tree->nodes[i].parent] ||
            is_left_out(sight, i,
                        sight->prose[0] > talk ? sight->prose[0] - talk : 0);
}

/* ---- the box ---- */

static bool holds(const struct sight *sight, size_t node, unsigned percent)
{
    return sight->prose[node] && (uint64_t)sight->prose[node] * 100 >=
                                     (uint64_t)sight->prose[0] * percent;
}

/* The element named as the text of an article that holds most prose; of equal
 * ones the innermost. */
static uint32_t find_named(const struct sight *sight)
{
    uint32_t found = 0;

    for (uint32_t i = 1; i < sight->tree->count; i++)
        if (sight->parts[i] == HTML_PART_TEXT && !sight->is_side[i] &&
            holds(sight, i, NAMED_PERCENT) &&
            (!found || sight->prose[i] * 10 >= sight->prose[found] * 9))
            found = i;
    return found;
}

static uint32_t find_box(const struct sight *sight)
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
static uint32_t find_group(const struct sight *sight,
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

static bool is_head(const struct sight *sight, const struct html_run *run)
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

static bool is_of_links(const struct sight *sight, const struct html_run *run)
{
    uint32_t group = find_group(sight, run);

    if (group && (uint64_t)sight->links[group] * 100 >
                     (uint64_t)sight->letters[group] * LIST_LINK_PERCENT)
        return true;
    return run->link_len * 100 > run->len * 80 && run->len < 120 &&
           !run->ends_sentence;
}

static bool is_content(const struct sight *sight, const struct html_run *run)
{
    uint32_t node = sight->tree->nodes[run->first].parent;

    if (!is_in(sight->tree, sight->out->box, run->block) ||
        sight->is_side[node])
        return false;
    if (is_heading(sight->tree->nodes[run->block].tag))
        return true;
    return !is_head(sight, run) && !is_of_links(sight, run);
}

/* Behind the last prose stand buttons and lists of links, before the first one
 * what the site says of the text. */
static void trim(struct sight *sight)
{
    const struct html_runs *runs = sight->runs;
    bool *is_kept = sight->out->is_kept;
    size_t i;

    for (i = runs->count; i-- > 0;) {
        const struct html_run *run = &runs->items[i];

        if (!is_kept[i])
            continue;
        if (prose_of(sight, run) || run->ends_sentence ||
            (run->len > TAIL_LEN_MOST && !run->link_len))
            break;
        is_kept[i] = false;
    }
}

/* A heading has something below it. */
static void drop_bare_headings(struct sight *sight)
{
    const struct html_runs *runs = sight->runs;
    bool has_text = false;

    for (size_t i = runs->count; i-- > 0;) {
        bool is_one = is_heading(sight->tree->nodes[runs->items[i].block].tag);

        if (!is_one)
            has_text |= sight->out->is_kept[i];
        else if (!has_text)
            sight->out->is_kept[i] = false;
    }
}

void html_main_find(const struct html_tree *tree, const struct html_runs *runs,
                    struct arena *arena, struct html_main *out)
{
    struct sight sight = {
        .tree = tree, .runs = runs, .arena = arena, .out = out};

    sight.parts = arena_array(arena, tree->count, sizeof *sight.parts);
    sight.is_side = arena_array(arena, tree->count, sizeof *sight.is_side);
    sight.prose = arena_array(arena, tree->count, sizeof *sight.prose);
    sight.letters = arena_array(arena, tree->count, sizeof *sight.letters);
    sight.links = arena_array(arena, tree->count, sizeof *sight.links);
    out->is_kept = arena_array(arena, runs->count, sizeof *out->is_kept);
    sum_up(&sight, false);
    find_side(&sight);
    sum_up(&sight, true);
    out->box = find_box(&sight);
    for (size_t i = 0; i < runs->count; i++)
        out->is_kept[i] = is_content(&sight, &runs->items[i]);
    if (sight.prose[0])
        trim(&sight);
    drop_bare_headings(&sight);
}
