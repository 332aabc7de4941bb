#include "indexer/pdf_upright.h"

#include <math.h>

#include "indexer/pdf_letters.h"

enum { SIGNS_LEAST = 12 /* of a page, to tell */ };

static const float SAME_LEFT = 0.4F; /* sizes */
static const float STEP_MOST = 1.7F;

/* One sign of a script that is also written from top to bottom. */
static bool is_sign(const struct pdf_text *text)
{
    int32_t c = pdf_letters_first(text->text);

    return pdf_letters_are_wide(c) && pdf_letters_last(text->text) == c &&
           text->text.len <= 4;
}

/* Does the text stand below the one before it? */
static bool is_below(const struct pdf_text *last, const struct pdf_text *text)
{
    float step = text->top - last->top;

    return fabsf(text->left - last->left) < SAME_LEFT * text->size &&
           step > 0 && step < STEP_MOST * text->size;
}

/* Most of its texts are single signs, each below the last one. */
static bool is_upright(const struct pdf_pages *pages,
                       const struct pdf_page *page)
{
    size_t below = 0;

    for (size_t i = page->first + 1; i < page->end; i++)
        below += is_sign(&pages->texts[i]) &&
                 is_below(&pages->texts[i - 1], &pages->texts[i]);
    return below >= SIGNS_LEAST && below * 2 > page->end - page->first;
}

/* Heights of texts are more than their signs take. */
static void turn_text(struct pdf_text *text, const struct pdf_text *next,
                      float width)
{
    struct pdf_text old = *text;
    float length = old.bottom - old.top;

    if (next && is_below(&old, next) && next->top - old.top < length)
        length = next->top - old.top;
    else if (length > old.size && is_sign(&old))
        length = old.size;
    text->left = old.top;
    text->right = old.top + length;
    text->top = width - old.left - old.size;
    text->bottom = width - old.left;
}

void pdf_upright_turn(struct pdf_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        struct pdf_page *page = &pages->pages[i];
        float width = page->width;

        if (!is_upright(pages, page))
            continue;
        for (size_t k = page->first; k < page->end; k++)
            turn_text(&pages->texts[k],
                      k + 1 < page->end ? &pages->texts[k + 1] : NULL, width);
        page->width = page->height;
        page->height = width;
    }
}
