#include "bench/cmd_structure.h"

#include <stdio.h>

#include "bench/child.h"
#include "bench/structure.h"
#include "common/command.h"
#include "common/file.h"

enum { OUTPUT_BYTES_MOST = 256 * 1024 * 1024 };

static const struct option_spec table[] = {
    {"quiet", 'q', NULL, "print the table only, not each difference"},
};

static const struct options_usage usage = {
    "demarche bench structure [OPTION...] GOLD-FOLDER",
    "Hold `demarche passages` of the folder's files against what a careful\n"
    "reader finds: gold-statements.jsonl and gold-passages.jsonl.",
    table,
    COUNT_OF(table),
    "Exit status: 0 when all is right (the sides aside), else 1.",
};

struct gold {
    const char *folder;
    struct jsonl statements;
    struct jsonl passages;
    struct jsonl got;
};

static enum status read_gold(struct gold *gold, struct arena *arena,
                             struct error *err)
{
    enum status status;

    status = jsonl_read(file_join(arena, gold->folder, "gold-statements.jsonl"),
                        &gold->statements, err);
    if (status)
        return status;
    return jsonl_read(file_join(arena, gold->folder, "gold-passages.jsonl"),
                      &gold->passages, err);
}

/* Run the program over the gold files, and read what it prints. */
static enum status cut_files(struct gold *gold, struct arena *arena,
                             struct error *err)
{
    static const char *const head[] = {"passages", "--json", "--all"};
    size_t count = gold->statements.count, used = 0;
    const char **argv =
        arena_array(arena, count + COUNT_OF(head) + 2, sizeof *argv);
    struct strbuf output = STRBUF_INIT;
    enum status status;
    int code;

    argv[used++] = child_path(arena, "demarche");
    for (size_t i = 0; i < COUNT_OF(head); i++)
        argv[used++] = head[i];
    for (size_t i = 0; i < count; i++) {
        struct slice file = jsonl_text(gold->statements.items[i], "file");

        if (!file.len)
            return error_set(err, STATUS_BAD_FORMAT,
                             "gold-statements.jsonl:%u: no \"file\"",
                             (unsigned)gold->statements.lines[i]);
        argv[used++] = file_join(arena, gold->folder, file.bytes);
    }
    status = child_run(argv, OUTPUT_BYTES_MOST, &output, &code, err);
    if (!status && code != 0)
        status = error_set(err, STATUS_IO,
                           "'demarche passages' ended with status %d", code);
    if (!status)
        status = jsonl_parse("passages --json", strbuf_slice(&output),
                             &gold->got, err);
    strbuf_release(&output);
    return status;
}

static void print_table(const struct structure_result *result)
{
    printf("%-28s %6s %6s\n", "", "right", "of");
    for (size_t i = 0; i < STRUCTURE_FIGURES; i++)
        printf("%-28s %6zu %6zu\n", structure_name((enum structure_figure)i),
               result->counts[i].right, result->counts[i].of);
    printf("%-28s %6zu\n", "extra passages", result->extra_passages);
    printf("%-28s %6zu\n", "lines wrongly left out", result->extra_furniture);
}

static enum status compare(struct gold *gold, bool is_quiet,
                           struct arena *arena, int *code, struct error *err)
{
    struct strbuf report = STRBUF_INIT;
    struct structure_result result;
    enum status status = read_gold(gold, arena, err);

    if (!status)
        status = cut_files(gold, arena, err);
    if (status)
        return status;
    structure_compare(&gold->statements, &gold->passages, &gold->got, &result,
                      &report);
    if (!is_quiet)
        printf("%s", report.len ? report.bytes : "");
    print_table(&result);
    *code = structure_is_right(&result) ? 0 : 1;
    strbuf_release(&report);
    return STATUS_OK;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct gold gold = {.folder = options->arguments[0]};
    enum status status =
        compare(&gold, options_has(options, "quiet"), arena, code, err);

    jsonl_release(&gold.statements);
    jsonl_release(&gold.passages);
    jsonl_release(&gold.got);
    return status;
}

int cmd_structure(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "one folder with gold files", argc, argv,
                       run);
}
