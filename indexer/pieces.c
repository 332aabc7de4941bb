#include "indexer/pieces.h"

#include <string.h>

#include "indexer/sentences.h"
#include "indexer/sides.h"

enum {
    LEAD_IN_CHARACTERS = 200, /* a lead-in under this joins what follows */
    LONG_CHARACTERS = 1500,   /* a passage over this is cut, */
    ENDING_CHARACTERS = 1600, /* unless a last sentence only runs over it */
    AIM_CHARACTERS = 1100     /* at about so much */
};

static size_t count_characters(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

/* Offset behind so many characters of text, or its end. */
static size_t skip_characters(struct slice text, size_t from, size_t count)
{
    size_t at = from;

    if (text.len - from <= count) /* no character has less than a byte */
        return text.len;
    while (at < text.len && count > 0) {
        at++;
        while (at < text.len && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
            at++;
        count--;
    }
    return at;
}

static struct passage *add(struct pieces *pieces, const struct passage *like)
{
    pieces->items = heap_grow(pieces->items, pieces->count, &pieces->capacity,
                              sizeof *pieces->items);
    pieces->items[pieces->count] = *like;
    return &pieces->items[pieces->count++];
}

/* The last break at or before most: a space, else the end of a character. */
static size_t break_before(struct slice text, size_t from, size_t most)
{
    size_t at = most;

    while (at > from && text.bytes[at - 1] != ' ')
        at--;
    if (at > from)
        return at;
    return from + utf8_cut(text.bytes + from, text.len - from, most - from);
}

/* The sentence end nearest to aim within (from, most]; else a break. */
static size_t cut_near(struct slice text, size_t from, size_t aim, size_t most)
{
    size_t best = 0;

    for (size_t at = from;;) {
        at = sentence_end(slice_part(text, 0, most + 1), at);
        if (at > most)
            break;
        if (!best || at <= aim || at - aim < aim - best)
            best = at;
        if (at >= aim)
            break;
    }
    return best ? best : break_before(text, from, most);
}

/* What runs over the limit is kept when it is the lesser third of the one last
 * sentence: cut off, that sentence would stand alone as a short passage. */
static bool is_too_long(struct slice text)
{
    size_t limit = skip_characters(text, 0, LONG_CHARACTERS);
    size_t at = 0, start = 0;

    if (limit == text.len)
        return false;
    if (skip_characters(text, limit, ENDING_CHARACTERS - LONG_CHARACTERS) <
        text.len)
        return true;
    while (at < limit) {
        start = at;
        at = sentence_end(text, at);
    }
    return at < text.len || (text.len - limit) * 3 > text.len - start;
}

/* Where the part that begins at from ends. */
static size_t part_end(struct slice text, size_t from)
{
    struct slice rest = slice_part(text, from, text.len);
    size_t characters, parts;

    if (!is_too_long(rest))
        return text.len;
    characters = count_characters(slice_part(
        text, from, skip_characters(text, from, 8 * AIM_CHARACTERS)));
    parts = (characters + AIM_CHARACTERS / 2) / AIM_CHARACTERS;
    if (parts < 2)
        parts = 2;
    return cut_near(text, from, skip_characters(text, from, characters / parts),
                    skip_characters(text, from, LONG_CHARACTERS - 1));
}

/* "The ministers agreed:" and "... are as follows." in several languages. */
static bool is_lead_in(struct slice text)
{
    static const char *const ends[] = {":",
                                       "：",
                                       "as follows.",
                                       "the following.",
                                       "のとおり。",
                                       "のとおりです。",
                                       "は次の通り。",
                                       "以下の通り。"};

    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return count_characters(text) < LEAD_IN_CHARACTERS;
    return false;
}

static bool is_same_section(const struct passage *a, const struct passage *b)
{
    if (a->section_count != b->section_count)
        return false;
    for (size_t i = 0; i < a->section_count; i++)
        if (a->sections[i].bytes != b->sections[i].bytes)
            return false;
    return true;
}

static void add_attribution(struct passage *to, const struct passage *from)
{
    for (size_t i = 0; i < from->side_count; i++)
        sides_add(to->sides, &to->side_count, PASSAGE_SIDES_MOST,
                  from->sides[i]);
    for (size_t i = 0; i < from->about_count; i++)
        sides_add(to->about, &to->about_count, PASSAGE_ABOUT_MOST,
                  from->about[i]);
    if (!to->cue_end && from->evidence) {
        to->evidence = from->evidence;
        to->cue = from->cue;
        to->cue_start = from->cue_start;
        to->cue_end = from->cue_end;
    }
}

/* Put text behind the lead-in's; the joint is a space. */
static void join(struct passage *lead, const struct passage *led,
                 struct arena *arena)
{
    char *bytes = arena_alloc(arena, lead->text.len + led->text.len + 2);

    memcpy(bytes, lead->text.bytes, lead->text.len);
    bytes[lead->text.len] = ' ';
    memcpy(bytes + lead->text.len + 1, led->text.bytes, led->text.len);
    lead->text = (struct slice){bytes, lead->text.len + led->text.len + 1};
    lead->byte_end = led->byte_end;
    add_attribution(lead, led);
}

/* A note, which stands behind all else, is led in by nothing. */
static bool may_join(const struct pieces *pieces, const struct passage *led)
{
    const struct passage *lead = &pieces->items[pieces->count - 1];

    return is_same_section(lead, led) && led->kind != PASSAGE_NOTE &&
           lead->byte_end <= led->byte_start &&
           count_characters(lead->text) + count_characters(led->text) <
               LONG_CHARACTERS;
}

static void set_place(struct passage *passage, const struct block *block,
                      size_t start, size_t end)
{
    const struct line *line = block_line(block, start);

    passage->text = slice_part(block->text, start, end);
    passage->line = line->number;
    passage->page = line->page;
    passage->node = line->node;
    passage->byte_start = block_offset(block, start);
    passage->byte_end = block_end_offset(block, end);
}

void pieces_add(struct pieces *pieces, const struct block *block, size_t start,
                const struct passage *like, bool is_turn, struct arena *arena)
{
    struct passage whole = *like;

    set_place(&whole, block, start, block->text.len);
    if (pieces->is_open && !is_turn && may_join(pieces, &whole)) {
        join(&pieces->items[pieces->count - 1], &whole, arena);
        pieces->is_open = false;
        return;
    }
    pieces->is_open = is_lead_in(whole.text);
    while (start < block->text.len) {
        size_t end = part_end(block->text, start), last;

        for (last = end;
             last > start + 1 && block->text.bytes[last - 1] == ' ';)
            last--;
        set_place(add(pieces, like), block, start, last);
        while (end < block->text.len && block->text.bytes[end] == ' ')
            end++;
        start = end;
    }
}

void pieces_finish(struct pieces *pieces, struct arena *arena,
                   struct passage **out, size_t *count)
{
    *count = pieces->count;
    *out = arena_adopt(arena,
                       heap_resize(pieces->items, pieces->count, sizeof **out));
    for (size_t i = 0; i < pieces->count; i++) {
        (*out)[i].n = (uint32_t)i + 1;
        (*out)[i].hash = passage_hash((*out)[i].text);
    }
    *pieces = (struct pieces){NULL, 0, 0, false};
}
