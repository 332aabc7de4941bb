#include "indexer/mail_text.h"

#include "indexer/read_text.h"

enum {
    SIGNATURE_LINES_MOST = 40,
    FOOTER_LINES_MOST = 15,
    RULE_LEAST = 10 /* characters of a drawn line above a footer */
};

static bool is_text(const struct line *line)
{
    return line->style != LINE_BLANK && line->use == LINE_OF_STATEMENT;
}

static void leave_out(struct page *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        page->lines[i].use = LINE_OF_PAGE;
}

static void cut_front(struct line *line, size_t len)
{
    line->text = slice_part(line->text, len, line->text.len);
    if (line->offsets)
        line->offsets += len;
    else
        line->start += len;
}

/* ---- quoted text ---- */

static bool is_quoted(const struct line *line)
{
    return slice_starts(line->text, SLICE(">"));
}

static void free_from(struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (slice_starts(page->lines[i].text, SLICE(">From ")))
            cut_front(&page->lines[i], 1);
}

static bool has_own_text(const struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (is_text(&page->lines[i]) && !is_quoted(&page->lines[i]))
            return true;
    return false;
}

/* "On 31 July 2018, ... wrote:", maybe on two lines: it ends in a colon. */
static void leave_out_lead(struct page *page, size_t quoted)
{
    size_t at = quoted, last;

    while (at > 0 && page->lines[at - 1].style == LINE_BLANK)
        at--;
    if (!at || !slice_ends(page->lines[at - 1].text, SLICE(":")))
        return;
    last = at;
    while (at > 0 && last - at < 3 && page->lines[at - 1].style != LINE_BLANK &&
           page->lines[at - 1].use == LINE_OF_STATEMENT)
        at--;
    if (at == 0 || page->lines[at - 1].style == LINE_BLANK ||
        page->lines[at - 1].use != LINE_OF_STATEMENT)
        leave_out(page, at, last);
}

static void leave_out_quoted(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        if (!is_quoted(&page->lines[i]))
            continue;
        if (i == 0 || !is_quoted(&page->lines[i - 1]))
            leave_out_lead(page, i);
        page->lines[i].use = LINE_OF_PAGE;
    }
}

/* Of a mail that is nothing but quoted: without its marks. */
static void unquote(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct line *line = &page->lines[i];

        while (is_quoted(line))
            cut_front(line, slice_starts(line->text, SLICE("> ")) ? 2 : 1);
        if (slice_trim(line->text).len == 0)
            line->style = LINE_BLANK;
    }
}

/* ---- what stands below the text ---- */

static bool is_signature_mark(const struct line *line)
{
    return slice_equal(line->text, SLICE("--"));
}

/* "_______" or "--------" */
static bool is_rule(const struct line *line)
{
    struct slice text = slice_trim(line->text);

    for (size_t i = 0; i < text.len; i++)
        if (!strchr("_-=*~", text.bytes[i]))
            return false;
    return text.len >= RULE_LEAST;
}

static bool holds_nocase(struct slice text, struct slice word)
{
    for (size_t i = 0; i + word.len <= text.len; i++)
        if (slice_equal_nocase(slice_part(text, i, i + word.len), word))
            return true;
    return false;
}

static bool is_of_list(const struct page *page, size_t from)
{
    static const char *const words[] = {"mailing list", "unsubscribe",
                                        "listinfo",     "mailman",
                                        "listserv",     "subscription"};

    for (size_t i = from; i < page->count; i++)
        for (size_t word = 0; word < COUNT_OF(words); word++)
            if (holds_nocase(page->lines[i].text, slice_of(words[word])))
                return true;
    return false;
}

static size_t lines_from(const struct page *page, size_t from)
{
    size_t count = 0;

    for (size_t i = from; i < page->count; i++)
        count += page->lines[i].style != LINE_BLANK;
    return count;
}

static void leave_out_footer(struct page *page)
{
    for (size_t i = page->count; i-- > 0;) {
        size_t below = lines_from(page, i);

        if (below > SIGNATURE_LINES_MOST)
            return;
        if (is_signature_mark(&page->lines[i]) ||
            (is_rule(&page->lines[i]) && below <= FOOTER_LINES_MOST &&
             is_of_list(page, i)))
            leave_out(page, i, page->count);
    }
}

/* ---- reading ---- */

static void mark(struct page *page)
{
    free_from(page);
    leave_out_footer(page);
    if (has_own_text(page))
        leave_out_quoted(page);
    else
        unquote(page);
}

enum status mail_text_read(const struct raw_file *file, struct arena *arena,
                           struct page *out, struct error *err)
{
    enum status status = read_text(file, arena, out, err);

    if (!status)
        mark(out);
    return status;
}

/* Does the line go on in the next one? Its end was trimmed; the file's bytes
 * still have it. */
static bool flows(const struct raw_file *file, const struct line *line)
{
    return line->end > line->start && line->text.len &&
           file->bytes.bytes[line->end - 1] == ' ' && !is_signature_mark(line);
}

enum status mail_text_read_flowed(const struct raw_file *file,
                                  struct arena *arena, struct page *out,
                                  struct error *err)
{
    enum status status = read_text(file, arena, out, err);
    bool is_flowing = false;

    if (status)
        return status;
    for (size_t i = 0; i < out->count; i++)
        is_flowing |= flows(file, &out->lines[i]);
    for (size_t i = 0; i < out->count && is_flowing; i++)
        out->lines[i].is_broken = !flows(file, &out->lines[i]);
    out->is_wrapped |= is_flowing;
    mark(out);
    return STATUS_OK;
}
