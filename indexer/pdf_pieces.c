#include "indexer/pdf_pieces.h"

#include "indexer/pdf_letters.h"

enum { NOTE_DIGITS_MOST = 3 };

/* In heights of a line. */
static const float SPACE_LEAST = 0.12F; /* between words, */
static const float SPACE_HANGUL = 0.24F;
static const float SPACE_SIGN = 0.35F;    /* signs of Chinese and Japanese, */
static const float SPACE_MARK = 0.4F;     /* and before a comma */
static const float GAP_MOST = 0.9F;       /* in one piece of text */
static const float RAISED_SIZE = 0.8F;    /* of the line's, */
static const float RAISED_HEIGHT = 0.87F; /* of its height, for "12" above it */

static float least(float a, float b)
{
    return a < b ? a : b;
}

static float most(float a, float b)
{
    return a > b ? a : b;
}

static bool is_in_row(const struct pdf_piece *a, float top, float bottom)
{
    float common = least(a->bottom, bottom) - most(a->top, top);

    return common > 0.5F * least(a->bottom - a->top, bottom - top);
}

static bool is_digits(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.len && text.len <= NOTE_DIGITS_MOST;
}

/* A small number that stands higher than its line, which is so high: a
 * reference to a note. */
static bool is_raised(const struct pdf_text *text, float height, float bottom)
{
    return text->bottom - text->top < height * RAISED_HEIGHT &&
           text->bottom < bottom && is_digits(text->text);
}

/* "km" with a raised 2 is no word with a note. */
static bool is_unit(struct slice text, struct slice power)
{
    static const char *const units[] = {"m", "km", "cm", "mm", "dm", "ft"};
    size_t at = text.len;

    while (at > 0 && text.bytes[at - 1] != ' ' && text.bytes[at - 1] != '(')
        at--;
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (slice_equal(slice_part(text, at, text.len), slice_of(units[i])))
            return slice_equal(power, SLICE("2")) ||
                   slice_equal(power, SLICE("3"));
    return false;
}

float pdf_pieces_space(struct slice before, struct slice next)
{
    int32_t last = pdf_letters_last(before), first = pdf_letters_first(next);

    if (first == ',' || first == '.' || first == ';' || first == ')')
        return SPACE_MARK;
    if (pdf_letters_are_wide(last) || pdf_letters_are_wide(first))
        return SPACE_SIGN;
    return pdf_letters_is_hangul(last) || pdf_letters_is_hangul(first)
               ? SPACE_HANGUL
               : SPACE_LEAST;
}

/* Is there room for a space between what ends at right and the text? */
static bool is_apart(float right, struct slice before,
                     const struct pdf_text *text)
{
    return text->left - right >
           pdf_pieces_space(before, text->text) * text->size;
}

/* The last piece's text is in pieces->text while it grows. */
static void join(struct pdf_pieces *pieces, struct pdf_piece *piece,
                 const struct pdf_text *text)
{
    struct strbuf *made = &pieces->text;
    bool is_bold = piece->bold == piece->text.len && text->bold;

    if (is_raised(text, piece->bottom - piece->top, piece->bottom) &&
        !is_unit(piece->text, text->text)) {
        strbuf_add_format(made, "[%.*s]", SLICE_ARG(text->text));
        is_bold = false;
    } else {
        if (is_apart(piece->right, piece->text, text))
            strbuf_add_byte(made, ' ');
        if (is_bold)
            piece->bold = made->len + text->bold;
        strbuf_add(made, text->text);
    }
    piece->text = strbuf_slice(made);
    if (text->size > piece->size || text->right - text->left > piece->widest) {
        piece->size = text->size;
        piece->widest = text->right - text->left;
    }
    piece->right = most(piece->right, text->right);
    if (text->size >= piece->size * RAISED_SIZE) {
        piece->top = least(piece->top, text->top);
        piece->bottom = most(piece->bottom, text->bottom);
    }
}

/* Does the text go on with the piece that the last one was of? */
static bool goes_on(const struct pdf_piece *piece, const struct pdf_text *text)
{
    float gap = text->left - piece->right;
    float height = most(piece->bottom - piece->top, text->bottom - text->top);

    return is_in_row(piece, text->top, text->bottom) &&
           gap < GAP_MOST * height && gap > -0.5F * height;
}

void pdf_pieces_settle(struct pdf_pieces *pieces)
{
    struct pdf_piece *last =
        pieces->count ? &pieces->items[pieces->count - 1] : NULL;

    if (last)
        last->text = slice_copy(pieces->arena, last->text);
    strbuf_reset(&pieces->text);
}

static void add_piece(struct pdf_pieces *pieces, const struct pdf_text *text)
{
    struct pdf_piece *piece;

    pdf_pieces_settle(pieces);
    strbuf_add(&pieces->text, text->text);
    pieces->items = heap_grow(pieces->items, pieces->count, &pieces->capacity,
                              sizeof *pieces->items);
    piece = &pieces->items[pieces->count++];
    *piece = (struct pdf_piece){.text = strbuf_slice(&pieces->text),
                                .left = text->left,
                                .top = text->top,
                                .right = text->right,
                                .bottom = text->bottom,
                                .size = text->size,
                                .widest = text->right - text->left,
                                .bold = text->bold};
}

/* The first number of a note is small and raised, too: "[12]" before it. */
static void mark_note(struct pdf_pieces *pieces, struct pdf_piece *piece,
                      const struct pdf_text *next)
{
    float height = next->bottom - next->top;
    struct slice number;

    if (!is_digits(piece->text) || piece->bottom >= next->bottom ||
        piece->bottom - piece->top >= height * RAISED_HEIGHT)
        return;
    number = slice_copy(pieces->arena, piece->text);
    strbuf_reset(&pieces->text);
    strbuf_add_format(&pieces->text, "[%.*s] ", SLICE_ARG(number));
    piece->text = strbuf_slice(&pieces->text);
    piece->bold = 0;
    piece->right = next->left;
    piece->size = next->size;
}

void pdf_pieces_add(struct pdf_pieces *pieces, const struct pdf_text *text)
{
    struct pdf_piece *last =
        pieces->count ? &pieces->items[pieces->count - 1] : NULL;

    if (last && goes_on(last, text)) {
        mark_note(pieces, last, text);
        join(pieces, last, text);
    } else {
        add_piece(pieces, text);
    }
}

void pdf_pieces_release(struct pdf_pieces *pieces)
{
    heap_free(pieces->items);
    strbuf_release(&pieces->text);
}
