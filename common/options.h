/* options.h - command lines by a table; the same table prints --help.
 *
 *     static const struct option_spec table[] = {
 *         {"jobs", 'j', "N", "processes that index side by side [1]"},
 *         {"prune", 0, NULL, "remove what is gone from the folder"},
 *     };
 *
 * Forms: --jobs 2, --jobs=2, -j 2, -j2; "--" ends the options; a lone "-" is
 * an argument. Options and arguments may come mixed. --help and -h always
 * work: options_parse() prints the help to stdout and says END. */
#ifndef COMMON_OPTIONS_H
#define COMMON_OPTIONS_H

#include "common/arena.h"
#include "common/status.h"

struct option_spec {
    const char *name;  /* without "--" */
    char letter;       /* or 0 */
    const char *value; /* what stands for the value in the help; NULL: none */
    const char *help;  /* one line */
};

struct options_usage {
    const char *synopsis; /* "demarche search [OPTION...] QUERY..." */
    const char *purpose;  /* one or more lines, without the last newline */
    const struct option_spec *table;
    size_t table_count;
    const char *notes; /* printed after the options; may be NULL */
};

struct option_given {
    size_t place; /* in the table */
    const char *value;
};

struct options {
    const struct options_usage *usage;
    const char **values;    /* by place in the table; NULL: not given */
    const char **arguments; /* what is no option, in order */
    size_t argument_count;
    struct option_given *given; /* every option, in order */
    size_t given_count;
};

/* Parse argv[1..argc). On success everything in *out lives in arena and argv.
 * END: help was printed, the command is done. USAGE: err names the word. */
MUST_CHECK enum status options_parse(const struct options_usage *usage,
                                     int argc, char **argv, struct arena *arena,
                                     struct options *out, struct error *err);

/* Value of an option, its last one when repeated; NULL when it was not given;
 * "" for a given option without value. name must stand in the table. */
const char *options_get(const struct options *options, const char *name);

/* The values of an option that may be repeated, one by one: *at is 0 for the
 * first call. NULL when there are no more. */
const char *options_next(const struct options *options, const char *name,
                         size_t *at);
bool options_has(const struct options *options, const char *name);

/* A whole number within [least, most]; fallback when not given. USAGE. */
MUST_CHECK enum status options_number(const struct options *options,
                                      const char *name, int64_t least,
                                      int64_t most, int64_t fallback,
                                      int64_t *out, struct error *err);

/* The help text on stdout. */
void options_print_help(const struct options_usage *usage);

#endif
