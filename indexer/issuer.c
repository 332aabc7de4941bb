#include "indexer/issuer.h"

#include <string.h>

#include "indexer/issuer_address.h"
#include "indexer/issuer_office.h"
#include "indexer/issuer_table.h"
#include "indexer/opening.h"
#include "indexer/sides.h"

enum {
    LINE_MOST = 140,   /* bytes of a line that is a mark */
    HEADER_LINES = 12, /* lines with text, at the top */
    FOOTER_LINES = 15, /* and at the end */
    LIKE_MOST = 8      /* words of a name between "Ministry" and its state */
};

/* How something of the issuer was found, and the words in the file. */
struct found_by {
    enum issuer_basis basis;
    size_t start, end; /* both 0: there are none */
};

/* Set what is not known yet; the first that tells is how it is known. */
static void set_issuer(struct statement *statement, struct slice issuer,
                       struct slice side, const struct found_by *by)
{
    bool is_new = !slice_is_known(statement->issuer) && issuer.len;

    if (is_new)
        statement->issuer = issuer;
    if (!slice_is_known(statement->issuer_side) && side.len) {
        statement->issuer_side = side;
        is_new = true;
    }
    if (!is_new || statement->issuer_basis)
        return;
    statement->issuer_basis = by->basis;
    statement->issuer_cue_start = by->start;
    statement->issuer_cue_end = by->end;
}

static void set_mark(struct statement *statement,
                     const struct issuer_mark *mark, const struct found_by *by)
{
    set_issuer(statement, slice_of(mark->issuer), slice_of(mark->side), by);
}

static const struct issuer_mark *name_that_is(struct slice owner)
{
    for (size_t i = 0; i < issuer_names_count; i++)
        if (slice_equal_nocase(owner, slice_of(issuer_names[i].mark)))
            return &issuer_names[i];
    return NULL;
}

static void by_host(struct statement *statement)
{
    const struct found_by by = {ISSUER_ADDRESS, 0, 0};
    struct slice issuer, side;

    if (issuer_address_read(statement->url, &issuer, &side))
        set_issuer(statement, issuer, side, &by);
}

static struct slice without_article(struct slice text)
{
    if (slice_starts(text, SLICE("The ")) || slice_starts(text, SLICE("the ")))
        return slice_part(text, 4, text.len);
    return text;
}

/* ---- titles: "Statement by the Ministry of Foreign Affairs of X on ..." ----
 */

/* Where the name of who speaks begins; 0: the title does not say it so. */
static size_t author_in_title(struct slice title)
{
    static const char *const forms[] = {
        "Statement by ",       "Statement of ",
        "Comment by ",         "Comment of ",
        "Press release by ",   "Press release of ",
        "Press Release of ",   "Press Release by ",
        "Declaration by ",     "Declaration of ",
        "Communiqué by ",      "Communiqué of ",
        "Message from ",       "Note by ",
        "Press statement by ", "Press Statement by ",
        "Press statement of ", "STATEMENT BY ",
        "STATEMENT OF "};

    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (slice_starts(title, slice_of(forms[i])))
            return strlen(forms[i]);
    return 0;
}

/* Behind these words a title tells its subject. */
static bool is_about(struct slice word)
{
    static const char *const words[] = {"on",    "regarding", "concerning",
                                        "about", "with",      "to",
                                        "in",    "at",        "and"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal_nocase(word, slice_of(words[i])))
            return true;
    return false;
}

/* "Заявление МИД России о ...": the genitive follows without a word. */
static void by_russian_title(struct slice title, struct statement *statement,
                             const struct found_by *by)
{
    static const char *const forms[] = {"Заявление ", "Комментарий ",
                                        "Сообщение ", "Брифинг "};
    static const char *const names[] = {
        "МИД России", "МИД РФ", "Министерства иностранных дел Российской"};
    size_t about = slice_find(title, SLICE(" о "), 0);

    for (size_t i = 0; i < COUNT_OF(forms); i++)
        for (size_t k = 0; k < COUNT_OF(names); k++)
            if (slice_starts(title, slice_of(forms[i])) &&
                slice_find(title, slice_of(names[k]), 0) < about)
                set_mark(statement, name_that_is(SLICE("МИД России")), by);
}

/* "Statement by the Spokesperson of the Ministry of ...": an office of it. */
static void by_author(struct slice title, struct statement *statement,
                      const struct found_by *by, struct arena *arena)
{
    size_t at = author_in_title(title), words = 0;
    struct side_match side;

    if (!at)
        return;
    for (; at < title.len && words < LIKE_MOST; words++) {
        size_t len = issuer_office_at(title, at, &side), space;

        if (len) {
            set_issuer(statement,
                       slice_copy(arena, slice_part(title, at, at + len)),
                       side.side, by);
            return;
        }
        space = slice_find(title, SLICE(" "), at);
        if (space == SIZE_MAX || is_about(slice_part(title, at, space)))
            return;
        at = space + 1;
    }
}

/* ---- lines ---- */

/* Without "©", "Copyright", years and "All rights reserved". */
static struct slice owner_of(struct slice line, bool *is_copyright)
{
    static const char *const marks[] = {"©", "(c)", "(C)", "Copyright",
                                        " ", ",",   "-",   "–"};
    bool is_cut = true;
    size_t end;

    *is_copyright = slice_find(line, SLICE("©"), 0) != SIZE_MAX ||
                    slice_starts(line, SLICE("Copyright"));
    end = slice_find(line, SLICE("ll rights reserved"), 0);
    if (end != SIZE_MAX && end > 1)
        line = slice_trim(slice_part(line, 0, end - 1));
    while (*is_copyright && is_cut && line.len) {
        is_cut = line.bytes[0] >= '0' && line.bytes[0] <= '9';
        if (is_cut)
            line = slice_part(line, 1, line.len);
        for (size_t i = 0; i < COUNT_OF(marks); i++)
            if (slice_starts(line, slice_of(marks[i]))) {
                line = slice_part(line, strlen(marks[i]), line.len);
                is_cut = true;
            }
    }
    while (line.len && strchr(" .,|", line.bytes[line.len - 1]))
        line.len--;
    return line;
}

static const struct issuer_mark *office_in(struct slice text)
{
    for (size_t i = 0; i < issuer_offices_count; i++)
        if (slice_find(text, slice_of(issuer_offices[i].mark), 0) != SIZE_MAX)
            return &issuer_offices[i];
    return NULL;
}

/* What a line says that is nothing but its issuer's mark; texts are lent by
 * the line or live for ever. */
static bool read_mark(struct slice line, struct slice *issuer,
                      struct slice *side)
{
    bool is_copyright;
    struct slice owner = owner_of(line, &is_copyright), name;
    const struct issuer_mark *mark = name_that_is(owner);
    struct side_match match;
    size_t len;

    if (mark) {
        *issuer = slice_of(mark->issuer);
        *side = slice_of(mark->side);
        return true;
    }
    name = without_article(owner);
    len = name.len ? issuer_office_at(name, 0, &match) : 0;
    if (!len || len != name.len)
        return false;
    *issuer = name;
    *side = match.side;
    return true;
}

bool issuer_is_mark(struct slice line)
{
    struct slice issuer, side;

    line = slice_trim(line);
    return line.len && line.len <= LINE_MOST && read_mark(line, &issuer, &side);
}

bool issuer_take_mark(struct slice text, struct statement *statement,
                      struct arena *arena)
{
    const struct found_by by = {ISSUER_METADATA, 0, 0};
    struct slice issuer, side;

    text = slice_trim(text);
    if (!text.len || text.len > LINE_MOST || !read_mark(text, &issuer, &side))
        return false;
    set_issuer(statement, slice_copy(arena, issuer), side, &by);
    return true;
}

/* By a part of a line. */
static struct found_by found_in(const struct line *line, struct slice part)
{
    size_t start = (size_t)(part.bytes - line->text.bytes);

    return (struct found_by){ISSUER_MARK, line_offset(line, start),
                             line_offset(line, start + part.len)};
}

static void by_lines(struct page *page, size_t first, size_t end,
                     struct statement *statement, struct arena *arena)
{
    for (size_t i = first; i < end; i++) {
        struct line *line = &page->lines[i];
        struct slice text = slice_trim(line->text);
        const struct issuer_mark *office;
        struct slice issuer, side;
        struct found_by by;

        if (!text.len || text.len > LINE_MOST || line->use == LINE_MATTER ||
            line->style == LINE_BULLET || !opening_stands_alone(page, i))
            continue;
        by = found_in(line, text);
        if (read_mark(text, &issuer, &side)) {
            set_issuer(statement, slice_copy(arena, issuer), side, &by);
            if (line->use == LINE_OF_STATEMENT)
                line->use = LINE_ISSUER;
            continue;
        }
        office = text.bytes[text.len - 1] == '.' ? NULL : office_in(text);
        if (office)
            set_mark(statement, office, &by);
    }
}

/* Behind count lines with text from the top, or before as many at the end. */
static size_t header_end(const struct page *page)
{
    size_t i = 0, seen = 0;

    for (; i < page->count && seen < HEADER_LINES; i++)
        seen += slice_trim(page->lines[i].text).len > 0;
    return i;
}

static size_t footer_start(const struct page *page)
{
    size_t i = page->count, seen = 0;

    for (; i > 0 && seen < FOOTER_LINES; i--)
        seen += slice_trim(page->lines[i - 1].text).len > 0;
    return i;
}

/* ---- what is known already ---- */

static void by_issuer(struct statement *statement)
{
    const struct issuer_mark *mark = name_that_is(statement->issuer);
    struct side_match first, next;

    if (mark) {
        statement->issuer_side = slice_of(mark->side);
        return;
    }
    for (size_t i = 0; i < issuer_offices_count; i++)
        if (slice_equal(statement->issuer, slice_of(issuer_offices[i].issuer)))
            statement->issuer_side = slice_of(issuer_offices[i].side);
    if (slice_is_known(statement->issuer_side) ||
        !sides_find(statement->issuer, 0, &first))
        return;
    for (size_t at = first.end; sides_find(statement->issuer, at, &next);
         at = next.end)
        if (!slice_equal(first.side, next.side))
            return;
    statement->issuer_side = first.side;
}

void issuer_complete(struct statement *statement)
{
    struct slice side;

    if (slice_is_known(statement->issuer_side) ||
        slice_is_known(statement->issuer))
        statement->issuer_basis = ISSUER_METADATA;
    if (slice_is_known(statement->issuer_side)) {
        side = side_of_name(statement->issuer_side);
        if (slice_is_known(side))
            statement->issuer_side = side;
    } else if (slice_is_known(statement->issuer)) {
        by_issuer(statement);
    }
    by_host(statement);
}

/* By the title, where a line of the page is it. */
static struct found_by found_in_title(const struct page *page)
{
    struct found_by by = {ISSUER_TITLE, 0, 0};

    for (size_t i = 0; i < page->count && !by.end; i++)
        if (page->lines[i].use == LINE_TITLE) {
            by = found_in(&page->lines[i], slice_trim(page->lines[i].text));
            by.basis = ISSUER_TITLE;
        }
    return by;
}

void issuer_find(struct page *page, struct statement *statement,
                 struct arena *arena)
{
    const struct issuer_mark *office = office_in(statement->title);
    const struct found_by title = found_in_title(page);
    size_t header = header_end(page), footer = footer_start(page);

    issuer_complete(statement);
    if (office)
        set_mark(statement, office, &title);
    by_author(statement->title, statement, &title, arena);
    by_russian_title(statement->title, statement, &title);
    by_lines(page, 0, header, statement, arena);
    by_lines(page, footer > header ? footer : header, page->count, statement,
             arena);
}
