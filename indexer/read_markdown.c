#include "indexer/read_markdown.h"

#include <string.h>

#include "indexer/front_matter.h"
#include "indexer/markup.h"
#include "indexer/read_text.h"

enum { LISTS_MOST = 16, UNDERLINED_LINES_MOST = 2 };

/* Where we are among the lines. */
struct blocks {
    struct page *page;
    struct arena *arena;
    size_t block; /* first line of the block that is open */
    bool is_open;
    bool is_fenced;
    char fence;
    /* Columns where the text of the open lists begins, outermost first. */
    size_t lists[LISTS_MOST];
    unsigned list_count;
};

static size_t indent(struct slice text)
{
    size_t columns = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == ' ')
            columns++;
        else if (text.bytes[i] == '\t')
            columns += 4 - columns % 4;
        else
            break;
    }
    return columns;
}

/* Cut bytes off the beginning of the line's text. */
static void cut_head(struct line *line, size_t count)
{
    line->text = slice_part(line->text, count, line->text.len);
    if (line->offsets)
        line->offsets += count;
    else
        line->start += count;
}

static size_t head_space(struct slice text)
{
    size_t at = 0;

    while (at < text.len && (text.bytes[at] == ' ' || text.bytes[at] == '\t'))
        at++;
    return at;
}

/* "[^name]:", of a footnote? */
static bool is_note_definition(struct slice text)
{
    size_t end = slice_find(text, SLICE("]:"), 0);

    return slice_starts(text, SLICE("[^")) && end != SIZE_MAX && end > 2 &&
           slice_find(text, SLICE(" "), 0) > end;
}

static void take_note(struct blocks *blocks, size_t end)
{
    for (size_t i = blocks->block; i < end; i++)
        blocks->page->lines[i].note = (uint32_t)blocks->block + 1;
}

static void close_block(struct blocks *blocks, size_t end)
{
    struct line *first = &blocks->page->lines[blocks->block];

    if (blocks->is_open && is_note_definition(first->text))
        take_note(blocks, end);
    if (blocks->is_open)
        markup_take_out(first, end - blocks->block, blocks->arena);
    blocks->is_open = false;
}

static void open_block(struct blocks *blocks, size_t at)
{
    close_block(blocks, at);
    blocks->block = at;
    blocks->is_open = true;
}

static void empty_line(struct line *line, enum line_style style)
{
    cut_head(line, line->text.len);
    line->style = style;
}

/* Three or more of one of the marks, and nothing else but spaces. */
static bool is_row_of(struct slice text, const char *marks)
{
    size_t count = 0;
    char mark = text.len ? text.bytes[0] : ' ';

    if (!mark || !strchr(marks, mark))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == mark)
            count++;
        else if (text.bytes[i] != ' ')
            return false;
    }
    return count >= 3;
}

/* ---- what a line may be ---- */

static size_t heading_level(struct slice text)
{
    size_t level = 0;

    while (level < text.len && text.bytes[level] == '#')
        level++;
    if (level == 0 || level > 6 ||
        (level < text.len && text.bytes[level] != ' '))
        return 0;
    return level;
}

static void take_heading(struct blocks *blocks, size_t at, size_t level)
{
    struct line *line = &blocks->page->lines[at];
    size_t len;

    open_block(blocks, at);
    cut_head(line, level);
    cut_head(line, head_space(line->text));
    len = line->text.len;
    while (len && line->text.bytes[len - 1] == '#')
        len--;
    if (len < line->text.len && (len == 0 || line->text.bytes[len - 1] == ' '))
        line->text = slice_part(line->text, 0, len);
    while (line->text.len && line->text.bytes[line->text.len - 1] == ' ')
        line->text.len--;
    line->style = line->text.len ? LINE_HEADING : LINE_BLANK;
    line->level = (unsigned)level;
    close_block(blocks, at + 1);
    blocks->list_count = 0;
}

/* "===" or "---" below a line or two makes them a heading. */
static bool take_underline(struct blocks *blocks, size_t at)
{
    struct line *lines = blocks->page->lines;
    struct slice text = lines[at].text;
    size_t first = blocks->block;
    char mark = text.len ? text.bytes[0] : ' ';

    if (!blocks->is_open || at - first > UNDERLINED_LINES_MOST ||
        (mark != '=' && mark != '-') || text.len < 3 ||
        lines[first].style != LINE_PLAIN)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] != mark)
            return false;
    close_block(blocks, at);
    for (size_t i = first; i < at; i++) {
        lines[i].style = LINE_HEADING;
        lines[i].level = mark == '=' ? 1 : 2;
    }
    empty_line(&lines[at], LINE_BLANK);
    return true;
}

/* Length of a bullet's mark and the space behind it, 0 for none. */
static size_t bullet_length(struct slice text)
{
    if (text.len < 2 || !strchr("-*+", text.bytes[0]) ||
        (text.bytes[1] != ' ' && text.bytes[1] != '\t'))
        return 0;
    return 1 + head_space(slice_part(text, 1, text.len));
}

/* The same for "12. " and "12) ". */
static size_t number_length(struct slice text)
{
    size_t at = 0;

    while (at < text.len && at < 9 && text.bytes[at] >= '0' &&
           text.bytes[at] <= '9')
        at++;
    if (at == 0 || at + 1 >= text.len ||
        (text.bytes[at] != '.' && text.bytes[at] != ')') ||
        (text.bytes[at + 1] != ' ' && text.bytes[at + 1] != '\t'))
        return 0;
    return at + 1 + head_space(slice_part(text, at + 1, text.len));
}

/* Lists that the line's indent is still inside of stay open. */
static void leave_lists(struct blocks *blocks, size_t column)
{
    while (blocks->list_count && blocks->lists[blocks->list_count - 1] > column)
        blocks->list_count--;
}

static void enter_list(struct blocks *blocks, size_t column)
{
    if (blocks->list_count < LISTS_MOST)
        blocks->lists[blocks->list_count++] = column;
}

static void take_item(struct blocks *blocks, size_t at, size_t column,
                      size_t mark_len, bool is_bullet)
{
    struct line *line = &blocks->page->lines[at];

    open_block(blocks, at);
    leave_lists(blocks, column);
    enter_list(blocks, column + mark_len);
    if (!is_bullet)
        return;
    cut_head(line, mark_len);
    line->style = LINE_BULLET;
    line->level = blocks->list_count;
}

static void take_quote(struct line *line)
{
    while (line->text.len && line->text.bytes[0] == '>') {
        line->level++;
        cut_head(line, 1);
        cut_head(line, head_space(line->text));
    }
    line->style = line->text.len ? LINE_QUOTE : LINE_BLANK;
}

static bool is_table_rule(struct slice text)
{
    if (!text.len || (text.bytes[0] != '|' && text.bytes[0] != '+'))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("|+-=: ", text.bytes[i]))
            return false;
    return true;
}

/* "| a | b |": the outer bars go. */
static void take_row(struct blocks *blocks, size_t at)
{
    struct line *line = &blocks->page->lines[at];

    open_block(blocks, at);
    cut_head(line, 1);
    cut_head(line, head_space(line->text));
    while (line->text.len &&
           strchr("| \t", line->text.bytes[line->text.len - 1]))
        line->text.len--;
    line->is_broken = true;
    close_block(blocks, at + 1);
    if (line->text.len == 0)
        line->style = LINE_BLANK;
}

/* "[name]: https://..." is for the page's machinery. */
static bool is_link_definition(struct slice text)
{
    size_t end;

    if (!text.len || text.bytes[0] != '[' || slice_starts(text, SLICE("[^")))
        return false;
    end = slice_find(text, SLICE("]: "), 0);
    return end != SIZE_MAX && slice_find(text, SLICE(" "), 0) > end &&
           slice_find(text, SLICE("://"), end) != SIZE_MAX;
}

static bool take_fence(struct blocks *blocks, size_t at)
{
    struct line *line = &blocks->page->lines[at];
    struct slice text = line->text;
    bool is_fence =
        slice_starts(text, SLICE("```")) || slice_starts(text, SLICE("~~~"));

    if (!is_fence || (blocks->is_fenced && text.bytes[0] != blocks->fence))
        return false;
    close_block(blocks, at);
    blocks->is_fenced = !blocks->is_fenced;
    blocks->fence = text.bytes[0];
    empty_line(line, LINE_BLANK);
    return true;
}

/* ---- one line after the other ---- */

/* A line end that is meant: two spaces or a backslash before it. */
static bool has_hard_end(const struct raw_file *file, const struct line *line)
{
    struct slice raw = slice_part(file->bytes, line->start, line->end);

    return slice_ends(raw, SLICE("  ")) ||
           (slice_ends(raw, SLICE("\\")) && !slice_ends(raw, SLICE("\\\\")));
}

static void cut_backslash(struct line *line)
{
    if (slice_ends(line->text, SLICE("\\")))
        line->text.len--;
}

static void take_blank(struct blocks *blocks, size_t at)
{
    close_block(blocks, at);
    empty_line(&blocks->page->lines[at], LINE_BLANK);
}

static void take_line(struct blocks *blocks, size_t at)
{
    struct line *line = &blocks->page->lines[at];
    size_t column = indent(line->text);
    struct slice text;
    size_t level, len;

    cut_head(line, head_space(line->text));
    text = line->text;
    if (!text.len) {
        take_blank(blocks, at);
    } else if (take_fence(blocks, at) || blocks->is_fenced ||
               take_underline(blocks, at)) {
        return;
    } else if ((level = heading_level(text)) != 0) {
        take_heading(blocks, at, level);
    } else if (is_row_of(text, "-*_")) {
        close_block(blocks, at);
        empty_line(line, LINE_RULE);
        blocks->list_count = 0;
    } else if ((len = bullet_length(text)) != 0) {
        take_item(blocks, at, column, len, true);
    } else if ((len = number_length(text)) != 0 &&
               (!blocks->is_open || blocks->list_count)) {
        take_item(blocks, at, column, len, false);
    } else if (is_table_rule(text)) {
        close_block(blocks, at);
        empty_line(line, LINE_RULE);
    } else if (text.bytes[0] == '|') {
        take_row(blocks, at);
    } else if (is_link_definition(text)) {
        close_block(blocks, at);
        line->use = LINE_OF_PAGE;
    } else if (is_note_definition(text)) {
        leave_lists(blocks, 0);
        open_block(blocks, at);
    } else {
        if (!blocks->is_open) {
            leave_lists(blocks, column);
            open_block(blocks, at);
        }
        if (text.bytes[0] == '>')
            take_quote(line);
    }
}

enum status read_markdown(const struct raw_file *file, struct arena *arena,
                          struct page *out, struct error *err)
{
    struct blocks blocks = {.page = out, .arena = arena};
    enum status status = read_text_lines(file, arena, out, err);
    size_t first;

    if (status)
        return status;
    out->is_wrapped = true;
    first = file->lines_before ? 0 : front_matter_read(out, arena);
    for (size_t i = first; i < out->count; i++) {
        struct line *line = &out->lines[i];

        if (has_hard_end(file, line)) {
            line->is_broken = true;
            cut_backslash(line);
        }
        take_line(&blocks, i);
    }
    close_block(&blocks, out->count);
    return STATUS_OK;
}
