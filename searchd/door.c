#include "searchd/door.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/log.h"
#include "common/settings.h"

enum { WIDTH_LEAST = 40, WIDTH_DEFAULT = 80 };
enum { WIDTH_MOST = 100 }; /* longer lines are hard to read */

static bool has_option(const struct options *options, const char *name)
{
    for (size_t i = 0; i < options->usage->table_count; i++)
        if (!strcmp(options->usage->table[i].name, name))
            return options_has(options, name);
    return false;
}

void door_service_options(const struct options *options, bool has_index,
                          struct arena *arena, struct service_options *out)
{
    const char **paths =
        arena_array(arena, options->given_count + 1, sizeof *paths);
    const char *path;
    size_t at = 0;

    *out = (struct service_options){.topic_paths = paths};
    if (has_option(options, "topics"))
        while ((path = options_next(options, "topics", &at)))
            paths[out->topic_path_count++] = path;
    if (has_index)
        out->index_folder =
            settings_index_folder(options_get(options, "index"), arena);
}

enum status door_open(const struct options *options, bool has_index,
                      struct arena *arena, struct service **out,
                      struct error *err)
{
    struct service_options service;

    door_service_options(options, has_index, arena, &service);
    return service_open(&service, out, err);
}

/* ---- the terminal ---- */

static size_t terminal_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    size_t width = WIDTH_DEFAULT;

    if (columns && atoi(columns) > 0)
        width = (size_t)atoi(columns);
    else if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col > 0)
        width = size.ws_col;
    if (width < WIDTH_LEAST)
        return WIDTH_LEAST;
    return width < WIDTH_MOST ? width : WIDTH_MOST;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);

    return value && value[0];
}

/* Terminals that are known to have OSC 8 links; others may show rubbish. */
static bool has_links(bool is_coloured)
{
    static const char *const programs[] = {"iTerm.app", "WezTerm", "ghostty",
                                           "vscode", "Hyper"};
    const char *wish = getenv("DEMARCHE_HYPERLINKS");
    const char *term = getenv("TERM"), *program = getenv("TERM_PROGRAM");
    const char *vte = getenv("VTE_VERSION");

    if (wish && !strcmp(wish, "always"))
        return true;
    if ((wish && !strcmp(wish, "never")) || !log_is_terminal(STDOUT_FILENO) ||
        !is_coloured)
        return false;
    if (vte && atoi(vte) >= 5000)
        return true;
    if (is_set("KITTY_WINDOW_ID") || is_set("WT_SESSION") ||
        is_set("KONSOLE_VERSION"))
        return true;
    for (size_t i = 0; program && i < COUNT_OF(programs); i++)
        if (!strcmp(program, programs[i]))
            return true;
    return term && (strstr(term, "kitty") || strstr(term, "foot") ||
                    strstr(term, "alacritty"));
}

static enum status read_colour(const struct options *options, bool *out,
                               struct error *err)
{
    const char *when = options_get(options, "color");

    *out = log_may_colour(STDOUT_FILENO);
    if (!when || !strcmp(when, "auto"))
        return STATUS_OK;
    *out = !strcmp(when, "always");
    if (*out || !strcmp(when, "never"))
        return STATUS_OK;
    return error_set(err, STATUS_USAGE,
                     "--color: '%s' is none of auto, always, never", when);
}

static enum status read_format(const struct options *options,
                               enum reply_format *out, struct error *err)
{
    static const struct {
        const char *option;
        enum reply_format format;
    } forms[] = {
        {"json", REPLY_JSON}, {"csv", REPLY_CSV}, {"vimgrep", REPLY_VIMGREP}};
    const char *name =
        has_option(options, "format") ? options_get(options, "format") : NULL;
    int given = name != NULL;

    *out = REPLY_TEXT;
    if (name && !reply_format_from_name(name, out))
        return error_set(err, STATUS_USAGE,
                         "--format: '%s' is none of text, json, csv, vimgrep, "
                         "trec",
                         name);
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (has_option(options, forms[i].option)) {
            *out = forms[i].format;
            given++;
        }
    if (given > 1)
        return error_set(err, STATUS_USAGE,
                         "only one of --format, --json, --csv, --vimgrep");
    return STATUS_OK;
}

enum status door_style(const struct options *options, struct arena *arena,
                       struct reply_style *out, struct error *err)
{
    char *host = arena_alloc(arena, 256);
    enum status status;

    *out = (struct reply_style){.host = host, .width = terminal_width()};
    if (gethostname(host, 255))
        host[0] = '\0';
    out->is_full = has_option(options, "full");
    out->is_explained = has_option(options, "explain");
    status = read_format(options, &out->format, err);
    if (!status)
        status = read_colour(options, &out->is_coloured, err);
    out->is_linked = has_links(out->is_coloured);
    return status;
}

struct slice door_arguments(const struct options *options, size_t from,
                            struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice out;

    if (from >= options->argument_count)
        return SLICE_UNKNOWN;
    for (size_t i = from; i < options->argument_count; i++) {
        if (i > from)
            strbuf_add_byte(&text, ' ');
        strbuf_add_text(&text, options->arguments[i]);
    }
    out = slice_copy(arena,
                     (struct slice){text.bytes ? text.bytes : "", text.len});
    strbuf_release(&text);
    return out;
}

bool door_print(const struct strbuf *out)
{
    if (out->len)
        fwrite(out->bytes, 1, out->len, stdout);
    return !fflush(stdout) && !ferror(stdout);
}
