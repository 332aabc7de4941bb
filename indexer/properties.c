#include "indexer/properties.h"

enum {
    TITLE_LEAST = 12, /* bytes of a title, and */
    AUTHOR_LEAST = 6, /* of a name */
    FIRST_LINES = 40  /* among which the title stands */
};

/* Compare without regard to case (of ASCII), white space and marks: the next
 * byte that counts. */
static int next_byte(struct slice text, size_t *at)
{
    while (*at < text.len) {
        unsigned char byte = (unsigned char)text.bytes[(*at)++];

        if (byte >= 'A' && byte <= 'Z')
            return byte | 0x20;
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
            byte >= 0x80)
            return byte;
    }
    return -1;
}

static bool begins_with(struct slice text, size_t at, struct slice name)
{
    for (size_t i = 0;;) {
        int byte = next_byte(name, &i);

        if (byte < 0)
            return true;
        if (byte != next_byte(text, &at))
            return false;
    }
}

/* Does the name stand in text before byte most? */
static bool names(struct slice text, size_t most, struct slice name)
{
    size_t first = 0;
    int byte = next_byte(name, &first);

    for (size_t at = 0; at < text.len && at < most; at++)
        if ((text.bytes[at] | 0x20) == (byte | 0x20) &&
            begins_with(text, at, name))
            return true;
    return false;
}

/* Is it the text of a line at the beginning, or of several? What only a running
 * head has may be the name of a site behind it. */
static bool is_at_head(const struct page *page, struct slice title)
{
    for (size_t i = 0; i < page->count && i < FIRST_LINES; i++) {
        const struct line *line = &page->lines[i];
        struct slice rest = slice_part(page->text, line->start, page->text.len);

        if (line->use != LINE_OF_PAGE && names(rest, line->text.len, title))
            return true;
    }
    return false;
}

void properties_take(struct slice title, struct slice author, struct page *page)
{
    if (title.len >= TITLE_LEAST && is_at_head(page, title))
        page->stated.statement.title = title;
    if (author.len >= AUTHOR_LEAST &&
        slice_find(author, SLICE(" "), 0) != SIZE_MAX &&
        names(page->text, page->text.len, author))
        page->stated.statement.author = author;
}
