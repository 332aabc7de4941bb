#include "indexer/html_sight.h"

#include <string.h>

#include "indexer/html_words.h"

enum {
    PROSE_LEAST = 80,           /* letters of a run that is prose, */
    PROSE_LEAST_SENTENCE = 35,  /* of one with the end of a sentence */
    LINK_PERCENT_MOST = 45,     /* of the letters of such a run */
    SIDE_PERCENT_MOST = 50,     /* of a page's prose that a side part has */
    DOUBTFUL_PERCENT_MOST = 15, /* one of a doubtful name, */
    DOUBTFUL_LINK_PERCENT = 20, /* which may have few links */
    FEW_PERCENT_MOST = 10,      /* of one that few words of it speak for */
    LEFT_PERCENT_LEAST = 40,    /* of the prose when all side parts are out */
    TEXT_LEAST = 200,           /* letters of prose that make a page's text */
    LIST_LINE_LEAST = 20,       /* letters of the lines of a list */
    HEADING_MOST = 120          /* of a heading that may have sentences */
};

bool html_sight_is_heading(const struct html_sight *sight,
                           const struct html_run *run)
{
    uint16_t tag = sight->tree->nodes[run->block].tag;

    return tag >= HTML_H1 && tag <= HTML_H6 &&
           (run->len < HEADING_MOST || run->stops < 2);
}

/* ---- prose ---- */

uint32_t html_sight_prose(const struct html_sight *sight,
                          const struct html_run *run)
{
    uint32_t own = run->len - run->link_len;

    if (sight->is_cell[run - sight->runs->items])
        return own;
    if (sight->out->is_list)
        return run->len >= LIST_LINE_LEAST ? run->len : 0;
    if (run->link_len * 100 > run->len * LINK_PERCENT_MOST ||
        html_sight_is_heading(sight, run))
        return 0;
    if (own >= PROSE_LEAST && (run->stops || run->commas || own >= 200))
        return own;
    return own >= PROSE_LEAST_SENTENCE && run->ends_sentence ? own : 0;
}

static bool is_dropped(const struct html_sight *sight, size_t node)
{
    return sight->picks->marks && (sight->picks->marks[node] & HTML_PICK_DROP);
}

/* Sum up what stands below each node, side parts left out where asked. */
static void sum_up(struct html_sight *sight, bool is_without_side)
{
    const struct html_tree *tree = sight->tree;

    memset(sight->prose, 0, tree->count * sizeof *sight->prose);
    memset(sight->letters, 0, tree->count * sizeof *sight->letters);
    memset(sight->links, 0, tree->count * sizeof *sight->links);
    for (size_t i = 0; i < sight->runs->count; i++) {
        const struct html_run *run = &sight->runs->items[i];
        /* A name may stand at an element inside a line, too. */
        uint32_t node = tree->nodes[run->first].parent;

        if ((is_without_side && sight->is_side[node]) ||
            is_dropped(sight, node))
            continue;
        sight->prose[run->block] += html_sight_prose(sight, run);
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

/* How much of what the names say is believed. */
enum trust { TRUST_ALL, TRUST_PLAIN, TRUST_FEW, TRUST_COUNT };

static bool is_share(uint64_t part, uint64_t all, unsigned percent)
{
    return part * 100 <= all * percent;
}

/* A part of a doubtful name is left out when it is small and has links or no
 * prose. */
static bool is_doubtful_side(const struct html_sight *sight, size_t node)
{
    if (!is_share(sight->prose[node], sight->prose[0], DOUBTFUL_PERCENT_MOST))
        return false;
    return !sight->prose[node] ||
           !is_share(sight->links[node], sight->letters[node],
                     DOUBTFUL_LINK_PERCENT);
}

static bool is_left_out(const struct html_sight *sight, size_t node,
                        size_t without, enum trust trust)
{
    uint64_t prose = sight->prose[node], all = sight->prose[0];

    switch (sight->parts[node]) {
    case HTML_PART_SIDE:
        return is_share(prose, all,
                        trust == TRUST_FEW ? FEW_PERCENT_MOST
                                           : SIDE_PERCENT_MOST);
    case HTML_PART_HEAD:
        return trust == TRUST_ALL && prose &&
               is_share(prose, all, FEW_PERCENT_MOST);
    case HTML_PART_TALK:
        return without >= TEXT_LEAST || is_share(prose, all, SIDE_PERCENT_MOST);
    case HTML_PART_DOUBTFUL:
        return trust == TRUST_ALL && is_doubtful_side(sight, node);
    default:
        return false;
    }
}

/* Pages give many elements the same names: what those say is kept. */
enum { PARTS_KEPT = 1024 };

struct kept_part {
    uint64_t key;
    uint8_t part;
};

static uint8_t part_of(struct kept_part *kept, const struct html_node *node)
{
    uint64_t key = SLICE_HASH_NONE + node->tag;
    struct kept_part *place;

    if (!node->attribute_count)
        return (uint8_t)html_part_of(node);
    for (size_t i = 0; i < node->attribute_count; i++) {
        enum html_name name = node->attributes[i].name;

        if (name == HTML_CLASS || name == HTML_ID || name == HTML_ROLE ||
            name == HTML_ITEMPROP)
            key = slice_hash_more(key + name, node->attributes[i].value);
    }
    place = &kept[key % PARTS_KEPT];
    if (place->key != key)
        *place = (struct kept_part){key, (uint8_t)html_part_of(node)};
    return place->part;
}

/* Prose of the page without what readers say to it. */
static size_t find_parts(struct html_sight *sight)
{
    const struct html_tree *tree = sight->tree;
    struct kept_part *kept =
        arena_array(sight->arena, PARTS_KEPT, sizeof *kept);
    size_t talk = 0;

    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];

        if (node->tag == HTML_TEXT)
            continue;
        sight->parts[i] = part_of(kept, node);
        if (sight->parts[i] == HTML_PART_TALK &&
            sight->parts[node->parent] != HTML_PART_TALK)
            talk += sight->prose[i];
    }
    return sight->prose[0] > talk ? sight->prose[0] - talk : 0;
}

/* Leave side parts out; believe less of the names where they would leave out
 * most of the prose. */
void html_sight_find_side(struct html_sight *sight)
{
    const struct html_tree *tree = sight->tree;
    size_t without;
    uint64_t all;

    sum_up(sight, false);
    without = find_parts(sight);
    all = without >= TEXT_LEAST ? without : sight->prose[0];
    for (enum trust trust = TRUST_ALL; trust < TRUST_COUNT; trust++) {
        sum_up(sight, false);
        for (size_t i = 1; i < tree->count; i++)
            sight->is_side[i] = sight->is_side[tree->nodes[i].parent] ||
                                is_dropped(sight, i) ||
                                (tree->nodes[i].tag != HTML_TEXT &&
                                 is_left_out(sight, i, without, trust));
        sum_up(sight, true);
        if (sight->prose[0] >= all * LEFT_PERCENT_LEAST / 100)
            break;
    }
}
