#include "searchd/reply.h"

#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "searchd/place.h"
#include "searchd/reply_lines.h"
#include "searchd/snippet.h"

enum { WINDOW_COLUMNS = 480, COPIES_SHOWN = 5 };

static const char *const format_names[] = {
    [REPLY_TEXT] = "text",       [REPLY_JSON] = "json", [REPLY_CSV] = "csv",
    [REPLY_VIMGREP] = "vimgrep", [REPLY_TREC] = "trec",
};

bool reply_format_from_name(const char *name, enum reply_format *out)
{
    for (size_t i = 0; i < COUNT_OF(format_names); i++)
        if (!strcmp(name, format_names[i])) {
            *out = (enum reply_format)i;
            return true;
        }
    return false;
}

const char *reply_format_name(enum reply_format format)
{
    return format_names[format];
}

struct slice reply_file(const struct reply_style *style, struct slice file,
                        struct arena *arena)
{
    struct slice path = slice_copy(arena, file);

    if (!style->folder || !path.len || path.bytes[0] == '/')
        return path;
    return slice_of(file_join(arena, style->folder, path.bytes));
}

/* ---- text ---- */

static const char *const bold = "\033[1m", *const dim = "\033[2m";
static const char *const marked = "\033[1;31m", *const plain = "\033[0m";

static void add_style(struct strbuf *out, const struct reply_style *style,
                      const char *code)
{
    if (style->is_coloured)
        strbuf_add_text(out, code);
}

void reply_add_date(struct strbuf *out, const struct statement *statement)
{
    struct arena arena = ARENA_INIT;

    if (!date_is_known(statement->date)) {
        strbuf_add_text(out, "no date");
        return;
    }
    strbuf_add(out, date_format(&arena, statement->date));
    if (date_is_known(statement->date_end) &&
        date_compare(statement->date_end, statement->date) != 0) {
        strbuf_add_text(out, " to ");
        strbuf_add(out, date_format(&arena, statement->date_end));
    }
    if (statement->date_basis == DATE_INFERRED)
        strbuf_add_text(out, " (inferred)");
    arena_release(&arena);
}

void reply_add_heading(struct strbuf *out, const struct statement *statement)
{
    struct slice who = slice_is_known(statement->issuer)
                           ? statement->issuer
                           : statement->issuer_side;

    reply_add_date(out, statement);
    strbuf_add_text(out, " \xC2\xB7 "); /* a middle dot */
    if (who.len) {
        strbuf_add_clean(out, who);
        strbuf_add_text(out, " \xC2\xB7 ");
    }
    strbuf_add_clean(out, slice_is_known(statement->title) ? statement->title
                                                           : statement->id);
    if (slice_is_known(statement->author)) {
        strbuf_add_text(out, ", by ");
        strbuf_add_clean(out, statement->author);
    }
}

void reply_add_sections(struct strbuf *out, const struct passage *passage)
{
    for (size_t i = 0; i < passage->section_count; i++) {
        if (i)
            strbuf_add_text(out, " > ");
        strbuf_add_clean(out, passage->sections[i]);
    }
}

void reply_add_speaker(struct strbuf *out, const struct passage *passage)
{
    if (slice_is_known(passage->speaker))
        strbuf_add_clean(out, passage->speaker);
    if (slice_is_known(passage->role)) {
        if (slice_is_known(passage->speaker))
            strbuf_add_text(out, ", ");
        strbuf_add_clean(out, passage->role);
    }
    if (!passage->side_count)
        return;
    strbuf_add_text(out, slice_is_known(passage->speaker) ||
                                 slice_is_known(passage->role)
                             ? " ("
                             : "(");
    for (size_t i = 0; i < passage->side_count; i++) {
        if (i)
            strbuf_add_text(out, ", ");
        strbuf_add_clean(out, passage->sides[i]);
    }
    strbuf_add_byte(out, ')');
}

/* As a link where the terminal has them. */
static void add_place(struct strbuf *out, const struct hit *hit,
                      const struct reply_style *style)
{
    struct arena arena = ARENA_INIT;
    char *url = style->is_linked
                    ? place_url(&arena, style->host,
                                reply_file(style, hit->statement.file, &arena))
                    : NULL;

    if (url)
        strbuf_add_format(out, "\033]8;;%s\033\\", url);
    place_add(out, &hit->statement, &hit->passage);
    if (url)
        strbuf_add_text(out, "\033]8;;\033\\");
    arena_release(&arena);
}

static void add_wrapped(struct strbuf *out, struct slice text,
                        const char *indent, const struct reply_style *style,
                        const char *code)
{
    const struct snippet whole = {0, text.len};
    const struct snippet_style none = {"", ""};

    if (!text.len)
        return;
    add_style(out, style, code);
    snippet_print(text, &whole, NULL, 0, indent, style->width, &none, out);
    strbuf_cut(out, out->len - 1);
    add_style(out, style, code[0] ? plain : "");
    strbuf_add_byte(out, '\n');
}

static void add_passage(struct strbuf *out, const struct hit *hit,
                        const struct reply_style *style)
{
    const struct snippet_style coloured = {marked, plain}, none = {"", ""};
    struct slice text = hit->passage.text;
    struct snippet window = {0, text.len};

    if (!style->is_full)
        snippet_choose(text, hit->marks, hit->mark_count, WINDOW_COLUMNS,
                       &window);
    snippet_print(text, &window, hit->marks, hit->mark_count, "    ",
                  style->width, style->is_coloured ? &coloured : &none, out);
}

static void add_place_line(struct strbuf *out, const struct hit *hit,
                           const struct reply_style *style)
{
    add_style(out, style, dim);
    strbuf_add_text(out, "    ");
    add_place(out, hit, style);
    strbuf_add_text(out, "  ");
    strbuf_add_clean(out, hit->id);
    if (hit->is_copy)
        strbuf_add_text(out, "  the same text");
    for (size_t i = 0; i < hit->form_count; i++) {
        strbuf_add_text(out, i ? ", " : "  found: ");
        strbuf_add_clean(out, slice_trim(hit->forms[i]));
    }
    add_style(out, style, plain);
    strbuf_add_byte(out, '\n');
}

/* Where else the same passage stands, and who published it there. */
static void add_copies(struct strbuf *out, const struct hit *hit,
                       const struct reply_style *style)
{
    for (size_t i = 0; i < hit->copy_count && i < COPIES_SHOWN; i++) {
        const struct hit *copy = &hit->copies[i];

        add_style(out, style, dim);
        strbuf_add_text(out, "    also ");
        add_place(out, copy, style);
        strbuf_add_text(out, "  ");
        strbuf_add_clean(out, copy->id);
        strbuf_add_text(out, "  ");
        reply_add_date(out, &copy->statement);
        if (slice_is_known(copy->statement.issuer)) {
            strbuf_add_text(out, " \xC2\xB7 ");
            strbuf_add_clean(out, copy->statement.issuer);
        }
        add_style(out, style, plain);
        strbuf_add_byte(out, '\n');
    }
    if (hit->copy_count > COPIES_SHOWN)
        strbuf_add_format(out, "    and %zu more copies\n",
                          hit->copy_count - COPIES_SHOWN);
}

static void print_text(const struct hit *hit, size_t rank,
                       const struct reply_style *style, struct strbuf *out)
{
    struct strbuf line = STRBUF_INIT;

    strbuf_add_format(&line, "%zu. ", rank);
    reply_add_heading(&line, &hit->statement);
    add_wrapped(out, strbuf_slice(&line), "", style, bold);
    strbuf_reset(&line);
    reply_add_sections(&line, &hit->passage);
    add_wrapped(out, strbuf_slice(&line), "    ", style, "");
    strbuf_reset(&line);
    reply_add_speaker(&line, &hit->passage);
    add_wrapped(out, strbuf_slice(&line), "    ", style, "");
    add_passage(out, hit, style);
    add_place_line(out, hit, style);
    add_copies(out, hit, style);
    if (style->is_explained) {
        strbuf_add_format(out, "    score %.6f", hit->score);
        if (hit->detail.len)
            strbuf_add_format(out, " = %.*s", SLICE_ARG(hit->detail));
        strbuf_add_byte(out, '\n');
    }
    strbuf_add_byte(out, '\n');
    strbuf_release(&line);
}

/* ---- all ---- */

void reply_print(const struct hit *hits, size_t count, size_t first_rank,
                 const struct reply_style *style, struct strbuf *out)
{
    if (style->format != REPLY_TEXT) {
        reply_print_lines(hits, count, first_rank, style, out);
        return;
    }
    for (size_t i = 0; i < count; i++)
        print_text(&hits[i], first_rank + i, style, out);
}
