#include "indexer/boilerplate.h"

static bool is_furniture(struct slice text)
{
    return slice_starts(text, SLICE("Back to ")) ||
           slice_equal(text, SLICE("print PRINT"));
}

void boilerplate_mark(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct line *line = &page->lines[i];

        if (line->use == LINE_OF_STATEMENT &&
            is_furniture(slice_trim(line->text)))
            line->use = LINE_OF_PAGE;
    }
}
