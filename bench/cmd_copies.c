#include "bench/cmd_copies.h"

#include <stdio.h>

#include "common/command.h"
#include "common/likeness.h"
#include "common/settings.h"
#include "searchd/copies.h"

static const struct option_spec table[] = {
    {"index", 'd', "DIR", "the index [$DEMARCHE_INDEX, or one of the user]"},
};

static const struct options_usage usage = {
    "demarche bench copies [OPTION...]",
    "List the pairs of statements of an index that are copies: both ids, how\n"
    "much of each stands in the other, what they have in common, how many\n"
    "names and numbers are the same and how many are others.",
    table,
    COUNT_OF(table),
    "bench/copies.sh measures with it.",
};

static enum status read_id(struct index_reader *reader,
                           const struct index_unit *unit, struct arena *arena,
                           struct slice *out, struct error *err)
{
    struct slice bytes;
    struct hit hit = {0};
    enum status status =
        index_reader_data(reader, unit->last, arena, &bytes, err);

    if (!status)
        status = hit_decode(bytes, arena, &hit, err);
    *out = hit.statement.id;
    return status;
}

static enum status print_pair(struct index_reader *reader,
                              const struct index_unit *first,
                              const struct index_unit *second,
                              struct arena *arena, struct error *err)
{
    struct likeness_sketch one, other;
    struct likeness_estimate seen;
    struct slice first_id, second_id;
    enum status status = read_id(reader, first, arena, &first_id, err);

    if (!status)
        status = read_id(reader, second, arena, &second_id, err);
    if (status || !likeness_decode(first->bytes, &one) ||
        !likeness_decode(second->bytes, &other))
        return status;
    likeness_compare(&one, &other, &seen);
    printf("%.*s\t%.*s\t%.3f\t%.3f\t%.3f\t%zu\t%zu\n", SLICE_ARG(first_id),
           SLICE_ARG(second_id), seen.of_first, seen.of_second,
           seen.resemblance, seen.same_facts, seen.other_facts);
    return STATUS_OK;
}

/* Each pair once: the statement that was indexed first stands first. */
static enum status print_copies(struct index_reader *reader, uint32_t document,
                                struct error *err)
{
    struct arena arena = ARENA_INIT;
    struct index_unit own, *copies;
    size_t count;
    enum status status = copies_of_statement(reader, document, &arena, &own,
                                             &copies, &count, err);

    for (size_t i = 0; !status && i < count; i++)
        if (copies[i].last > own.last)
            status = print_pair(reader, &own, &copies[i], &arena, err);
    arena_release(&arena);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    const char *folder =
        settings_index_folder(options_get(options, "index"), arena);
    struct index_reader *reader;
    struct index_unit *units;
    size_t count = 0;
    enum status status = index_reader_open(folder, &reader, err);

    (void)code;
    if (status)
        return status;
    status = index_reader_units(reader, arena, &units, &count, err);
    for (size_t i = 0; !status && i < count; i++)
        status = print_copies(reader, units[i].last, err);
    index_reader_close(reader);
    return status;
}

int cmd_copies(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "", argc, argv, run);
}
