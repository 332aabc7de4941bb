#include "indexer/pdf_paragraphs.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/joints.h"
#include "indexer/page_text.h"
#include "indexer/pdf_furniture.h"
#include "indexer/pdf_joints.h"
#include "indexer/pdf_letters.h"
#include "indexer/pdf_words.h"

enum {
    LEVELS_MOST = 6,
    HEADING_BYTES_MOST = 250,
    PARAGRAPH_BYTES_MOST = 256 * 1024
};

static const float LARGE = 1.12F;      /* of the size of the text */
static const float COVER_WIDTH = 0.8F; /* of a full line: text */

/* The text while it is put together. */
struct maker {
    const struct pdf_lines *lines;
    struct page_text text;
    struct pdf_words words;
    struct pdf_shape shape;
    float levels[LEVELS_MOST]; /* sizes of headings, the largest first */
    size_t level_count;
    float cover_size;   /* of the largest lines on a cover; 0: there is none */
    struct strbuf part; /* of the open paragraph that stands on one page */
    size_t bold;
    bool is_continued;           /* the part goes on with the line before it */
    const struct pdf_line *open; /* the first line of the paragraph */
    const struct pdf_line *last; /* NULL: none is open */
    size_t count;                /* of its lines */
    uint32_t note;               /* the number of the open note; 0: none */
};

/* ---- headings ---- */

static bool is_large(const struct maker *maker, const struct pdf_line *line)
{
    return line->size > maker->shape.size * LARGE && !line->is_row &&
           (line->page != 1 || !(line->size < maker->cover_size));
}

/* The first page is a cover if no text is on it, only lines that are large or
 * short: then the largest of them are a heading, and the others are none. */
static void find_cover(struct maker *maker)
{
    const struct pdf_lines *lines = maker->lines;
    size_t last = lines->count ? lines->count - 1 : 0;
    float size = 0;

    for (size_t i = 0; i < lines->count && lines->items[i].page == 1; i++) {
        const struct pdf_line *line = &lines->items[i];

        if (line->use != PDF_BODY)
            continue;
        if (line->size <= maker->shape.size * LARGE &&
            line->right - line->left > maker->shape.width * COVER_WIDTH)
            return;
        if (line->size > size)
            size = line->size;
    }
    if (lines->count && lines->items[last].page > 1)
        maker->cover_size = size;
}

static void note_level(struct maker *maker, float size)
{
    size_t at = 0;

    while (at < maker->level_count && maker->levels[at] > size)
        at++;
    if (at == LEVELS_MOST ||
        (at < maker->level_count && !(maker->levels[at] < size)))
        return;
    if (maker->level_count < LEVELS_MOST)
        maker->level_count++;
    memmove(maker->levels + at + 1, maker->levels + at,
            (maker->level_count - at - 1) * sizeof *maker->levels);
    maker->levels[at] = size;
}

static void find_levels(struct maker *maker)
{
    for (size_t i = 0; i < maker->lines->count; i++) {
        const struct pdf_line *line = &maker->lines->items[i];

        if (line->use == PDF_BODY && is_large(maker, line))
            note_level(maker, line->size);
    }
}

static unsigned level_of(const struct maker *maker, float size)
{
    unsigned level = 1;

    while (level < maker->level_count && maker->levels[level - 1] > size)
        level++;
    return level;
}

/* ---- paragraphs ---- */

static void close_part(struct maker *maker)
{
    struct line line = {.page = maker->last->page,
                        .bold_end = maker->bold,
                        .note = maker->note,
                        .goes_on = maker->is_continued,
                        .is_row = maker->open->is_row};

    if (is_large(maker, maker->open) && maker->part.len < HEADING_BYTES_MOST &&
        !maker->is_continued) {
        line.style = LINE_HEADING;
        line.level = level_of(maker, maker->open->size);
    }
    page_text_add(&maker->text, strbuf_slice(&maker->part), &line);
    strbuf_reset(&maker->part);
    maker->bold = 0;
}

static void close_paragraph(struct maker *maker)
{
    if (!maker->last)
        return;
    close_part(maker);
    page_text_add_blank(&maker->text);
    maker->last = NULL;
    maker->is_continued = false;
}

static void add_bytes(struct maker *maker, struct slice text, size_t bold)
{
    if (bold && maker->bold + 1 >= maker->part.len)
        maker->bold = maker->part.len + bold;
    strbuf_add(&maker->part, text);
}

/* Between lines of Chinese and Japanese there is no space. */
static bool is_spaced(struct slice before, struct slice next)
{
    return !pdf_letters_are_wide(pdf_letters_last(before)) &&
           !pdf_letters_are_wide(pdf_letters_first(next));
}

/* Put the joint before the next line; a word that was broken is put together,
 * and what was taken of the next line for it is told. */
static size_t add_joint(struct maker *maker, struct slice next)
{
    struct slice text = strbuf_slice(&maker->part);
    size_t taken = 0;

    if (!text.len)
        return 0;
    if (!joint_ends_with_hyphen(text)) {
        if (is_spaced(text, next))
            strbuf_add_byte(&maker->part, ' ');
        return 0;
    }
    if (!pdf_words_keep_hyphen(&maker->words, text, next))
        strbuf_cut(&maker->part, text.len - 1);
    while (taken < next.len && next.bytes[taken] != ' ')
        taken++;
    strbuf_add(&maker->part, slice_part(next, 0, taken));
    while (taken < next.len && next.bytes[taken] == ' ')
        taken++;
    return taken;
}

static void add_line(struct maker *maker, const struct pdf_line *line)
{
    struct slice text = line->text;
    bool is_turned = maker->last && maker->last->page != line->page;
    size_t taken = 0;

    if (maker->last)
        taken = add_joint(maker, text);
    if (is_turned) {
        maker->part.len -= maker->part.len && !taken &&
                           maker->part.bytes[maker->part.len - 1] == ' ';
        close_part(maker);
        maker->is_continued = true;
    } else if (taken && taken < text.len) {
        strbuf_add_byte(&maker->part, ' ');
    }
    text = slice_part(text, taken, text.len);
    add_bytes(maker, text, line->bold > taken ? line->bold - taken : 0);
    maker->last = line;
    maker->count++;
}

static void take_line(struct maker *maker, const struct pdf_line *line)
{
    if (maker->last && (maker->part.len > PARAGRAPH_BYTES_MOST ||
                        !pdf_joint_holds(&maker->shape, maker->open,
                                         maker->last, line, maker->count)))
        close_paragraph(maker);
    if (!maker->last) {
        maker->open = line;
        maker->count = 0;
    }
    add_line(maker, line);
}

static void add_furniture(struct maker *maker, const struct pdf_line *line)
{
    struct line made = {.page = line->page, .use = LINE_OF_PAGE};

    page_text_add(&maker->text, line->text, &made);
    page_text_add_blank(&maker->text);
}

static bool is_full(const struct maker *maker)
{
    return maker->text.count >= PDF_PARAGRAPHS_MOST ||
           maker->text.text.len >= PDF_TEXT_MOST;
}

/* The text with its furniture; that which stands within a paragraph comes
 * behind it. */
static bool take_text(struct maker *maker)
{
    const struct pdf_lines *lines = maker->lines;
    size_t waiting = 0; /* furniture before it is done */

    for (size_t i = 0; i <= lines->count; i++) {
        if (is_full(maker))
            return false;
        if (i < lines->count && lines->items[i].use == PDF_BODY)
            take_line(maker, &lines->items[i]);
        else if (i == lines->count)
            close_paragraph(maker);
        for (; waiting < i && (!maker->last || maker->count == 1); waiting++)
            if (lines->items[waiting].use == PDF_FURNITURE)
                add_furniture(maker, &lines->items[waiting]);
    }
    return true;
}

static bool take_notes(struct maker *maker)
{
    for (size_t i = 0; i < maker->lines->count; i++) {
        if (is_full(maker))
            return false;
        if (maker->lines->items[i].use != PDF_NOTE)
            continue;
        take_line(maker, &maker->lines->items[i]);
        maker->note += maker->count == 1;
    }
    close_paragraph(maker);
    return true;
}

bool pdf_paragraphs_make(const struct pdf_lines *lines, struct arena *arena,
                         struct page *out)
{
    struct maker maker = {.lines = lines};
    bool is_whole;

    pdf_shape_find(lines, &maker.shape);
    pdf_words_learn(&maker.words, lines);
    find_cover(&maker);
    find_levels(&maker);
    is_whole = take_text(&maker) && take_notes(&maker);
    page_text_finish(&maker.text, arena, out);
    pdf_words_release(&maker.words);
    strbuf_release(&maker.part);
    return is_whole;
}
