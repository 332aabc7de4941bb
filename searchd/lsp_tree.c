/* lsp_inside.h: the passages of a document as a tree of sections and turns. */
#include "searchd/align.h"
#include "searchd/lsp_inside.h"
#include "searchd/reply.h"

enum { NAME_COLUMNS = 80, DEPTH_MOST = PASSAGE_SECTIONS_MOST + 3 };

struct making {
    const struct lsp_view *view;
    struct arena *arena;
    struct lsp_node *nodes;
    size_t count;
    size_t open[DEPTH_MOST]; /* the nodes that the next passage may be in */
    size_t depth;
    size_t sections; /* how many of them are statements and sections */
    size_t behind;   /* of the text: taken by the nodes before */
    bool has_roots;  /* several statements: each is a node */
};

static struct slice keep(struct making *making, struct strbuf *text)
{
    struct slice out = slice_copy(making->arena, strbuf_slice(text));

    strbuf_release(text);
    return out;
}

static struct slice clean(struct making *making, struct slice text)
{
    struct strbuf out = STRBUF_INIT;

    strbuf_add_clean(&out, text);
    return keep(making, &out);
}

/* Open a node at the passage of a place. It ends where it is closed. */
static struct lsp_node *push(struct making *making, enum lsp_kind kind,
                             struct slice name, size_t place)
{
    struct lsp_node *node = &making->nodes[making->count];
    const struct lsp_spot *spot = &making->view->spots[place];

    *node = (struct lsp_node){.kind = kind,
                              .depth = making->depth,
                              .name = name.len ? name : spot->hit->id,
                              .range = spot->range,
                              .selected = spot->range,
                              .first = place,
                              .end = place + 1};
    making->open[making->depth++] = making->count++;
    return node;
}

/* Close all nodes from a depth on; they end with the passage before place. */
static void pop(struct making *making, size_t depth, size_t place)
{
    while (making->depth > depth) {
        struct lsp_node *node = &making->nodes[making->open[--making->depth]];

        node->end = place;
        if (place)
            node->range.end = making->view->spots[place - 1].range.end;
    }
}

/* ---- sections ---- */

/* Does an open node stand for this statement? */
static bool same_statement(const struct hit *a, const struct hit *b)
{
    return slice_equal(a->statement.id, b->statement.id);
}

/* How many sections two passages have in common. */
static size_t common_sections(const struct passage *a, const struct passage *b)
{
    size_t i = 0;

    while (i < a->section_count && i < b->section_count &&
           slice_equal(a->sections[i], b->sections[i]))
        i++;
    return i;
}

/* A heading stands between what was before and its first passage. */
static void find_heading(struct making *making, struct lsp_node *node,
                         struct slice heading)
{
    struct slice text = making->view->text.lines.text;
    size_t *offsets =
        arena_array(making->arena, heading.len + 1, sizeof *offsets);

    if (!align_find(slice_part(text, 0, node->range.start), making->behind,
                    heading, offsets) ||
        offsets[0] < making->behind)
        return;
    node->range.start = node->selected.start = offsets[0];
    node->selected.end = offsets[heading.len];
    making->behind = node->selected.end;
}

static void open_sections(struct making *making, const struct hit *hit,
                          size_t from, size_t place)
{
    for (size_t i = from; i < hit->passage.section_count; i++) {
        struct lsp_node *node =
            push(making, LSP_KIND_NAMESPACE,
                 clean(making, hit->passage.sections[i]), place);

        find_heading(making, node, hit->passage.sections[i]);
    }
    making->sections = making->depth;
}

static void enter_sections(struct making *making, size_t place)
{
    const struct hit *hit = making->view->spots[place].hit;
    const struct hit *before =
        place ? making->view->spots[place - 1].hit : NULL;
    size_t common = 0, roots = making->has_roots;

    if (before && same_statement(before, hit)) {
        common = common_sections(&before->passage, &hit->passage);
        if (common == before->passage.section_count &&
            common == hit->passage.section_count)
            return;
        pop(making, roots + common, place);
    } else {
        pop(making, 0, place);
        if (roots)
            push(making, LSP_KIND_FILE,
                 clean(making, hit->statement.title.len ? hit->statement.title
                                                        : hit->statement.id),
                 place);
    }
    open_sections(making, hit, common, place);
}

/* ---- turns and passages ---- */

/* What stands before a turn on its line: the label of who speaks. */
static bool find_label(const struct making *making, const struct lsp_spot *spot,
                       struct lsp_range *out)
{
    const struct text_lines *lines = &making->view->text.lines;
    size_t start =
        lines->starts[text_lines_place(lines, spot->range.start, TEXT_UTF8)
                          .line];
    struct slice label;

    if (spot->hit->passage.kind != PASSAGE_TURN || start < making->behind)
        return false;
    label = slice_trim(slice_part(lines->text, start, spot->range.start));
    if (slice_ends(label, SLICE(":")))
        label.len--;
    out->start = (size_t)(label.bytes - lines->text.bytes);
    out->end = out->start + label.len;
    return label.len > 0;
}

/* The words that say who speaks, where they stand right before the passage or
 * in it; false: it goes on with what was said before. */
static bool find_cue(const struct making *making, const struct lsp_spot *spot,
                     struct lsp_range *out)
{
    const struct passage *passage = &spot->hit->passage;
    const struct lsp_text *text = &making->view->text;

    if (passage->cue_end <= passage->cue_start ||
        lsp_text_offset(text, passage->byte_start) != spot->range.start)
        return find_label(making, spot, out);
    out->start = lsp_text_offset(text, passage->cue_start);
    out->end = lsp_text_offset(text, passage->cue_end);
    return (out->start >= making->behind && out->end <= spot->range.end) ||
           find_label(making, spot, out);
}

static bool is_same_speaker(const struct hit *before, const struct hit *now)
{
    return before && slice_is_known(now->passage.speaker) &&
           slice_equal(before->passage.speaker, now->passage.speaker);
}

static struct slice words_of(struct making *making, const struct hit *hit)
{
    struct strbuf words = STRBUF_INIT;

    lsp_add_words(&words, hit, NAME_COLUMNS);
    return keep(making, &words);
}

static struct slice role_of(struct making *making, const struct hit *hit)
{
    struct passage passage = hit->passage;
    struct strbuf role = STRBUF_INIT;

    passage.speaker = SLICE_UNKNOWN;
    reply_add_speaker(&role, &passage);
    return keep(making, &role);
}

static void open_turn(struct making *making, size_t place,
                      const struct lsp_range *cue)
{
    const struct hit *hit = making->view->spots[place].hit;
    struct lsp_node *turn = push(making, LSP_KIND_CLASS,
                                 clean(making, hit->passage.speaker), place);

    turn->detail = role_of(making, hit);
    if (!cue)
        return;
    turn->selected = *cue;
    if (cue->start < turn->range.start)
        turn->range.start = cue->start;
}

static void add_passage(struct making *making, size_t place)
{
    const struct lsp_spot *spot = &making->view->spots[place];
    const struct hit *hit = spot->hit;
    const struct hit *before = place ? spot[-1].hit : NULL;
    struct lsp_range cue;
    bool has_cue = find_cue(making, spot, &cue);

    if (making->depth > making->sections &&
        (has_cue || !is_same_speaker(before, hit)))
        pop(making, making->sections, place);
    if (making->depth == making->sections &&
        hit->passage.kind == PASSAGE_TURN &&
        slice_is_known(hit->passage.speaker))
        open_turn(making, place, has_cue ? &cue : NULL);
    push(making, LSP_KIND_STRING, words_of(making, hit), place)->detail =
        hit->id;
    pop(making, making->depth - 1, place + 1);
}

/* ---- all of it ---- */

static bool has_several(const struct lsp_view *view)
{
    for (size_t i = 1; i < view->count; i++)
        if (!same_statement(view->spots[0].hit, view->spots[i].hit))
            return true;
    return false;
}

void lsp_tree_make(const struct lsp_view *view, struct arena *arena,
                   struct lsp_node **out, size_t *count)
{
    struct making making = {.view = view, .arena = arena};

    /* Each passage opens its sections, a statement, a turn and itself. */
    making.nodes =
        arena_array(arena, view->count * DEPTH_MOST, sizeof *making.nodes);
    making.has_roots = has_several(view);
    for (size_t i = 0; i < view->count; i++) {
        enter_sections(&making, i);
        add_passage(&making, i);
        making.behind = view->spots[i].range.end;
    }
    pop(&making, 0, view->count);
    *out = making.nodes;
    *count = making.count;
}
