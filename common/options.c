#include "common/options.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void options_print_help(const struct options_usage *usage)
{
    printf("usage: %s\n%s\n", usage->synopsis, usage->purpose);
    if (usage->table_count)
        printf("\nOptions:\n");
    for (size_t i = 0; i < usage->table_count; i++) {
        const struct option_spec *spec = &usage->table[i];
        char form[64];

        snprintf(form, sizeof form, "%c%c%s--%s%s%s", spec->letter ? '-' : ' ',
                 spec->letter ? spec->letter : ' ', spec->letter ? ", " : "  ",
                 spec->name, spec->value ? " " : "",
                 spec->value ? spec->value : "");
        printf("  %-24s %s\n", form, spec->help);
    }
    printf("  %-24s %s\n", "-h, --help", "show this and stop");
    if (usage->notes)
        printf("\n%s\n", usage->notes);
}

static size_t find_long(const struct options_usage *usage, const char *name,
                        size_t len)
{
    for (size_t i = 0; i < usage->table_count; i++)
        if (strlen(usage->table[i].name) == len &&
            !memcmp(usage->table[i].name, name, len))
            return i;
    return SIZE_MAX;
}

static size_t find_letter(const struct options_usage *usage, char letter)
{
    for (size_t i = 0; i < usage->table_count; i++)
        if (usage->table[i].letter == letter)
            return i;
    return SIZE_MAX;
}

/* What options_parse() is reading. */
struct scan {
    int argc;
    char **argv;
    int at;
    struct options *out;
    struct error *err;
};

static void give(struct scan *scan, size_t place, const char *value)
{
    scan->out->values[place] = value;
    scan->out->given[scan->out->given_count++] =
        (struct option_given){place, value};
}

/* Other values may be empty: --issuer '' takes a name away. */
static bool is_place(const char *value)
{
    return !strcmp(value, "DIR") || !strcmp(value, "PATH") ||
           !strcmp(value, "FILE");
}

static enum status take_value(struct scan *scan, size_t place,
                              const char *attached, const char *word)
{
    const struct option_spec *spec = &scan->out->usage->table[place];

    if (!spec->value) {
        if (attached)
            return error_set(scan->err, STATUS_USAGE,
                             "option %s takes no value (see --help)", word);
        give(scan, place, "");
        return STATUS_OK;
    }
    if (!attached) {
        if (scan->at + 1 >= scan->argc)
            return error_set(scan->err, STATUS_USAGE,
                             "option %s needs a value: %s (see --help)", word,
                             spec->value);
        attached = scan->argv[++scan->at];
    }
    if (!attached[0] && is_place(spec->value))
        return error_set(scan->err, STATUS_USAGE,
                         "option %s: %s is empty; is a variable not set?", word,
                         spec->value);
    give(scan, place, attached);
    return STATUS_OK;
}

static enum status parse_long(struct scan *scan, const char *word)
{
    const char *name = word + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    size_t place = find_long(scan->out->usage, name, len);

    if (place == SIZE_MAX)
        return error_set(scan->err, STATUS_USAGE,
                         "unknown option %s (see --help; put -- before a word "
                         "that begins with -)",
                         word);
    return take_value(scan, place, equals ? equals + 1 : NULL, word);
}

static enum status parse_letters(struct scan *scan, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        size_t place = find_letter(scan->out->usage, *letter);
        bool has_value;
        enum status status;

        if (place == SIZE_MAX)
            return error_set(
                scan->err, STATUS_USAGE,
                "unknown option -%c in %s (see --help; put -- before "
                "a word that begins with -)",
                *letter, word);
        has_value = scan->out->usage->table[place].value != NULL;
        status = take_value(scan, place,
                            has_value && letter[1] ? letter + 1 : NULL, word);
        if (status || has_value)
            return status;
    }
    return STATUS_OK;
}

enum status options_parse(const struct options_usage *usage, int argc,
                          char **argv, struct arena *arena, struct options *out,
                          struct error *err)
{
    struct scan scan = {argc, argv, 1, out, err};
    bool is_ended = false;
    size_t letters = 1;

    *out = (struct options){.usage = usage};
    for (int i = 1; i < argc; i++)
        letters += strlen(argv[i]); /* each gives one option at most */
    out->values = arena_array(arena, usage->table_count, sizeof *out->values);
    out->arguments =
        arena_array(arena, (size_t)argc + 1, sizeof *out->arguments);
    out->given = arena_array(arena, letters, sizeof *out->given);
    for (; scan.at < argc; scan.at++) {
        const char *word = argv[scan.at];
        enum status status = STATUS_OK;

        if (is_ended || word[0] != '-' || !word[1]) {
            out->arguments[out->argument_count++] = word;
        } else if (!strcmp(word, "--")) {
            is_ended = true;
        } else if (!strcmp(word, "--help") || !strcmp(word, "-h")) {
            options_print_help(usage);
            return STATUS_END;
        } else if (word[1] == '-') {
            status = parse_long(&scan, word);
        } else {
            status = parse_letters(&scan, word);
        }
        if (status)
            return status;
    }
    return STATUS_OK;
}

const char *options_get(const struct options *options, const char *name)
{
    size_t place = find_long(options->usage, name, strlen(name));

    assert(place != SIZE_MAX);
    return options->values[place];
}

const char *options_next(const struct options *options, const char *name,
                         size_t *at)
{
    size_t place = find_long(options->usage, name, strlen(name));

    assert(place != SIZE_MAX);
    while (*at < options->given_count) {
        const struct option_given *given = &options->given[(*at)++];

        if (given->place == place)
            return given->value;
    }
    return NULL;
}

bool options_has(const struct options *options, const char *name)
{
    return options_get(options, name) != NULL;
}

enum status options_number(const struct options *options, const char *name,
                           int64_t least, int64_t most, int64_t fallback,
                           int64_t *out, struct error *err)
{
    const char *text = options_get(options, name);
    char *end;
    long long number;

    *out = fallback;
    if (!text)
        return STATUS_OK;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno || end == text || *end || number < least || number > most)
        return error_set(err, STATUS_USAGE,
                         "--%s: '%s' is no whole number from %lld to %lld",
                         name, text, (long long)least, (long long)most);
    *out = number;
    return STATUS_OK;
}
