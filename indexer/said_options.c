#include "indexer/said_options.h"

#include "indexer/fields.h"
#include "indexer/reader.h"

enum status said_options_read(const struct options *options,
                              struct arena *arena, struct source_options *out,
                              struct error *err)
{
    static const char *const fields[] = {"issuer", "side", "date", "lang",
                                         "url"};
    struct said said = {.speaker = SLICE_UNKNOWN};
    const struct reader *reader;

    out->format = slice_of(options_get(options, "format"));
    out->split_records = options_has(options, "split");
    if (slice_is_known(out->format) && reader_named(out->format, &reader, err))
        return err->status;
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        struct slice value = slice_of(options_get(options, fields[i]));

        if (!slice_is_known(value))
            continue;
        if (fields_set(&said, slice_of(fields[i]), value, arena, err)) {
            (void)error_prefix(err, "--%s", fields[i]);
            return err->status = STATUS_USAGE;
        }
    }
    out->given = said.statement;
    out->sites = sites_new();
    if (options_has(options, "sites") &&
        sites_load(out->sites, options_get(options, "sites"), err)) {
        (void)error_prefix(err, "--sites");
        return err->status = STATUS_USAGE;
    }
    return STATUS_OK;
}
