#include "indexer/title.h"

#include "indexer/issuer.h"
#include "indexer/letterhead.h"
#include "indexer/opening.h"
#include "indexer/title_words.h"

enum {
    TITLE_MOST = 400,  /* bytes */
    WORDS_LEAST = 3,   /* words of a line that may be the title */
    WORDS_COUNTED = 8, /* more words make no better title */
    WORTH_OF_WORD = 4  /* of "statement", "visit" and the like, in words */
};

/* A block that may be the title. */
struct candidate {
    const struct opening_block *block;
    struct slice text;
    int score;
};

/* "1.", "(1)", "[Opening remarks]", "<Iran>" and other marks of a part. */
static bool is_part(struct slice text)
{
    static const char *const brackets[][2] = {
        {"<", ">"}, {"＜", "＞"}, {"〈", "〉"}, {"【", "】"}, {"《", "》"}};
    size_t at = 0;

    if (text.bytes[0] == '[' || text.bytes[0] == '(' ||
        slice_starts(text, SLICE("（")))
        return true;
    for (size_t i = 0; i < COUNT_OF(brackets); i++)
        if (slice_starts(text, slice_of(brackets[i][0])) &&
            slice_ends(text, slice_of(brackets[i][1])))
            return true;
    while (at < text.len && text.bytes[at] >= '0' && text.bytes[at] <= '9')
        at++;
    return at > 0 && at <= 3 && at < text.len &&
           (text.bytes[at] == '.' || text.bytes[at] == ')');
}

/* The line names the section of the site: "Back to ..." says so below. */
static bool is_site_section(const struct page *page, struct slice text)
{
    for (size_t i = page->count; i > 0; i--) {
        struct slice line = slice_trim(page->lines[i - 1].text);

        if (slice_starts(line, SLICE("Back to ")) &&
            slice_equal_nocase(slice_part(line, 8, line.len), text))
            return true;
    }
    return false;
}

static bool begins_small(struct slice text)
{
    int32_t c;

    utf8_decode(text.bytes, text.len, &c);
    return (c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x45F);
}

/* The next block goes on with its sentence, or tells in which town the place
 * is that this one names. */
static bool is_no_title_by_next(const struct opening *opening,
                                const struct opening_block *block)
{
    const struct opening_block *next = block + 1;

    return next < opening->items + opening->count &&
           (begins_small(next->text) ||
            (!next->is_paragraph && next->use == LINE_OF_STATEMENT &&
             title_is_town(next->text)));
}

/* "Agreed Minutes" over its dateline is a title, short as it is. */
static int words_least(const struct opening *opening,
                       const struct opening_block *block)
{
    const struct opening_block *next = block + 1;

    return next < opening->items + opening->count && next->use == LINE_DATE
               ? WORDS_LEAST - 1
               : WORDS_LEAST;
}

/* An office alone, and no "Statement by the Ministry of ...". Only on printed
 * pages: a web page or a text begins with what it is about, which may be the
 * "Republic of ... National Day". */
static bool is_letterhead(const struct page *page, struct slice text)
{
    return page->count && page->lines[0].page && letterhead_is(text) &&
           !title_has_word(text);
}

static int score(const struct page *page, const struct opening *opening,
                 const struct opening_block *block)
{
    struct slice text = block->text;
    int words = title_count_words(text);
    bool is_titled = title_has_word(text);

    if (text.len > TITLE_MOST || block->is_paragraph ||
        title_is_salutation(text) || is_part(text) ||
        opening_ends_sentence(text) || begins_small(text) ||
        title_is_cut(text) || title_is_spoken(text) || title_is_turn(text) ||
        title_is_venue(text))
        return 0;
    if (!is_titled &&
        (words < words_least(opening, block) || title_is_place(text) ||
         is_no_title_by_next(opening, block)))
        return 0;
    if (is_site_section(page, text) || issuer_is_mark(text) ||
        is_letterhead(page, text))
        return 0;
    return (words < WORDS_COUNTED ? words : WORDS_COUNTED) +
           (is_titled ? WORTH_OF_WORD : 0);
}

/* Candidates stand before the first paragraph. */
static size_t find_candidates(const struct page *page,
                              const struct opening *opening,
                              struct candidate *out)
{
    size_t count = 0;

    for (size_t i = 0; i < opening->count; i++) {
        const struct opening_block *block = &opening->items[i];

        if (block->is_paragraph)
            break;
        if ((block->use != LINE_OF_STATEMENT && block->use != LINE_OF_PAGE) ||
            block->style == LINE_BULLET || block->style == LINE_QUOTE)
            continue;
        out[count] =
            (struct candidate){block, block->text, score(page, opening, block)};
        if (out[count].score > 0)
            count++;
    }
    return count;
}

/* Captions repeat the title with numbers: all that do are furniture, and the
 * title is what they have in common. */
static bool take_captions(struct page *page, struct candidate *candidates,
                          size_t count, struct candidate *title)
{
    struct slice common = opening_without_number(title->text);
    size_t same = 0;

    if (slice_equal(common, title->text))
        return false;
    for (size_t i = 0; i < count; i++)
        same += slice_equal(opening_without_number(candidates[i].text), common);
    if (same < 2)
        return false;
    for (size_t i = 0; i < count; i++)
        if (slice_equal(opening_without_number(candidates[i].text), common))
            opening_mark(page, candidates[i].block,
                         slice_equal(candidates[i].text, common)
                             ? LINE_TITLE
                             : LINE_OF_PAGE);
    title->text = common;
    return true;
}

/* "JOINT STATEMENT" over "of the Foreign Ministers ...": one title. */
static void join_next(struct page *page, const struct opening *opening,
                      struct candidate *title, struct arena *arena)
{
    const struct opening_block *next = title->block + 1;
    struct strbuf buf = STRBUF_INIT;

    if (next >= opening->items + opening->count ||
        next->use != LINE_OF_STATEMENT || next->is_paragraph ||
        next->first > title->block->end + 1 ||
        title_count_words(title->text) > 4 || next->text.len > TITLE_MOST ||
        opening_ends_sentence(next->text) || !begins_small(next->text))
        return;
    strbuf_add(&buf, title->text);
    strbuf_add_byte(&buf, ' ');
    strbuf_add(&buf, next->text);
    title->text = slice_copy(arena, strbuf_slice(&buf));
    strbuf_release(&buf);
    opening_mark(page, next, LINE_TITLE);
}

/* A heading of the format before the text begins is the title. Letterheads may
 * be set larger: they are no headings of what follows. */
static const struct opening_block *find_heading(struct page *page,
                                                const struct opening *opening)
{
    const struct opening_block *found = NULL;
    unsigned level = 1;

    for (size_t i = 0; i < opening->count; i++) {
        const struct opening_block *block = &opening->items[i];

        if (block->is_paragraph)
            break;
        if (block->style != LINE_HEADING || block->use != LINE_OF_STATEMENT ||
            is_part(block->text) || block->text.len > TITLE_MOST)
            continue;
        if (is_letterhead(page, block->text)) {
            level = block->level >= level ? block->level + 1 : level;
            opening_mark(page, block, LINE_OF_PAGE);
        } else if (!found || block->level < found->level) {
            found = block;
        }
    }
    return found && found->level <= level ? found : NULL;
}

/* The title is known: mark where it stands. */
static void mark_known(struct page *page, const struct opening *opening,
                       struct slice title, struct arena *arena)
{
    title = opening_collapse(arena, title);
    for (size_t i = 0; i < opening->count; i++)
        if (opening->items[i].use == LINE_OF_STATEMENT &&
            slice_equal_nocase(opening->items[i].text, title))
            opening_mark(page, &opening->items[i], LINE_TITLE);
}

/* Repetitions of the title before the text are furniture. */
static void mark_repeated(struct page *page, const struct opening *opening,
                          const struct candidate *title)
{
    for (size_t i = 0; i < opening->count; i++) {
        const struct opening_block *block = &opening->items[i];

        if (block != title->block && block->use == LINE_OF_STATEMENT &&
            page->lines[block->first].use == LINE_OF_STATEMENT &&
            slice_equal(block->text, title->text))
            opening_mark(page, block, LINE_OF_PAGE);
    }
}

/* False when the line is the page's: a breadcrumb reads much like a title. */
static bool take(struct page *page, const struct opening *opening,
                 struct candidate *candidates, size_t count,
                 struct arena *arena, struct candidate *title)
{
    if (take_captions(page, candidates, count, title))
        return true;
    if (title->block->use == LINE_OF_PAGE)
        return false;
    opening_mark(page, title->block, LINE_TITLE);
    join_next(page, opening, title, arena);
    mark_repeated(page, opening, title);
    return true;
}

static struct candidate *best(struct candidate *candidates, size_t count)
{
    struct candidate *found = NULL;

    for (size_t i = 0; i < count; i++)
        if (candidates[i].score &&
            (!found || candidates[i].score > found->score))
            found = &candidates[i];
    return found;
}

/* Is there text behind the block? A page of one line has no title. */
static bool has_text_behind(const struct page *page,
                            const struct opening_block *block)
{
    for (size_t i = block->end; i < page->count; i++)
        if (page->lines[i].use == LINE_OF_STATEMENT &&
            page->lines[i].style != LINE_BLANK)
            return true;
    return false;
}

void title_find(struct page *page, struct statement *statement,
                struct arena *arena)
{
    struct opening *opening = arena_alloc(arena, sizeof *opening);
    struct candidate *candidates, *found, title = {NULL, SLICE_UNKNOWN, 0};
    size_t count;

    opening_read(page, arena, opening);
    if (slice_is_known(statement->title)) {
        mark_known(page, opening, statement->title, arena);
        return;
    }
    candidates = arena_array(arena, OPENING_BLOCKS_MOST, sizeof *candidates);
    count = find_candidates(page, opening, candidates);
    title.block = find_heading(page, opening);
    if (title.block) {
        title.text = title.block->text;
        if (!has_text_behind(page, title.block) ||
            !take(page, opening, candidates, count, arena, &title))
            return;
    }
    while (!title.block && (found = best(candidates, count))) {
        title = *found;
        if (!has_text_behind(page, title.block))
            return;
        if (!take(page, opening, candidates, count, arena, &title)) {
            title = (struct candidate){NULL, SLICE_UNKNOWN, 0};
            found->score = 0;
        }
    }
    statement->title = title.text;
}
