#include "indexer/cmd_passages.h"

#include <stdio.h>

#include "common/log.h"
#include "common/options.h"
#include "indexer/source.h"

static const struct option_spec table[] = {
    {"json", 0, NULL, "one JSON object a line"},
    {"all", 'a', NULL, "the lines left out, too"},
    {"format", 0, "F", "text, markdown, jsonl [by name and content]"},
};

static const struct options_usage usage = {
    "demarche passages [OPTION...] PATH...",
    "Show the statements of files and the passages they are cut into.", table,
    COUNT_OF(table), NULL};

struct show {
    bool is_json;
    bool is_all;
    struct strbuf out;
};

static void flush(struct show *show)
{
    fwrite(show->out.bytes, 1, show->out.len, stdout);
    strbuf_reset(&show->out);
}

static void show_head(struct show *show, const struct statement *statement)
{
    struct arena scratch = ARENA_INIT;
    struct slice date = date_format(&scratch, statement->date);

    strbuf_add_format(&show->out, "%.*s\n", SLICE_ARG(statement->file));
    if (slice_is_known(statement->title))
        strbuf_add_format(&show->out, "title   %.*s\n",
                          SLICE_ARG(statement->title));
    if (slice_is_known(date))
        strbuf_add_format(&show->out, "date    %.*s (%s)\n", SLICE_ARG(date),
                          date_basis_name(statement->date_basis));
    if (slice_is_known(statement->issuer_side))
        strbuf_add_format(&show->out, "issuer  %.*s\n",
                          SLICE_ARG(statement->issuer_side));
    arena_release(&scratch);
}

static void show_passage(struct show *show, const struct statement *statement,
                         const struct passage *passage)
{
    if (show->is_json) {
        struct json_writer json = JSON_WRITER(&show->out);

        json_begin_object(&json);
        passage_write_json(&json, statement, passage);
        json_end_object(&json);
        strbuf_add_byte(&show->out, '\n');
        return;
    }
    strbuf_add_format(&show->out, "\n#%u line %u, %s", passage->n,
                      passage->line, passage_kind_name(passage->kind));
    if (slice_is_known(passage->speaker))
        strbuf_add_format(&show->out, ", %.*s", SLICE_ARG(passage->speaker));
    for (size_t i = 0; i < passage->section_count; i++)
        strbuf_add_format(&show->out, "%s%.*s", i ? " > " : "\n",
                          SLICE_ARG(passage->sections[i]));
    strbuf_add_format(&show->out, "\n%.*s\n", SLICE_ARG(passage->text));
}

static void show_list(struct show *show, const struct statement *statement,
                      const struct passage_list *list)
{
    if (!show->is_json)
        show_head(show, statement);
    for (size_t i = 0; i < list->count; i++)
        show_passage(show, statement, &list->items[i]);
    if (show->is_all)
        for (size_t i = 0; i < list->furniture_count; i++)
            show_passage(show, statement, &list->furniture[i]);
}

static enum status show_file(struct show *show, const char *path,
                             const struct source_options *options,
                             struct error *err)
{
    struct source *source = NULL;
    struct arena arena = ARENA_INIT;
    struct statement statement;
    struct passage_list passages;
    enum status status = source_open(path, options, &source, err);

    while (!status) {
        status = source_next(source, &arena, &statement, &passages, err);
        if (status)
            break;
        show_list(show, &statement, &passages);
        flush(show);
        arena_reset(&arena);
    }
    source_close(source);
    arena_release(&arena);
    return status == STATUS_END ? STATUS_OK : status;
}

int cmd_passages(int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct source_options options = {.split_records = false};
    struct options words;
    struct show show = {.is_json = false};
    struct error err;
    int code = 0;
    enum status status =
        options_parse(&usage, argc, argv, &arena, &words, &err);

    if (status) {
        arena_release(&arena);
        return status == STATUS_END ? 0 : log_failure(&err);
    }
    show.is_json = options_has(&words, "json");
    show.is_all = options_has(&words, "all");
    options.format = slice_of(options_get(&words, "format"));
    for (size_t i = 0; i < words.argument_count; i++)
        if (show_file(&show, words.arguments[i], &options, &err))
            code = log_failure(&err);
    strbuf_release(&show.out);
    arena_release(&arena);
    return code;
}
