#include "searchd/cmd_facets.h"

#include <inttypes.h>

#include "common/command.h"
#include "common/csv.h"
#include "common/log.h"
#include "searchd/door.h"
#include "searchd/objects.h"

enum { VALUES_DEFAULT = 10, VALUES_MOST = 10000 };

static const struct option_spec table[] = {
    DOOR_INDEX,
    {"by", 0, "NAMES", "some of these, with commas between [all]"},
    {"number", 'n', "N", "at most N values of each [10]"},
    {"all", 'a', NULL, "all words must match, not any"},
    {"lang", 0, "L", "the query's words are of this language: en, fr"},
    DOOR_JSON,
    {"csv", 0, NULL, "RFC 4180, with a header line"},
    DOOR_TOPICS,
};

static const struct options_usage usage = {
    "demarche facets [OPTION...] QUERY...",
    "Count what matches a query: by year, issuer, side, about, speaker,\n"
    "section, language, form.",
    table,
    COUNT_OF(table),
    "A topic is a query, too: demarche facets --by year topic:north-korea",
};

/* ---- text ---- */

static void print_facet(const struct facet *facet, struct strbuf *out)
{
    strbuf_add_format(out, "\n%s%s\n", facet_kind_name(facet->kind),
                      facet->is_estimate ? " (about: from a sample)" : "");
    for (size_t i = 0; i < facet->count; i++) {
        const struct facet_value *value = &facet->values[i];

        strbuf_add_format(out, "%9" PRIu64 "  ", value->passages);
        strbuf_add_clean(out, value->name);
        strbuf_add_byte(out, '\n');
    }
    if (facet->more)
        strbuf_add_format(out, "%9s  and %zu more\n", "", facet->more);
    if (facet->unknown)
        strbuf_add_format(out, "%9" PRIu64 "  of which it is not known\n",
                          facet->unknown);
}

static void print_text(const struct facet_counts *counts, struct strbuf *out)
{
    strbuf_add_format(out, "%s%" PRIu64 " passages\n",
                      counts->is_estimate ? "about " : "", counts->total);
    for (size_t i = 0; i < counts->count; i++)
        print_facet(&counts->facets[i], out);
}

/* ---- lines ---- */

static void print_csv(const struct facet_counts *counts, struct strbuf *out)
{
    strbuf_add_text(out, "facet,name,passages,basis\r\n");
    for (size_t i = 0; i < counts->count; i++) {
        const struct facet *facet = &counts->facets[i];

        for (size_t v = 0; v < facet->count; v++) {
            strbuf_add_format(out, "%s,", facet_kind_name(facet->kind));
            csv_add_cell(out, facet->values[v].name);
            strbuf_add_format(out, ",%" PRIu64 ",%s\r\n",
                              facet->values[v].passages,
                              object_basis_name(facet->is_estimate));
        }
    }
}

static void print_json(const struct facet_counts *counts, struct strbuf *out)
{
    for (size_t i = 0; i < counts->count; i++) {
        struct json_writer json = JSON_WRITER(out);

        object_put_facet(&json, &counts->facets[i]);
        strbuf_add_byte(out, '\n');
    }
}

static enum status read_options(const struct options *options,
                                struct service_request *request,
                                struct facet_request *facets, struct error *err)
{
    int64_t most = 0;
    enum status status = options_number(options, "number", 1, VALUES_MOST,
                                        VALUES_DEFAULT, &most, err);
    const char *by = options_get(options, "by");

    if (!status && options_has(options, "json") && options_has(options, "csv"))
        status = error_set(err, STATUS_USAGE, "only one of --json, --csv");
    if (!status && by)
        status = facet_request_read(slice_of(by), facets, err);
    facets->most = (size_t)most;
    request->is_all = options_has(options, "all");
    request->language = slice_of(options_get(options, "lang"));
    return status;
}

static int print(const struct options *options,
                 const struct facet_counts *counts)
{
    struct strbuf out = STRBUF_INIT;
    int code;

    if (options_has(options, "json"))
        print_json(counts, &out);
    else if (options_has(options, "csv"))
        print_csv(counts, &out);
    else if (counts->total)
        print_text(counts, &out);
    code = door_print(&out) ? 0 : 2;
    strbuf_release(&out);
    if (!counts->total)
        log_note("nothing found");
    return counts->total || code ? code : 1;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct service_request request = {.query =
                                          door_arguments(options, 0, arena)};
    struct facet_request facets = {0};
    struct facet_counts counts;
    struct service *service = NULL;
    enum status status = read_options(options, &request, &facets, err);

    if (!status)
        status = door_open(options, true, arena, &service, err);
    if (!status)
        status =
            service_facets(service, &request, &facets, arena, &counts, err);
    if (!status)
        *code = print(options, &counts);
    service_close(service);
    return status;
}

int cmd_facets(int argc, char **argv)
{
    return command_run(&usage, 1, SIZE_MAX, "a query", argc, argv, run);
}
