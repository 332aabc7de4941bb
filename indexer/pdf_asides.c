#include "indexer/pdf_asides.h"

enum {
    SIZES = 512,        /* half points that are told apart */
    TEXTS_MOST = 20000, /* of a page that is looked at */
    OVERLAPS_LEAST = 2  /* texts that one is printed across */
};

static const float LARGE = 1.6F;   /* of the size of the text */
static const float READING = 0.6F; /* of it, of the kana over signs */
static const float INSIDE = 0.25F; /* of a text's height is its space */

/* The size that most of the page's text has; 0: it has none. */
static float main_size(const struct pdf_pages *pages,
                       const struct pdf_page *page)
{
    size_t bytes[SIZES] = {0}, best = 0;

    for (size_t i = page->first; i < page->end; i++) {
        const struct pdf_text *text = &pages->texts[i];

        if (text->size * 2 < SIZES && !text->is_pale)
            bytes[(size_t)(text->size * 2)] += text->text.len;
    }
    for (size_t i = 1; i < SIZES; i++)
        if (bytes[i] > bytes[best])
            best = i;
    return bytes[best] ? (float)best / 2 : 0;
}

/* Do the letters of a common text stand within the box of the large one? */
static bool overlaps(const struct pdf_text *large, const struct pdf_text *text)
{
    float space = INSIDE * (text->bottom - text->top);

    return text->left < large->right && text->right > large->left &&
           text->top + space < large->bottom &&
           text->bottom - space > large->top;
}

/* Is it printed across lines of the page's text? */
static bool is_across(const struct pdf_pages *pages,
                      const struct pdf_page *page, const struct pdf_text *large,
                      float size)
{
    size_t count = 0;

    for (size_t i = page->first; i < page->end && count < OVERLAPS_LEAST; i++) {
        const struct pdf_text *text = &pages->texts[i];

        count += text->size < size * LARGE && overlaps(large, text);
    }
    return count >= OVERLAPS_LEAST;
}

/* Hiragana or katakana and nothing else. */
static bool is_kana(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if (c != ' ' && (c < 0x3041 || c > 0x30FF))
            return false;
    }
    return text.len > 0;
}

static enum pdf_place place_of(const struct pdf_pages *pages,
                               const struct pdf_page *page,
                               const struct pdf_text *text, float size)
{
    if (text->is_pale)
        return PDF_ASIDE;
    if (text->size > size * LARGE && is_across(pages, page, text, size))
        return PDF_ASIDE;
    return text->size <= size * READING && is_kana(text->text) ? PDF_READING
                                                               : PDF_IN_LINE;
}

void pdf_asides_mark(struct pdf_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        const struct pdf_page *page = &pages->pages[i];
        float size = main_size(pages, page);

        for (size_t k = page->first;
             k < page->end && size > 0 && page->end - page->first <= TEXTS_MOST;
             k++)
            pages->texts[k].place =
                place_of(pages, page, &pages->texts[k], size);
    }
}
