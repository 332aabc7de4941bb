#include "searchd/cmd_show.h"

#include "common/command.h"
#include "common/schema.h"
#include "searchd/door.h"
#include "searchd/snippet.h"

static const struct option_spec table[] = {
    DOOR_INDEX,
    {"context", 'C', "N", "only N passages before and after [all]"},
    DOOR_JSON,
    DOOR_COLOR,
};

static const struct options_usage usage = {
    "demarche show [OPTION...] ID",
    "Show a passage (STATEMENT#N) in its statement, or a whole statement.",
    table,
    COUNT_OF(table),
    "The beginning of a statement's id is enough where it is the only one.",
};

/* What is shown of a statement: its passages from first to end. */
struct showing {
    const struct hit *hits;
    size_t first, end;
    size_t place; /* of the passage asked for; SIZE_MAX: none */
    const struct reply_style *style;
    struct strbuf *out;
};

static void add_field(struct strbuf *out, const char *name, struct slice text)
{
    if (!text.len)
        return;
    strbuf_add_format(out, "%-9s", name);
    strbuf_add_clean(out, text);
    strbuf_add_byte(out, '\n');
}

static void show_head(const struct showing *showing)
{
    const struct statement *statement = &showing->hits[0].statement;
    struct strbuf *out = showing->out;

    add_field(out, "title", statement->title);
    strbuf_add_format(out, "%-9s", "date");
    reply_add_date(out, statement);
    if (date_is_known(statement->date) &&
        statement->date_basis != DATE_INFERRED)
        strbuf_add_format(out, " (%s)", date_basis_name(statement->date_basis));
    strbuf_add_byte(out, '\n');
    add_field(out, "issuer", statement->issuer);
    add_field(out, "side", statement->issuer_side);
    add_field(out, "author", statement->author);
    add_field(out, "language", statement->language);
    add_field(out, "url", statement->url);
    add_field(out, "file", statement->file);
    add_field(out, "member", statement->member);
    add_field(out, "id", statement->id);
}

static bool same_sections(const struct passage *a, const struct passage *b)
{
    if (a->section_count != b->section_count)
        return false;
    for (size_t i = 0; i < a->section_count; i++)
        if (!slice_equal(a->sections[i], b->sections[i]))
            return false;
    return true;
}

static void show_passage(const struct showing *showing, size_t at)
{
    const struct snippet_style none = {"", ""};
    const struct passage *passage = &showing->hits[at].passage;
    const struct snippet whole = {0, passage->text.len};
    const bool is_marked = at == showing->place;
    const bool is_bold = is_marked && showing->style->is_coloured;
    struct strbuf *out = showing->out;

    strbuf_add_byte(out, '\n');
    if (passage->section_count &&
        (at == showing->first ||
         !same_sections(passage, &showing->hits[at - 1].passage))) {
        strbuf_add_text(out, "  ");
        reply_add_sections(out, passage);
        strbuf_add_text(out, "\n\n");
    }
    strbuf_add_format(out, "%s#%u  ", is_marked ? "> " : "  ", passage->n);
    if (passage->page)
        strbuf_add_format(out, "page %u", passage->page);
    if (!passage->page || !passage->is_extracted)
        strbuf_add_format(out, "%sline %u", passage->page ? ", " : "",
                          passage->line);
    if (slice_is_known(passage->speaker) || slice_is_known(passage->role) ||
        passage->side_count) {
        strbuf_add_text(out, "  ");
        reply_add_speaker(out, passage);
    }
    strbuf_add_text(out, is_bold ? "\n\033[1m" : "\n");
    snippet_print(passage->text, &whole, NULL, 0, is_marked ? "> " : "  ",
                  showing->style->width, &none, out);
    strbuf_add_text(out, is_bold ? "\033[0m" : "");
}

static void show_json(const struct showing *showing)
{
    for (size_t i = showing->first; i < showing->end; i++) {
        struct json_writer json = JSON_WRITER(showing->out);

        json_begin_object(&json);
        passage_write_json(&json, &showing->hits[i].statement,
                           &showing->hits[i].passage);
        json_key(&json, "shown");
        json_put_truth(&json, i == showing->place);
        json_end_object(&json);
        strbuf_add_byte(showing->out, '\n');
    }
}

static void show(const struct showing *showing)
{
    if (showing->style->format == REPLY_JSON) {
        show_json(showing);
        return;
    }
    show_head(showing);
    for (size_t i = showing->first; i < showing->end; i++)
        show_passage(showing, i);
}

static enum status show_id(const struct options *options,
                           struct service *service, struct arena *arena,
                           struct strbuf *out, struct error *err)
{
    struct showing showing = {.out = out};
    struct reply_style style;
    struct hit *hits;
    size_t count;
    int64_t context = -1;
    enum status status = door_style(options, arena, &style, err);

    if (!status)
        status = options_number(options, "context", 0, SCHEMA_HITS_MOST, -1,
                                &context, err);
    if (!status)
        status = service_show(service, slice_of(options->arguments[0]), arena,
                              &hits, &count, &showing.place, err);
    if (status)
        return status;
    showing.hits = hits;
    showing.style = &style;
    showing.end = count;
    if (context >= 0 && showing.place != SIZE_MAX) {
        size_t around = (size_t)context;

        showing.first = showing.place > around ? showing.place - around : 0;
        if (showing.place + around + 1 < count)
            showing.end = showing.place + around + 1;
    }
    show(&showing);
    return STATUS_OK;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct strbuf out = STRBUF_INIT;
    struct service *service = NULL;
    enum status status = door_open(options, true, arena, &service, err);

    if (!status)
        status = show_id(options, service, arena, &out, err);
    if (!status && !door_print(&out))
        *code = 2;
    service_close(service);
    strbuf_release(&out);
    return status;
}

int cmd_show(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "one id, as demarche search shows it",
                       argc, argv, run);
}
