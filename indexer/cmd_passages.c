#include "indexer/cmd_passages.h"

#include <stdio.h>

#include "common/log.h"
#include "indexer/explain.h"
#include "indexer/ids.h"
#include "indexer/said_options.h"
#include "indexer/walk.h"

enum { FLUSH_BYTES = 64 * 1024 };

static const struct option_spec table[] = {
    {"json", 0, NULL, "one JSON object a line, for programs"},
    {"all", 'a', NULL, "show the lines left out, too"},
    {"extract", 0, NULL,
     "show the text that was taken out of PDF and the like"},
    {"explain", 0, NULL, "show what words say who speaks, and of whom"},
    SAID_OPTIONS,
};

static const struct options_usage usage = {
    "demarche passages [OPTION...] PATH...",
    "Show the statements of files and folders and the passages that the "
    "indexer\n"
    "would cut them into, with line, section, kind, speaker and sides.",
    table, COUNT_OF(table),
    "Exit status: 0 done; 1 no passage found; 2 something could not be read."};

struct show {
    struct source_options source;
    bool is_json;
    bool is_all;
    bool is_explained;
    bool is_extracted;
    struct walk walk;
    struct slice *ids; /* of the files walked */
    struct strbuf out;
    uint64_t passages;
    uint64_t faults;
    uint64_t passed_over; /* members of archives */
    struct arena arena;
};

static void flush(struct show *show)
{
    if (show->out.len)
        fwrite(show->out.bytes, 1, show->out.len, stdout);
    strbuf_reset(&show->out);
}

/* ---- text for reading ---- */

static void put_line(struct show *show, const char *name, struct slice value)
{
    strbuf_add_format(&show->out, "%-9s ", name);
    strbuf_add_clean(&show->out, value);
    strbuf_add_byte(&show->out, '\n');
}

static void put_field(struct show *show, const char *name, struct slice value)
{
    if (slice_is_known(value) && value.len)
        put_line(show, name, value);
}

static void put_date(struct show *show, const struct statement *statement)
{
    struct arena scratch = ARENA_INIT;
    struct slice from = date_format(&scratch, statement->date);
    struct slice to = date_format(&scratch, statement->date_end);

    if (slice_is_known(from))
        strbuf_add_format(&show->out, "%-9s %.*s%s%.*s (%s)\n", "date",
                          SLICE_ARG(from), slice_is_known(to) ? " to " : "",
                          SLICE_ARG(to),
                          date_basis_name(statement->date_basis));
    arena_release(&scratch);
}

static void put_head(struct show *show, const struct statement *statement)
{
    strbuf_add_clean(&show->out, statement->file);
    strbuf_add_byte(&show->out, '\n');
    put_field(show, "statement", statement->id);
    put_field(show, "title", statement->title);
    put_date(show, statement);
    put_field(show, "issuer", statement->issuer);
    put_field(show, "side", statement->issuer_side);
    if (show->is_explained)
        explain_issuer(&show->out, statement);
    put_field(show, "author", statement->author);
    put_field(show, "language", statement->language);
    put_field(show, "member", statement->member);
    put_field(show, "url", statement->url);
}

static void put_sides(struct show *show, const struct passage *passage)
{
    for (size_t i = 0; i < passage->side_count; i++)
        strbuf_add_format(&show->out, "%s%.*s", i ? ", " : " [",
                          SLICE_ARG(passage->sides[i]));
    if (passage->side_count)
        strbuf_add_byte(&show->out, ']');
}

static void put_speaker(struct show *show, const struct passage *passage)
{
    if (slice_is_known(passage->speaker)) {
        strbuf_add_text(&show->out, "  ");
        strbuf_add_clean(&show->out, passage->speaker);
    }
    if (slice_is_known(passage->role)) {
        strbuf_add_text(&show->out,
                        slice_is_known(passage->speaker) ? " (" : "  (");
        strbuf_add_clean(&show->out, passage->role);
        strbuf_add_byte(&show->out, ')');
    }
}

static void put_passage(struct show *show, const struct passage *passage)
{
    strbuf_add_byte(&show->out, '\n');
    if (passage->page)
        strbuf_add_format(&show->out, "page %u, ", passage->page);
    strbuf_add_format(&show->out, "line %u  ", passage->line);
    if (passage->n)
        strbuf_add_format(&show->out, "#%u ", passage->n);
    strbuf_add_text(&show->out, passage_kind_name(passage->kind));
    put_speaker(show, passage);
    put_sides(show, passage);
    strbuf_add_byte(&show->out, '\n');
    for (size_t i = 0; i < passage->section_count; i++) {
        strbuf_add_text(&show->out, i ? " > " : "  ");
        strbuf_add_clean(&show->out, passage->sections[i]);
    }
    if (passage->section_count)
        strbuf_add_byte(&show->out, '\n');
    if (show->is_explained && passage->kind != PASSAGE_FURNITURE)
        explain_passage(&show->out, passage);
    strbuf_add_text(&show->out, "    ");
    strbuf_add_clean(&show->out, passage->text);
    strbuf_add_byte(&show->out, '\n');
}

/* ---- for programs ---- */

static void put_json(struct show *show, const struct statement *statement,
                     const struct passage *passage)
{
    struct json_writer json = JSON_WRITER(&show->out);

    json_begin_object(&json);
    passage_write_json(&json, statement, passage);
    json_end_object(&json);
    strbuf_add_byte(&show->out, '\n');
}

static void put_one(struct show *show, const struct statement *statement,
                    const struct passage *passage)
{
    if (show->is_json)
        put_json(show, statement, passage);
    else
        put_passage(show, passage);
    if (show->out.len > FLUSH_BYTES)
        flush(show);
}

/* Passages in their order and, where asked for, the lines left out where they
 * stand between them. */
static void put_list(struct show *show, const struct statement *statement,
                     const struct passage_list *list)
{
    size_t left_out = show->is_all ? list->furniture_count : 0, next = 0;

    for (size_t i = 0; i < list->count; i++) {
        while (next < left_out &&
               list->furniture[next].line < list->items[i].line)
            put_one(show, statement, &list->furniture[next++]);
        put_one(show, statement, &list->items[i]);
    }
    while (next < left_out)
        put_one(show, statement, &list->furniture[next++]);
}

static void put_statement(struct show *show, const struct statement *statement,
                          const struct passage_list *list)
{
    if (!show->is_json) {
        if (show->passages)
            strbuf_add_text(&show->out, "\n");
        put_head(show, statement);
    }
    put_list(show, statement, list);
    if (!show->is_json)
        strbuf_add_format(
            &show->out, "\n%zu passages; %zu lines of the page left out%s\n",
            list->count, list->furniture_count,
            list->furniture_count && !show->is_all ? " (--all shows them)"
                                                   : "");
    show->passages += list->count;
    flush(show);
}

/* The text that the places point into; "" where that is the file's. */
static void put_text(struct show *show, struct slice text)
{
    strbuf_add(&show->out, text);
    show->passages += text.len > 0;
    flush(show);
}

static void show_fault(struct show *show, const struct error *err)
{
    log_error("%s", err->text);
    show->faults++;
}

static void note_members(struct show *show, const struct source *source)
{
    struct source_state state;

    if (!source)
        return;
    source_look(source, &state);
    show->passed_over += state.passed_over;
}

static void show_file(struct show *show, size_t place)
{
    const struct walk_file *file = &show->walk.files[place];
    struct source *source = NULL;
    struct arena arena = ARENA_INIT;
    uint64_t faults = show->faults;
    size_t found = 0;
    struct error err;
    enum status status;

    show->source.id = show->ids[place];
    status = source_open(file->path, &show->source, &source, &err);
    if (status)
        show_fault(show, &err);
    while (source && status != STATUS_END && status != STATUS_IO) {
        struct statement statement;
        struct passage_list passages;
        struct source_state state;

        arena_reset(&arena);
        status = source_next(source, &arena, &statement, &passages, &err);
        if (status && status != STATUS_END)
            show_fault(show, &err);
        source_look(source, &state);
        if (!status && slice_is_known(state.warning))
            log_warning("%.*s", SLICE_ARG(state.warning));
        if (!status && show->is_extracted)
            put_text(show, state.text);
        else if (!status)
            put_statement(show, &statement, &passages);
        found += status ? 0 : passages.count;
    }
    if (!found && show->faults == faults)
        log_warning("%s: empty, there is no passage in it", file->path);
    note_members(show, source);
    source_close(source);
    arena_release(&arena);
}

static void show_files(struct show *show, const struct options *options)
{
    struct walk *walk = &show->walk;
    struct slice *keys;

    walk->takes_all = slice_is_known(show->source.format);
    for (size_t i = 0; i < options->argument_count; i++)
        walk_add(walk, options->arguments[i]);
    keys = arena_array(&show->arena, walk->count, sizeof *keys);
    show->ids = arena_array(&show->arena, walk->count, sizeof *show->ids);
    for (size_t i = 0; i < walk->count; i++)
        keys[i] = walk->files[i].key;
    ids_make(keys, walk->count, show->ids);
    for (size_t i = 0; i < walk->count; i++)
        show_file(show, i);
}

static int finish(struct show *show)
{
    struct slice passed_over = walk_passed_over(&show->walk);
    bool is_faulty = show->faults || show->walk.failures ||
                     metadata_faults(show->source.metadata) ||
                     sites_faults(show->source.sites);

    if (slice_is_known(passed_over))
        log_note("not read: %.*s (no statements, or a format that cannot be "
                 "read yet)",
                 SLICE_ARG(passed_over));
    if (show->passed_over)
        log_note("not read: %llu members of archives (no statements)",
                 (unsigned long long)show->passed_over);
    return is_faulty ? 2 : show->passages ? 0 : 1;
}

int cmd_passages(int argc, char **argv)
{
    struct show show = {.is_json = false};
    struct options options;
    struct error err;
    int code;
    enum status status =
        options_parse(&usage, argc, argv, &show.arena, &options, &err);

    if (!status)
        status = said_options_read(&options, &show.arena, &show.source, &err);
    if (!status && !options.argument_count)
        status = error_set(&err, STATUS_USAGE,
                           "which files? Name files or folders (see --help)");
    if (status) {
        sites_free(show.source.sites);
        arena_release(&show.arena);
        return status == STATUS_END ? 0 : log_failure(&err);
    }
    show.is_json = options_has(&options, "json");
    show.is_all = options_has(&options, "all");
    show.is_explained = options_has(&options, "explain");
    show.is_extracted = options_has(&options, "extract");
    show.source.metadata = metadata_new();
    show_files(&show, &options);
    code = finish(&show);
    metadata_free(show.source.metadata);
    sites_free(show.source.sites);
    walk_release(&show.walk);
    strbuf_release(&show.out);
    arena_release(&show.arena);
    return code;
}
