#include "indexer/cmd_compact.h"

#include <inttypes.h>

#include "common/command.h"
#include "common/index.h"
#include "common/log.h"
#include "common/settings.h"

static const struct option_spec table[] = {
    {"index", 'd', "DIR", "the index folder [$DEMARCHE_INDEX]"},
};

static const struct options_usage usage = {
    "demarche compact [-d DIR]",
    "Merge all shards of an index into one that is smaller and faster to "
    "read.\n"
    "Searches go on meanwhile; the old shards are removed once the new one\n"
    "stands, so there must be room for both.",
    table, COUNT_OF(table), NULL};

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

static enum status compact(const char *folder, struct error *err)
{
    struct index_counts before = {0}, after = {0};
    enum status status = count(folder, &before, err);

    if (!status)
        status = index_compact(folder, err);
    if (!status)
        status = count(folder, &after, err);
    if (!status)
        log_note("%" PRIu64 " passages: %u shard%s, %" PRIu64
                 " KiB, made 1 shard, %" PRIu64 " KiB",
                 after.passages, before.shards, before.shards == 1 ? "" : "s",
                 before.bytes >> 10, after.bytes >> 10);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    (void)code;
    return compact(settings_index_folder(options_get(options, "index"), arena),
                   err);
}

int cmd_compact(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
