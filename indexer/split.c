#include "indexer/split.h"

#include <string.h>

#include "indexer/attribution.h"
#include "indexer/front.h"
#include "indexer/outline.h"
#include "indexer/pieces.h"
#include "indexer/turns.h"

enum {
    FIRST_BLOCKS = 3,
    FRONT_BYTES_MOST = 90,
    TOKENS_KEPT_MOST = 1500 * 1000
};

/* What split_page() goes through, and the passages so far. */
struct splitter {
    const struct page *page;
    const struct statement *statement;
    struct arena *arena;
    struct sequel *before;   /* the parts before; in the arena */
    struct token_list *read; /* of the first blocks, kept; else NULL */
    size_t read_count;
    struct voice voice; /* of the whole statement */
    struct block_list blocks;
    struct outline_role *roles;
    struct turn *turns;
    struct turn carried;     /* that goes on from the part before */
    const struct turn *turn; /* that goes on; NULL: nobody's */
    struct slice cue;        /* its label, and where in the file that is; */
    size_t cue_start;        /* both 0: the format has no words for it */
    size_t cue_end;
    bool is_new_section;      /* no text but notes since its heading */
    struct token_list tokens; /* scratch, */
    size_t tokens_of;         /* of this block, from 1; or 0 */
    struct pieces pieces;
};

/* Where the text of a block begins, behind its label or mark. */
static size_t text_start(const struct splitter *splitter, size_t i)
{
    const struct outline_role *role = &splitter->roles[i];

    if (splitter->turns[i].is_label)
        return splitter->turns[i].text_start;
    return role->kind == OUTLINE_BULLET || role->kind == OUTLINE_ITEM
               ? splitter->blocks.items[i].mark.end
               : 0;
}

static enum passage_kind kind_of(const struct splitter *splitter, size_t i)
{
    switch (splitter->roles[i].kind) {
    case OUTLINE_BULLET:
        return PASSAGE_BULLET;
    case OUTLINE_ITEM:
        return PASSAGE_ITEM;
    case OUTLINE_TURN:
        return PASSAGE_TURN;
    case OUTLINE_NOTE:
        return PASSAGE_NOTE;
    default:
        return splitter->turn ? PASSAGE_TURN : PASSAGE_PARAGRAPH;
    }
}

/* The words of a block: those kept, or read again. */
static const struct token_list *tokens_of(struct splitter *splitter, size_t i)
{
    if (i < splitter->read_count)
        return &splitter->read[i];
    if (splitter->tokens_of != i + 1)
        tokens_read(&splitter->tokens, splitter->blocks.items[i].text);
    splitter->tokens_of = i + 1;
    return &splitter->tokens;
}

static void set_about(struct passage *passage, const struct mentions *about)
{
    for (size_t i = 0; i < about->count; i++)
        passage->about[i] = about->sides[i];
    passage->about_count = about->count;
}

/* A new turn, by its label. */
static void begin_turn(struct splitter *splitter, size_t i)
{
    const struct block *block = &splitter->blocks.items[i];
    const struct turn *turn = &splitter->turns[i];

    splitter->turn = turn;
    splitter->cue_start = splitter->cue_end = 0;
    splitter->cue = SLICE_UNKNOWN;
    if (turn->label_end) {
        splitter->cue = slice_part(block->text, 0, turn->label_end);
        splitter->cue_start = block_offset(block, 0);
        splitter->cue_end = block_end_offset(block, turn->label_end);
    }
}

/* The speaker and his side; the label of the turn is the cue. */
static void attribute_turn(struct splitter *splitter, size_t i, size_t start,
                           struct passage *passage)
{
    const struct turn *turn = splitter->turn;
    struct mentions about;

    passage->speaker = turn->speaker;
    passage->role = turn->role;
    if (slice_is_known(turn->side))
        passage->sides[passage->side_count++] = turn->side;
    if (slice_is_known(turn->side) || slice_is_known(turn->speaker) ||
        slice_is_known(turn->role)) {
        passage->evidence =
            splitter->turns[i].is_label ? EVIDENCE_STATED : EVIDENCE_INHERITED;
        passage->cue = splitter->cue;
        passage->cue_start = splitter->cue_start;
        passage->cue_end = splitter->cue_end;
    }
    mentions_find(splitter->blocks.items[i].text, start, tokens_of(splitter, i),
                  NULL, 0, &about);
    set_about(passage, &about);
}

static void attribute_text(struct splitter *splitter, size_t i, size_t start,
                           struct passage *passage)
{
    const struct block *block = &splitter->blocks.items[i];
    const struct attribution_context context = {
        &splitter->before->parties, &splitter->before->names,
        splitter->statement->issuer_side, splitter->voice};
    struct attribution found;

    attribution_find(&context, block->text, start, tokens_of(splitter, i),
                     &found);
    for (size_t s = 0; s < found.side_count; s++)
        passage->sides[s] = found.sides[s];
    passage->side_count = found.side_count;
    passage->evidence = found.evidence;
    set_about(passage, &found.about);
    if (found.cue_end) {
        passage->cue = slice_part(block->text, found.cue_start, found.cue_end);
        passage->cue_start = block_offset(block, found.cue_start);
        passage->cue_end = block_end_offset(block, found.cue_end);
    }
}

/* "(The briefing ended at 3:10 p.m.)", on its own: nobody says it. */
static bool is_stage_direction(struct slice text, size_t start)
{
    char close = text.bytes[0] == '[' ? ']' : ')';

    return start == 0 && text.len < 200 &&
           (text.bytes[0] == '(' || text.bytes[0] == '[') &&
           memchr(text.bytes, close, text.len) == text.bytes + text.len - 1;
}

/* Of a long block each piece speaks of whom it names itself; and a turn goes
 * on in all but the first. */
static void part_pieces(struct splitter *splitter, size_t i, size_t first)
{
    const struct block *block = &splitter->blocks.items[i];
    const struct token_list *tokens = tokens_of(splitter, i);
    struct pieces *pieces = &splitter->pieces;

    for (size_t at = first; at < pieces->count; at++) {
        struct passage *passage = &pieces->items[at];
        size_t start = (size_t)(passage->text.bytes - block->text.bytes),
               kept = 0;
        struct mentions named;

        mentions_find(slice_part(block->text, 0, start + passage->text.len),
                      start, tokens, NULL, 0, &named);
        for (size_t k = 0; k < passage->about_count; k++)
            for (size_t n = 0; n < named.count; n++)
                if (slice_equal(passage->about[k], named.sides[n])) {
                    passage->about[kept++] = passage->about[k];
                    break;
                }
        passage->about_count = kept;
        if (at > first && splitter->turn && passage->evidence &&
            passage->kind != PASSAGE_NOTE)
            passage->evidence = EVIDENCE_INHERITED;
    }
}

static void add_block(struct splitter *splitter, size_t i)
{
    const struct block *block = &splitter->blocks.items[i];
    size_t start = text_start(splitter, i);
    size_t before = splitter->pieces.count;
    struct passage passage = {.section_count = splitter->before->path.count};

    if (splitter->turns[i].is_label)
        begin_turn(splitter, i);
    if (start >= block->text.len)
        return;
    passage.kind = kind_of(splitter, i);
    if (passage.kind == PASSAGE_NOTE && !splitter->is_new_section)
        passage.section_count = 0;
    splitter->is_new_section &= passage.kind == PASSAGE_NOTE;
    for (size_t s = 0; s < passage.section_count; s++)
        passage.sections[s] = splitter->before->path.names[s];
    if (passage.kind == PASSAGE_NOTE)
        attribute_text(splitter, i, start, &passage);
    else if (splitter->turn && is_stage_direction(block->text, start))
        passage.kind = PASSAGE_PARAGRAPH;
    else if (splitter->turn)
        attribute_turn(splitter, i, start, &passage);
    else
        attribute_text(splitter, i, start, &passage);
    pieces_add(&splitter->pieces, block, start, &passage,
               splitter->turns[i].is_label, splitter->arena);
    if (splitter->pieces.count > before + 1)
        part_pieces(splitter, i, before);
}

static void walk(struct splitter *splitter)
{
    for (size_t i = 0; i < splitter->blocks.count; i++) {
        const struct outline_role *role = &splitter->roles[i];

        if (role->kind == OUTLINE_HEADING || role->lead) {
            outline_enter(&splitter->before->path, &splitter->blocks.items[i],
                          role);
            splitter->is_new_section = true;
            splitter->turn = NULL;
        }
        if (role->kind != OUTLINE_HEADING)
            add_block(splitter, i);
    }
}

/* Keep the words just read of block i for later, unless too many are kept.
 * Returns how many. */
static size_t keep_tokens(struct splitter *splitter, size_t i, size_t kept)
{
    const struct token_list *tokens = &splitter->tokens;
    struct token *copy;

    if (kept + tokens->count > TOKENS_KEPT_MOST || splitter->read_count < i)
        return 0;
    copy = arena_array(splitter->arena, tokens->count, sizeof *copy);
    if (tokens->count)
        memcpy(copy, tokens->items, tokens->count * sizeof *copy);
    splitter->read[i] =
        (struct token_list){copy, tokens->count, tokens->count, false};
    splitter->read_count = i + 1;
    return tokens->count;
}

/* Who speaks may be named in the front, which is no passage. */
static void gather_front(struct splitter *splitter)
{
    for (size_t i = 0; i < splitter->page->count && i < FRONT_LINES_MOST; i++) {
        const struct line *line = &splitter->page->lines[i];

        if (line->use != LINE_OF_PAGE || line->text.len > FRONT_BYTES_MOST)
            continue;
        tokens_read(&splitter->tokens, line->text);
        persons_gather(&splitter->before->names, line->text, &splitter->tokens,
                       splitter->arena);
    }
}

/* Put down every person whom title and text name. */
static void gather_names(struct splitter *splitter)
{
    size_t kept = 0;

    tokens_read(&splitter->tokens, splitter->statement->title);
    persons_gather(&splitter->before->names, splitter->statement->title,
                   &splitter->tokens, splitter->arena);
    gather_front(splitter);
    splitter->read = arena_array(splitter->arena, splitter->blocks.count,
                                 sizeof *splitter->read);
    for (size_t i = 0; i < splitter->blocks.count; i++) {
        struct slice text = splitter->blocks.items[i].text;

        tokens_read(&splitter->tokens, text);
        persons_gather(&splitter->before->names, text, &splitter->tokens,
                       splitter->arena);
        voice_note(&splitter->before->heard, text, &splitter->tokens);
        kept += keep_tokens(splitter, i, kept);
    }
}

static struct slice opening_of(const struct splitter *splitter)
{
    for (size_t i = 0; i < splitter->blocks.count && i < FIRST_BLOCKS; i++)
        if (splitter->blocks.items[i].text.len > 60)
            return splitter->blocks.items[i].text;
    return SLICE("");
}

/* Of the turn that is open. */
static enum label_kind last_label(const struct sequel *before)
{
    if (!before->is_transcript)
        return LABEL_NONE;
    return before->is_open && slice_equal(before->role, SLICE("Question"))
               ? LABEL_QUESTION
               : LABEL_PERSON;
}

static void find_turns(struct splitter *splitter)
{
    struct sequel *before = splitter->before;
    const struct turns_context context = {splitter->statement, &before->parties,
                                          &before->names, last_label(before),
                                          splitter->arena};
    bool is_labelled = before->is_transcript;

    splitter->turns = arena_array(splitter->arena, splitter->blocks.count,
                                  sizeof *splitter->turns);
    before->is_transcript |=
        turns_find(&context, &splitter->blocks, splitter->turns);
    voice_settle(&before->heard, splitter->statement->issuer_side,
                 &splitter->voice);
    for (size_t i = 0; i < splitter->blocks.count; i++)
        if (splitter->blocks.items[i].line->note) {
            splitter->roles[i].kind = OUTLINE_NOTE;
            splitter->turns[i].is_label = false;
        } else if (splitter->turns[i].is_label) {
            splitter->roles[i].kind = OUTLINE_TURN;
            is_labelled = true;
        }
    splitter->voice.is_speech &= !is_labelled;
}

static bool is_furniture(const struct line *line)
{
    return line->use == LINE_OF_PAGE && slice_trim(line->text).len > 0;
}

static void gather_furniture(const struct page *page, struct arena *arena,
                             struct passage_list *out)
{
    size_t count = 0;

    for (size_t i = 0; i < page->count; i++)
        count += is_furniture(&page->lines[i]);
    out->furniture = arena_array(arena, count, sizeof *out->furniture);
    out->furniture_count = count;
    count = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];
        struct passage *passage = &out->furniture[count];
        size_t start;

        if (!is_furniture(line))
            continue;
        passage->text = slice_trim(line->text);
        start = (size_t)(passage->text.bytes - line->text.bytes);
        passage->kind = PASSAGE_FURNITURE;
        passage->line = line->number;
        passage->page = line->page;
        passage->node = line->node;
        passage->byte_start = line_offset(line, start);
        passage->byte_end = line_offset(line, start + passage->text.len);
        passage->hash = passage_hash(passage->text);
        count++;
    }
}

/* Nothing of the part before is undone: the turn that was open goes on. Its cue
 * stands before this part, whose places count from 0: they wrap around, and are
 * true again when where the part begins is added. */
static void go_on(struct splitter *splitter)
{
    const struct sequel *before = splitter->before;

    if (!before->is_open)
        return;
    splitter->carried = (struct turn){
        .speaker = before->speaker, .role = before->role, .side = before->side};
    splitter->turn = &splitter->carried;
    splitter->cue = before->cue;
    if (before->cue_end) {
        splitter->cue_start = before->cue_start - before->start;
        splitter->cue_end = before->cue_end - before->start;
    }
}

/* What the next part goes on from. */
static void leave(struct splitter *splitter, struct sequel *sequel)
{
    struct sequel *left = splitter->before;
    const struct turn *turn = splitter->turn;

    left->is_open = turn != NULL;
    if (turn) {
        left->speaker = turn->speaker;
        left->role = turn->role;
        left->side = turn->side;
        left->cue = splitter->cue;
        left->cue_start = left->cue_end = 0;
        if (splitter->cue_end) {
            left->cue_start = splitter->cue_start + left->start;
            left->cue_end = splitter->cue_end + left->start;
        }
    }
    sequel_keep(sequel, left);
}

void split_page(const struct page *page, const struct statement *statement,
                struct arena *arena, struct passage_list *out)
{
    split_part(page, statement, NULL, arena, out);
}

void split_part(const struct page *page, const struct statement *statement,
                struct sequel *sequel, struct arena *arena,
                struct passage_list *out)
{
    struct splitter splitter = {
        .page = page, .statement = statement, .arena = arena};

    *out = (struct passage_list){0};
    blocks_join(page, arena, &splitter.blocks);
    gather_furniture(page, arena, out);
    if (!splitter.blocks.count)
        return;
    splitter.roles =
        arena_array(arena, splitter.blocks.count, sizeof *splitter.roles);
    splitter.tokens.is_english = slice_equal(statement->language, SLICE("en"));
    splitter.before = sequel ? sequel_recall(sequel, arena)
                             : arena_alloc(arena, sizeof *splitter.before);
    gather_names(&splitter);
    if (!splitter.before->is_begun)
        parties_find(statement, opening_of(&splitter),
                     &splitter.before->parties);
    find_turns(&splitter);
    outline_find(&splitter.blocks, splitter.roles);
    go_on(&splitter);
    walk(&splitter);
    if (sequel)
        leave(&splitter, sequel);
    pieces_finish(&splitter.pieces, arena, &out->items, &out->count);
    tokens_release(&splitter.tokens);
}
