#include "indexer/cmd_check.h"

#include <inttypes.h>
#include <stdio.h>

#include "common/command.h"
#include "common/index.h"
#include "common/json.h"
#include "common/settings.h"

static const struct option_spec table[] = {
    {"index", 'd', "DIR", "the index folder [$DEMARCHE_INDEX]"},
    {"json", 0, NULL, "one JSON object"},
};

static const struct options_usage usage = {
    "demarche check [-d DIR] [--json]",
    "Read a whole index and hold it against itself.", table, COUNT_OF(table),
    "Exit status: 0 the index is whole, 2 it is damaged or cannot be read,\n"
    "75 it was changed all the time that it was read."};

static void print_lines(struct slice lines)
{
    struct json_writer json;
    struct strbuf out = STRBUF_INIT;
    struct slice line;

    json = (struct json_writer)JSON_WRITER(&out);
    json_begin_array(&json);
    while (slice_next(&lines, '\n', &line))
        if (line.len)
            json_put_text(&json, line);
    json_end_array(&json);
    printf("%.*s", SLICE_ARG(strbuf_slice(&out)));
    strbuf_release(&out);
}

static void print_json(bool is_whole, const struct index_counts *counts,
                       struct slice report)
{
    printf("{\"schema\":1,\"whole\":%s,\"passages\":%" PRIu64
           ",\"files\":%" PRIu64 ",\"shards\":%u,\"report\":",
           is_whole ? "true" : "false", counts->passages, counts->files,
           counts->shards);
    print_lines(report);
    printf("}\n");
}

static void print_text(bool is_whole, const struct index_counts *counts,
                       struct slice report)
{
    printf("%.*s", SLICE_ARG(report));
    if (is_whole)
        printf("the index is whole: %" PRIu64 " passages of %" PRIu64
               " files in %u shard%s\n",
               counts->passages, counts->files, counts->shards,
               counts->shards == 1 ? "" : "s");
}

static enum status count(const char *folder, struct index_counts *out,
                         struct error *err)
{
    struct index_reader *reader = NULL;
    enum status status = index_reader_open(folder, &reader, err);

    if (!status)
        status = index_reader_counts(reader, out, err);
    index_reader_close(reader);
    return status;
}

static enum status check(const char *folder, bool is_json, struct error *err)
{
    struct strbuf report = STRBUF_INIT;
    struct index_counts counts = {0};
    enum status status = index_check(folder, &report, err);

    if (!status)
        status = count(folder, &counts, err);
    if (!status || status == STATUS_CORRUPT)
        (is_json ? print_json : print_text)(!status, &counts,
                                            strbuf_slice(&report));
    strbuf_release(&report);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    (void)code;
    return check(settings_index_folder(options_get(options, "index"), arena),
                 options_has(options, "json"), err);
}

int cmd_check(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
