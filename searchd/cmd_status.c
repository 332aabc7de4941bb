#include "searchd/cmd_status.h"

#include <inttypes.h>

#include "common/command.h"
#include "common/log.h"
#include "common/settings.h"
#include "searchd/door.h"
#include "searchd/objects.h"
#include "searchd/snippet.h"

static const struct option_spec table[] = {DOOR_INDEX, DOOR_TOPICS, DOOR_JSON};

static const struct options_usage usage = {
    "demarche status [OPTION...]",
    "Show what the index holds.",
    table,
    COUNT_OF(table),
    NULL,
};

enum { NAMES_SHOWN = 8 };

/* The topics are told of, but a fault in them is not the index's. */
struct topics_seen {
    size_t count;
    struct slice source;
    struct error err;
    bool is_bad;
};

static void look_at_topics(struct service *service, struct topics_seen *out)
{
    const struct topic_table *topics;

    *out = (struct topics_seen){0};
    out->is_bad =
        service_topics(service, &topics, &out->source, &out->err) != STATUS_OK;
    for (size_t i = 0; !out->is_bad && i < topic_table_count(topics); i++)
        out->count += topic_table_at(topics, i)->is_topic;
}

static void add_day(struct strbuf *out, uint32_t day)
{
    strbuf_add_format(out, "%04u-%02u-%02u", day / 10000, day / 100 % 100,
                      day % 100);
}

static void add_names(struct strbuf *out, const char *name,
                      const struct index_term *terms, size_t count)
{
    strbuf_add_format(out, "%-11s", name);
    if (!count)
        strbuf_add_text(out, "none known");
    for (size_t i = 0; i < count && i < NAMES_SHOWN; i++) {
        strbuf_add_text(out, i ? ", " : "");
        strbuf_add_clean(out, terms[i].text);
        strbuf_add_format(out, " %" PRIu64, terms[i].frequency);
    }
    if (count > NAMES_SHOWN)
        strbuf_add_format(out, " and %zu more", count - NAMES_SHOWN);
    strbuf_add_byte(out, '\n');
}

static void print_text(const char *folder, const struct service_status *status,
                       const struct topics_seen *topics, struct strbuf *out)
{
    const struct index_counts *counts = &status->counts;

    strbuf_add_format(out, "%-11s%s\n", "index", folder);
    strbuf_add_format(out,
                      "%-11s%" PRIu64 "\n%-11s%" PRIu64 "\n%-11s%" PRIu64 "\n",
                      "passages", counts->passages, "statements",
                      counts->statements, "files", counts->files);
    strbuf_add_format(out, "%-11s%" PRIu64 " statements have one\n", "copies",
                      status->copies);
    strbuf_add_format(out, "%-11s%" PRIu64 " lines of pages left out\n",
                      "furniture", counts->furniture);
    strbuf_add_format(out, "%-11s", "dates");
    if (counts->date_first) {
        add_day(out, counts->date_first);
        strbuf_add_text(out, " to ");
        add_day(out, counts->date_last);
    } else {
        strbuf_add_text(out, "none known");
    }
    strbuf_add_byte(out, '\n');
    add_names(out, "languages", status->languages, status->language_count);
    add_names(out, "sides", status->sides, status->side_count);
    add_names(out, "issuers", status->issuers, status->issuer_count);
    strbuf_add_format(out, "%-11s%.1f MB in %u shard%s\n", "size",
                      (double)counts->bytes / 1e6, counts->shards,
                      counts->shards == 1 ? "" : "s");
    strbuf_add_format(out, "%-11s%u, revision %" PRIu64 "\n", "version",
                      counts->version, counts->revision);
    if (!topics->is_bad)
        strbuf_add_format(out, "%-11s%zu from %.*s\n", "topics", topics->count,
                          SLICE_ARG(slice_is_known(topics->source)
                                        ? topics->source
                                        : SLICE("nowhere")));
}

static void print_json(const char *folder, const struct service_status *status,
                       const struct topics_seen *topics, struct strbuf *out)
{
    struct json_writer json = JSON_WRITER(out);

    object_put_status(&json, slice_of(folder), status,
                      topics->is_bad ? SIZE_MAX : topics->count,
                      topics->source);
    strbuf_add_byte(out, '\n');
}

static enum status print_status(const struct options *options,
                                struct service *service, struct arena *arena,
                                struct strbuf *out, struct error *err)
{
    const char *folder =
        settings_index_folder(options_get(options, "index"), arena);
    struct service_status seen;
    struct topics_seen topics;
    enum status status = service_status(service, arena, &seen, err);

    if (status)
        return status;
    look_at_topics(service, &topics);
    if (topics.is_bad)
        log_warning("%s", topics.err.text);
    if (options_has(options, "json"))
        print_json(folder, &seen, &topics, out);
    else
        print_text(folder, &seen, &topics, out);
    return STATUS_OK;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct strbuf out = STRBUF_INIT;
    struct service *service = NULL;
    enum status status = door_open(options, true, arena, &service, err);

    if (!status)
        status = print_status(options, service, arena, &out, err);
    if (!status && !door_print(&out))
        *code = 2;
    service_close(service);
    strbuf_release(&out);
    return status;
}

int cmd_status(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
