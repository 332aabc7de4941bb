#include "indexer/pdf_joints.h"

#include <math.h>

#include "common/date.h"
#include "indexer/joints.h"
#include "indexer/marks.h"
#include "indexer/pdf_letters.h"
#include "indexer/sentences.h"

enum {
    PITCHES = 256,    /* kinds that are told apart, */
    PITCH_PARTS = 50, /* and of how much of a size they are */
    WIDTHS = 4096,
    DATELINE_MOST = 60, /* bytes */
    YEAR_LEAST = 200    /* a number at the beginning that marks no item */
};

static const float SAME_SIZE = 0.08F;
static const float GAP = 1.22F;     /* pitches: a paragraph ends before it */
static const float GAP_OPEN = 1.6F; /* the same where a sentence goes on */
static const float INDENT = 0.8F;   /* sizes */
static const float SLACK = 0.3F;    /* sizes that a line may end early */
static const float MARGIN = 1.0F;   /* sizes beside what is centered */
static const float LARGE = 1.12F;   /* of the text's size: headings */

/* ---- the shape ---- */

static bool is_same_size(const struct pdf_line *a, const struct pdf_line *b)
{
    return fabsf(a->size - b->size) <= SAME_SIZE * a->size;
}

static bool is_same_column(const struct pdf_line *a, const struct pdf_line *b)
{
    return a->page == b->page && a->column == b->column;
}

static float pitch_of(const struct pdf_line *last, const struct pdf_line *line)
{
    return (line->bottom - last->bottom) / line->size;
}

/* The pitch that a third of the lines is under, the width that a tenth is
 * over. */
static size_t quantile(const size_t *counts, size_t kinds, size_t part,
                       size_t of)
{
    size_t all = 0, seen = 0, i;

    for (i = 0; i < kinds; i++)
        all += counts[i];
    for (i = 0; i < kinds; i++) {
        seen += counts[i];
        if (seen && seen * of >= all * part)
            break;
    }
    return i;
}

void pdf_shape_find(const struct pdf_lines *lines, struct pdf_shape *out)
{
    size_t pitches[PITCHES] = {0}, widths[WIDTHS] = {0};

    *out = (struct pdf_shape){.size = pdf_body_size(lines)};
    for (size_t i = 0; i < lines->count; i++) {
        const struct pdf_line *line = &lines->items[i], *last = line - 1;
        float pitch, width = line->right - line->left;

        if (line->use != PDF_BODY ||
            fabsf(line->size - out->size) > SAME_SIZE * out->size)
            continue;
        if (!line->is_in_column && width >= 0 && width < WIDTHS)
            widths[(size_t)width]++;
        if (!i || !is_same_column(last, line) || !is_same_size(last, line))
            continue;
        pitch = pitch_of(last, line) * PITCH_PARTS;
        if (pitch > PITCH_PARTS / 2 && pitch < PITCHES)
            pitches[(size_t)pitch]++;
    }
    out->pitch = (float)(quantile(pitches, PITCHES, 1, 3) + 1) / PITCH_PARTS;
    out->width = (float)quantile(widths, WIDTHS, 9, 10);
}

/* ---- one line ---- */

static size_t characters(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

/* How wide the first word is; of a script without spaces two signs, since a
 * mark that must not begin a line takes the one before it along. */
static float first_word(const struct pdf_line *line)
{
    struct slice text = line->text;
    size_t end = 0, signs = 0;
    int32_t c;

    while (end < text.len && text.bytes[end] != ' ' && signs < 2) {
        end += utf8_decode(text.bytes + end, text.len - end, &c);
        signs += pdf_letters_are_wide(c);
    }
    return (line->right - line->left) *
           (float)characters(slice_part(text, 0, end)) /
           (float)(characters(text) + 1);
}

/* Where a full line would end. */
static float full_right(const struct pdf_shape *shape,
                        const struct pdf_line *line)
{
    float right = line->column_left + shape->width;

    return line->is_in_column || right < line->column_right ? line->column_right
                                                            : right;
}

/* Was the line ended, though the next one's first word had fitted in? */
static bool is_ended(const struct pdf_shape *shape, const struct pdf_line *last,
                     const struct pdf_line *line)
{
    return last->right + (SLACK + SLACK) * last->size + first_word(line) <
           full_right(shape, last);
}

static bool ends_clause(struct slice text)
{
    return sentence_is_whole(text) || slice_ends(text, SLICE(":")) ||
           slice_ends(text, SLICE(";"));
}

static bool begins_item(const struct pdf_line *first,
                        const struct pdf_line *last,
                        const struct pdf_line *line)
{
    struct mark mark = mark_find(line->text);

    if (mark.style == MARK_NONE || mark.style == MARK_BARE ||
        mark.value >= YEAR_LEAST)
        return false;
    return mark.style == MARK_BULLET || ends_clause(last->text) ||
           mark_find(first->text).style == mark.style;
}

static bool has_mark(const struct pdf_line *line)
{
    return mark_find(line->text).style != MARK_NONE;
}

static bool is_bold(const struct pdf_line *line)
{
    return line->bold >= line->text.len;
}

/* A label in bold type: "Mr. Smith:". */
static bool begins_label(const struct pdf_line *line)
{
    struct slice bold = slice_trim(slice_part(line->text, 0, line->bold));

    return line->bold < line->text.len && slice_ends(bold, SLICE(":"));
}

/* By where it begins, is it the first line of another paragraph? */
static bool is_indented(const struct pdf_line *first,
                        const struct pdf_line *last,
                        const struct pdf_line *line, size_t count)
{
    float step = INDENT * line->size;

    if (count == 1)
        return line->left > last->left + step && !has_mark(first);
    return line->left > last->left + step ||
           (line->left < last->left - step && has_mark(first));
}

static bool begins_lower(const struct pdf_line *line)
{
    return joint_begins_lower(line->text);
}

/* From one column to the next, or from one page to the next. */
static bool holds_over(const struct pdf_shape *shape,
                       const struct pdf_line *last, const struct pdf_line *line)
{
    float indent = line->left - line->column_left;

    if (joint_ends_with_hyphen(last->text) && begins_lower(line))
        return true;
    if (ends_clause(last->text))
        return false;
    if (begins_lower(line))
        return true;
    return !is_ended(shape, last, line) && indent < INDENT * line->size &&
           is_bold(last) == is_bold(line);
}

/* Lines of one heading. */
static bool holds_heading(const struct pdf_line *last,
                          const struct pdf_line *line, float gap)
{
    return is_bold(last) == is_bold(line) && gap < GAP_OPEN &&
           !sentence_is_whole(last->text);
}

/* Does the line stand in the middle, with space on both sides? */
static bool is_centered(const struct pdf_shape *shape,
                        const struct pdf_line *line)
{
    float left = line->left - line->column_left;
    float right = full_right(shape, line) - line->right;

    return left > MARGIN * line->size && fabsf(left - right) < line->size * 2;
}

/* Lines of one title in bold type in the middle. */
static bool holds_centered(const struct pdf_shape *shape,
                           const struct pdf_line *last,
                           const struct pdf_line *line)
{
    struct date_match match;

    if (line->text.len < DATELINE_MOST && date_find(line->text, 0, &match) &&
        match.from.day)
        return false;
    return is_bold(last) && is_bold(line) && is_centered(shape, last) &&
           is_centered(shape, line) && !ends_clause(last->text);
}

static bool holds_below(const struct pdf_shape *shape,
                        const struct pdf_line *first,
                        const struct pdf_line *last,
                        const struct pdf_line *line, size_t count)
{
    float gap = pitch_of(last, line) / shape->pitch;
    bool is_open = !ends_clause(last->text) && begins_lower(line);

    if (gap < 0 || gap > (is_open ? GAP_OPEN : GAP))
        return line->size > shape->size * LARGE &&
               holds_heading(last, line, gap);
    if (line->size > shape->size * LARGE)
        return holds_heading(last, line, gap);
    if ((joint_ends_with_hyphen(last->text) && begins_lower(line)) ||
        holds_centered(shape, last, line))
        return true;
    if (is_indented(first, last, line, count) && !is_open)
        return false;
    if (is_bold(last) != is_bold(line) && ends_clause(last->text))
        return false;
    if (is_bold(last) && !line->bold)
        return false;
    return is_open || !is_ended(shape, last, line);
}

bool pdf_joint_holds(const struct pdf_shape *shape,
                     const struct pdf_line *first, const struct pdf_line *last,
                     const struct pdf_line *line, size_t count)
{
    if (last->is_row || line->is_row || !is_same_size(last, line) ||
        begins_item(first, last, line) || begins_label(line))
        return false;
    if (!is_same_column(last, line))
        return holds_over(shape, last, line);
    return holds_below(shape, first, last, line, count);
}
