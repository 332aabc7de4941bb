#include "bench/cmd_spelling.h"

#include <stdio.h>

#include "bench/spelling.h"
#include "common/command.h"
#include "common/file.h"
#include "common/schema.h"

static const struct option_spec table[] = {
    {"vocabulary", 0, "FILE", "text whose words are tried for wrong joins"},
    {"all", 'a', NULL, "list each pair that is missed and each wrong join"},
};

static const struct options_usage usage = {
    "demarche-bench spelling [OPTION...] FILE",
    "Measure how many British and American spellings of FILE (a list in\n"
    "VarCon's format) meet as one term, and how many different words do.",
    table,
    COUNT_OF(table),
    "A wrong join is a term that holds words of different clusters which\n"
    "meet only because their spelling is folded.\n",
};

static void print_count(const char *name, const struct spelling_count *count)
{
    printf("%-24s %6zu of %6zu  %.2f %%\n", name, count->met, count->pairs,
           count->pairs ? 100.0 * (double)count->met / (double)count->pairs
                        : 0.0);
}

static void print_lists(const struct spelling_report *report)
{
    for (size_t i = 0; i < report->missed_count; i++)
        printf("missed\t%.*s\t%.*s\n", SLICE_ARG(report->missed[i].american),
               SLICE_ARG(report->missed[i].british));
    for (size_t i = 0; i < report->join_count; i++)
        printf("joined\t%.*s\t%.*s\t%.*s\n", SLICE_ARG(report->joins[i].first),
               SLICE_ARG(report->joins[i].second),
               SLICE_ARG(report->joins[i].term));
}

static void print_report(const struct spelling_report *report, bool lists)
{
    print_count("pairs met, stems alone", &report->plain);
    print_count("pairs met", &report->all);
    print_count("pairs met, verified", &report->verified);
    printf("%-24s %6zu among %zu words\n", "wrong joins", report->join_count,
           report->words);
    if (lists)
        print_lists(report);
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    const char *path = options_get(options, "vocabulary");
    struct strbuf list = STRBUF_INIT, vocabulary = STRBUF_INIT;
    struct spelling_report report;
    enum status status =
        file_read(options->arguments[0], SCHEMA_FILE_BYTES_MOST, &list, err);

    (void)code;
    if (status == STATUS_OK && path)
        status = file_read(path, SCHEMA_FILE_BYTES_MOST, &vocabulary, err);
    if (status == STATUS_OK) {
        spelling_measure(strbuf_slice(&list), strbuf_slice(&vocabulary), arena,
                         &report);
        print_report(&report, options_has(options, "all"));
    }
    strbuf_release(&list);
    strbuf_release(&vocabulary);
    return status;
}

int cmd_spelling(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "a list of spellings, one file", argc,
                       argv, run);
}
