#include "indexer/front.h"

#include "indexer/furniture.h"
#include "indexer/marks.h"
#include "indexer/names.h"
#include "indexer/sentences.h"
#include "indexer/title_words.h"

enum { FRONT_BYTES_MOST = 90, LABEL_BYTES_MOST = 60 };

static bool is_shown(const struct line *line)
{
    return line->style != LINE_BLANK && line->style != LINE_RULE &&
           line->use != LINE_MATTER;
}

/* "THE PRESIDENT: ..." and "Q    ..." begin what is said. */
static bool begins_speech(struct slice text)
{
    for (size_t i = 0; i < text.len && i < LABEL_BYTES_MOST; i++)
        if (text.bytes[i] == ':' && i + 1 < text.len &&
            text.bytes[i + 1] == ' ')
            return true;
    return slice_starts(text, SLICE("Q "));
}

static bool is_text(struct slice text)
{
    return text.len > FRONT_BYTES_MOST || begins_speech(text) ||
           sentence_is_whole(text);
}

/* Where the front ends: its first line of text. */
static size_t front_end(const struct page *page)
{
    size_t i = 0;

    while (i < page->count && i < FRONT_LINES_MOST) {
        const struct line *line = &page->lines[i];

        if (is_shown(line) && line->use == LINE_OF_STATEMENT &&
            (line->style != LINE_PLAIN || is_text(slice_trim(line->text))))
            break;
        i++;
    }
    return i;
}

/* "NED PRICE, DEPARTMENT SPOKESPERSON": a person and nothing else. */
static bool is_byline(struct slice text, struct token_list *tokens)
{
    struct name_match match;

    tokens_read(tokens, text);
    return tokens->count > 2 && name_read_first(tokens, 0, &match) &&
           match.end == tokens->count;
}

static bool is_venue(struct slice text)
{
    return title_is_place(text) || title_is_venue(text) || title_is_town(text);
}

/* The last line of the front that tells the time or the date. */
static size_t last_stamp(const struct page *page, size_t end, bool is_speech)
{
    for (size_t i = end; i-- > 0;) {
        const struct line *line = &page->lines[i];

        if (furniture_is_time(slice_trim(line->text)) ||
            (is_speech && line->use == LINE_DATE))
            return i;
    }
    return 0;
}

static bool may_mark(const struct line *line)
{
    return is_shown(line) && line->use == LINE_OF_STATEMENT &&
           line->style == LINE_PLAIN &&
           mark_find(line->text).style == MARK_NONE;
}

/* Lines above a time stamp are of the front; above a date only those that are
 * known for a place or a person. */
static void mark_above(struct page *page, size_t first, size_t stamp)
{
    bool is_time = furniture_is_time(slice_trim(page->lines[stamp].text));
    struct token_list tokens = {0};

    for (size_t i = first; i < stamp; i++) {
        struct line *line = &page->lines[i];
        struct slice text = slice_trim(line->text);

        if (may_mark(line) &&
            (is_time || is_venue(text) || is_byline(text, &tokens)))
            line->use = LINE_OF_PAGE;
    }
    tokens_release(&tokens);
}

/* Where no stamp stands, a place does for certain only above a speech. */
static void mark_places(struct page *page, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (may_mark(&page->lines[i]) &&
            title_is_venue(slice_trim(page->lines[i].text)))
            page->lines[i].use = LINE_OF_PAGE;
}

void front_mark(struct page *page)
{
    size_t end = front_end(page), title = 0, stamp;
    bool is_speech =
        end < page->count && begins_speech(slice_trim(page->lines[end].text));

    while (title < end && page->lines[title].use != LINE_TITLE)
        title++;
    for (size_t i = 0; i < title && title < end; i++)
        if (may_mark(&page->lines[i]) &&
            furniture_is_kicker(slice_trim(page->lines[i].text)))
            page->lines[i].use = LINE_OF_PAGE;
    if (title == end) /* it stands in the front matter, or nowhere */
        title = 0;
    stamp = last_stamp(page, end, is_speech);
    if (stamp > title)
        mark_above(page, title, stamp);
    else if (is_speech)
        mark_places(page, title, end);
}
