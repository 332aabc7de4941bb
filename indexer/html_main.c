#include "indexer/html_main.h"

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
    BOX_PERCENT = 85,           /* of the prose that the box must hold */
    NAMED_PERCENT = 50,         /* where its name says that it is the text */
    LIST_LINK_PERCENT = 60,
    LIST_PROSE_MOST = 100, /* letters of prose of a page that is a list, */
    LIST_LINE_LEAST = 20,  /* and letters of its lines */
    HEADING_MOST = 120,    /* letters of a heading that may have sentences */
    REQUEST_MOST = 140,    /* letters of a request to readers */
    LEAD_LEAST = 40,       /* letters that lead in a text */
    HEAD_LEN_MOST = 160,   /* of a line with date, author ... */
    TAIL_LEN_MOST = 60     /* of a line that is no part of the text */
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
    uint32_t article; /* around the box, 0: none */
};

static bool is_heading_tag(uint16_t tag)
{
    return tag >= HTML_H1 && tag <= HTML_H6;
}

/* What is long and has several sentences is none, whatever its tag says. */
static bool is_heading(const struct sight *sight, const struct html_run *run)
{
    return is_heading_tag(sight->tree->nodes[run->block].tag) &&
           (run->len < HEADING_MOST || run->stops < 2);
}

/* ---- prose ---- */

static uint32_t prose_of(const struct sight *sight, const struct html_run *run)
{
    uint32_t own = run->len - run->link_len;

    if (sight->out->is_list)
        return run->len >= LIST_LINE_LEAST ? run->len : 0;
    if (run->link_len * 100 > run->len * LINK_PERCENT_MOST ||
        is_heading(sight, run))
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

/* How much of what the names say is believed. */
enum trust { TRUST_ALL, TRUST_PLAIN, TRUST_FEW, TRUST_COUNT };

static bool is_share(uint64_t part, uint64_t all, unsigned percent)
{
    return part * 100 <= all * percent;
}

/* A part of a doubtful name is left out when it is small and has links or no
 * prose. */
static bool is_doubtful_side(const struct sight *sight, size_t node)
{
    if (!is_share(sight->prose[node], sight->prose[0], DOUBTFUL_PERCENT_MOST))
        return false;
    return !sight->prose[node] ||
           !is_share(sight->links[node], sight->letters[node],
                     DOUBTFUL_LINK_PERCENT);
}

static bool is_left_out(const struct sight *sight, size_t node, size_t without,
                        enum trust trust)
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
static size_t find_parts(struct sight *sight)
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
static void find_side(struct sight *sight)
{
    const struct html_tree *tree = sight->tree;
    size_t without = find_parts(sight);
    uint64_t all = without >= TEXT_LEAST ? without : sight->prose[0];

    for (enum trust trust = TRUST_ALL; trust < TRUST_COUNT; trust++) {
        sum_up(sight, false);
        for (size_t i = 1; i < tree->count; i++)
            sight->is_side[i] = sight->is_side[tree->nodes[i].parent] ||
                                (tree->nodes[i].tag != HTML_TEXT &&
                                 is_left_out(sight, i, without, trust));
        sum_up(sight, true);
        if (sight->prose[0] >= all * LEFT_PERCENT_LEAST / 100)
            break;
    }
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

    if (sight->out->is_list)
        return false;
    if (group && (uint64_t)sight->links[group] * 100 >
                     (uint64_t)sight->letters[group] * LIST_LINK_PERCENT)
        return true;
    return run->link_len * 100 > run->len * 80 && run->len < 120 &&
           !run->ends_sentence;
}

/* The heading of the text stands over it: outside the box, too. */
static size_t find_title(const struct sight *sight)
{
    const struct html_runs *runs = sight->runs;
    size_t found = runs->count;

    for (size_t i = 0; i < runs->count; i++) {
        const struct html_run *run = &runs->items[i];

        if (found < runs->count && run->block >= sight->out->box &&
            prose_of(sight, run))
            break;
        if (sight->tree->nodes[run->block].tag == HTML_H1 &&
            !sight->is_side[run->block])
            found = i;
    }
    return found;
}

/* The article that the box is in: what leads in a text often stands in it
 * before the box. 0: none. */
static uint32_t find_article(const struct sight *sight)
{
    const struct html_node *nodes = sight->tree->nodes;
    uint32_t node = sight->out->box;

    while (node && nodes[node].tag != HTML_ARTICLE)
        node = nodes[node].parent;
    return node;
}

/* What leads in a text stands between its heading and the box. */
static bool is_lead(const struct sight *sight, size_t i)
{
    const struct html_run *run = &sight->runs->items[i];

    return (i > sight->out->title ||
            (sight->article && run->block >= sight->article)) &&
           run->block < sight->out->box && run->len >= LEAD_LEAST &&
           run->link_len * 5 < run->len &&
           (run->stops || run->commas || run->len >= 2 * LEAD_LEAST);
}

/* A short line of the site's own: "Subscribe to our newsletter". */
static bool is_request(const struct sight *sight, const struct html_run *run)
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

static bool is_content(const struct sight *sight, size_t i)
{
    const struct html_run *run = &sight->runs->items[i];
    uint32_t node = sight->tree->nodes[run->first].parent;

    if (sight->is_side[node])
        return false;
    if (i == sight->out->title)
        return true;
    if (!is_in(sight->tree, sight->out->box, run->block))
        return is_lead(sight, i) && !is_head(sight, run);
    if (is_heading(sight, run))
        return true;
    return !is_head(sight, run) && !is_of_links(sight, run) &&
           !is_request(sight, run);
}

/* Behind the last prose stand buttons and names of links. */
static void trim(struct sight *sight)
{
    const struct html_runs *runs = sight->runs;
    bool *is_kept = sight->out->is_kept;

    for (size_t i = runs->count; i-- > 0;) {
        const struct html_run *run = &runs->items[i];

        if (!is_kept[i])
            continue;
        if (prose_of(sight, run) || run->ends_sentence || run->breaks ||
            find_group(sight, run) ||
            (run->len > TAIL_LEN_MOST && run->link_len * 2 < run->len))
            break;
        is_kept[i] = false;
    }
}

/* A heading stays when something below it does, before the next one of its
 * level. */
static void drop_bare_headings(struct sight *sight)
{
    const struct html_runs *runs = sight->runs;
    unsigned below = 0; /* levels of headings that have no text yet: bits */

    for (size_t i = runs->count; i-- > 0;) {
        const struct html_run *run = &runs->items[i];
        uint16_t tag = sight->tree->nodes[run->block].tag;
        unsigned level = is_heading(sight, run) ? tag - HTML_H1 + 1u : 0;

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
    *out = (struct html_main){0};
    out->is_kept = arena_array(arena, runs->count, sizeof *out->is_kept);
    sum_up(&sight, false);
    find_side(&sight);
    if (sight.prose[0] < LIST_PROSE_MOST) {
        out->is_list = true;
        sum_up(&sight, false);
        find_side(&sight);
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
