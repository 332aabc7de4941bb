#include "indexer/boilerplate.h"

#include <string.h>

#include "common/date.h"
#include "indexer/furniture.h"
#include "indexer/marks.h"
#include "indexer/sentences.h"

enum {
    HEAD_LINES = 15, /* where breadcrumbs stand */
    CAPTION_BYTES_LEAST = 20,
    TAG_BYTES_MOST = 40, /* a tag at the end of a page */
    TAG_WORDS_MOST = 5,
    MENU_LINES_LEAST = 6,  /* a menu at the head of a page */
    LEAD_BYTES_LEAST = 25, /* of words that lead in a list */
    MENU_TEXT_BYTES = 60,  /* a sentence as long as this is no part of a head */
    SECTION_BYTES_MOST = 60 /* the name of a site's section */
};

static bool is_open(const struct line *line)
{
    return line->use == LINE_OF_STATEMENT && line->style != LINE_BLANK &&
           line->style != LINE_RULE;
}

/* The line's text without a bullet and white space. */
static struct slice bare(const struct line *line)
{
    struct slice text = slice_trim(line->text);
    struct mark mark;

    if (text.len > 1000)
        return text;
    mark = mark_find(text);
    return mark.style == MARK_BULLET ? slice_part(text, mark.end, text.len)
                                     : text;
}

static bool begins_small(struct slice text)
{
    return text.len && text.bytes[0] >= 'a' && text.bytes[0] <= 'z';
}

/* Is the line one of a running paragraph, by what stands next to it? */
static bool is_inside(const struct page *page, size_t i)
{
    const struct line *last = i > 0 ? &page->lines[i - 1] : NULL;
    const struct line *next = i + 1 < page->count ? &page->lines[i + 1] : NULL;
    struct slice text = slice_trim(page->lines[i].text);
    bool follows = last && is_open(last) && last->text.len > 30 &&
                   last->style == LINE_PLAIN;

    if (next && is_open(next) && next->style == LINE_PLAIN &&
        !sentence_is_whole(text) && begins_small(slice_trim(next->text)) &&
        text.len > 8 && !furniture_is(slice_trim(next->text)))
        return true;
    if (!follows || page->lines[i].style != LINE_PLAIN)
        return false;
    return page->is_wrapped && !sentence_is_whole(last->text) &&
           !last->is_broken;
}

/* "417-12-03-2020", but not "Press release 2018-07-31", which is a dateline. */
static bool is_number(struct slice text)
{
    struct date_match match;

    return furniture_is_number(text) &&
           ((text.bytes[0] >= '0' && text.bytes[0] <= '9') ||
            !date_find(text, 0, &match));
}

/* Is the line a row of a table, with another one next to it? */
static bool is_of_table(const struct page *page, size_t i)
{
    size_t before = i, behind = i + 1;

    if (!page->lines[i].is_row)
        return false;
    while (before > 0 && page->lines[before - 1].style == LINE_BLANK)
        before--;
    while (behind < page->count && page->lines[behind].style == LINE_BLANK)
        behind++;
    return (before > 0 && page->lines[before - 1].is_row) ||
           (behind < page->count && page->lines[behind].is_row);
}

static bool is_row_of_links(const struct page *page, size_t i,
                            struct slice text)
{
    return furniture_is_row_of_links(text) && !is_of_table(page, i);
}

static void mark_lines(struct page *page)
{
    size_t seen = 0;

    for (size_t i = 0; i < page->count; i++) {
        struct line *line = &page->lines[i];
        struct slice text;

        if (!is_open(line) || line->text.len > 1000)
            continue;
        text = bare(line);
        seen++;
        if (!(furniture_is(text) || is_row_of_links(page, i, text) ||
              (seen <= HEAD_LINES &&
               (furniture_is_breadcrumb(text) || is_number(text) ||
                (seen > 1 && furniture_is_kicker(text))))))
            continue;
        if (furniture_is_running_head(text) || !is_inside(page, i))
            line->use = LINE_OF_PAGE;
    }
}

/* The text before a number at the end of a caption; len 0: no number. */
static struct slice caption_stem(struct slice text)
{
    size_t end = text.len;

    while (end > 0 && text.bytes[end - 1] >= '0' && text.bytes[end - 1] <= '9')
        end--;
    if (end == text.len || text.len - end > 2)
        return SLICE("");
    if (end > 0 && (text.bytes[end - 1] == '(' || text.bytes[end - 1] == '-'))
        return SLICE("");
    return slice_trim(slice_part(text, 0, end));
}

/* Lines that are alike but for a number at their ends, one after another. */
static void mark_captions(struct page *page)
{
    struct line *last = NULL;

    for (size_t i = 0; i < page->count; i++) {
        struct line *line = &page->lines[i];
        struct slice stem;

        if (!is_open(line) || line->text.len > 400)
            continue;
        stem = caption_stem(bare(line));
        if (furniture_is_picture(stem))
            line->use = LINE_OF_PAGE;
        else if (last && stem.len >= CAPTION_BYTES_LEAST &&
                 slice_equal(stem, caption_stem(bare(last))))
            last->use = line->use = LINE_OF_PAGE;
        last = line;
    }
}

static size_t count_words(struct slice text)
{
    size_t count = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] == ' ';
    return count;
}

static bool is_tag(const struct line *line)
{
    struct slice text = slice_trim(line->text);
    struct mark mark = mark_find(slice_part(text, 0, 200));
    struct slice tag;

    if (line->style != LINE_BULLET && mark.style != MARK_BULLET)
        return false;
    tag = bare(line);
    return tag.len <= TAG_BYTES_MOST && count_words(tag) <= TAG_WORDS_MOST &&
           !sentence_is_whole(tag) &&
           (!tag.len || !strchr(";,:", tag.bytes[tag.len - 1]));
}

/* The list of tags behind the last paragraph: bullets without a sentence that
 * no words lead in. */
static void mark_tags(struct page *page)
{
    size_t first = page->count, count = 0;

    for (size_t i = page->count; i-- > 0;) {
        const struct line *line = &page->lines[i];

        if (!is_open(line))
            continue;
        if (!is_tag(line)) {
            struct slice text = slice_trim(line->text);

            if (!sentence_is_whole(text) || count < 2)
                return;
            break;
        }
        first = i;
        count++;
        if (i == 0)
            return;
    }
    for (size_t i = first; i < page->count; i++)
        if (is_open(&page->lines[i]))
            page->lines[i].use = LINE_OF_PAGE;
}

/* Mark lines [first, end) as a menu when enough of them are tags and no words
 * lead them in. */
static void mark_menu(struct page *page, size_t first, size_t end, size_t count)
{
    size_t above = first;

    if (count < MENU_LINES_LEAST)
        return;
    while (above > 0 && page->lines[above - 1].style == LINE_BLANK)
        above--;
    if (above > 0 &&
        slice_ends(slice_trim(page->lines[above - 1].text), SLICE(":")))
        return;
    for (size_t i = first; i < end; i++)
        if (is_open(&page->lines[i]))
            page->lines[i].use = LINE_OF_PAGE;
}

/* The menus of a site stand above its text: rows of bullets without a
 * sentence, before the first sentence of the page. */
static void mark_menus(struct page *page)
{
    size_t first = 0, count = 0, i;

    for (i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];
        struct slice text = slice_trim(line->text);

        if (line->style == LINE_BLANK || line->use == LINE_MATTER)
            continue;
        if ((text.len >= MENU_TEXT_BYTES && sentence_is_whole(text)) ||
            (text.len >= LEAD_BYTES_LEAST && slice_ends(text, SLICE(":"))))
            break; /* the text has begun, or leads in a list */
        if (text.len < 200 && is_tag(line)) {
            first = count++ ? first : i;
            continue;
        }
        if (line->use == LINE_OF_PAGE)
            continue;
        mark_menu(page, first, i, count);
        count = 0;
    }
    mark_menu(page, first, i, i < page->count ? count : 0);
}

/* "Related links" and the short lines below it, down to the next text. */
static void mark_links(struct page *page)
{
    bool is_below = false;

    for (size_t i = 0; i < page->count; i++) {
        struct line *line = &page->lines[i];
        struct slice text;

        if (!is_open(line))
            continue;
        text = bare(line);
        if (furniture_is_links_head(text) && !is_inside(page, i)) {
            is_below = true;
            line->use = LINE_OF_PAGE;
        } else if (is_below && text.len < 200 && !sentence_is_whole(text)) {
            line->use = LINE_OF_PAGE;
        } else {
            is_below = false;
        }
    }
}

static bool is_date_line(struct slice text)
{
    struct date_match match;

    return text.len < 80 && date_find(text, 0, &match) &&
           text.len - (match.end - match.start) <= 4;
}

static struct line *next_shown(struct page *page, const struct line *after)
{
    size_t i = after ? (size_t)(after - page->lines) + 1 : 0;

    while (i < page->count && (page->lines[i].style == LINE_BLANK ||
                               page->lines[i].use == LINE_MATTER))
        i++;
    return i < page->count ? &page->lines[i] : NULL;
}

/* The name of the site's section stands above a dateline when the title
 * stands below it: a longer line that is no sentence. */
static void mark_section_name(struct page *page)
{
    struct line *first = next_shown(page, NULL), *date, *title;
    struct slice name, below;

    while (first && first->use == LINE_OF_PAGE)
        first = next_shown(page, first);
    date = first ? next_shown(page, first) : NULL;
    while (date && date->use == LINE_OF_PAGE)
        date = next_shown(page, date);
    title = date ? next_shown(page, date) : NULL;
    if (!title || first->use != LINE_OF_STATEMENT ||
        first->style == LINE_HEADING)
        return;
    name = slice_trim(first->text);
    below = slice_trim(title->text);
    if (name.len > SECTION_BYTES_MOST || sentence_is_whole(name) ||
        is_date_line(name) || !is_date_line(slice_trim(date->text)))
        return;
    if (!sentence_is_whole(below) && below.len < 250 &&
        below.len * 3 > name.len * 4 && below.len > 25)
        first->use = LINE_OF_PAGE;
}

void boilerplate_mark(struct page *page)
{
    mark_lines(page);
    mark_captions(page);
    mark_section_name(page);
    mark_links(page);
    mark_tags(page);
    mark_menus(page);
}
