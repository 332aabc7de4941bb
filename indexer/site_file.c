#include "indexer/site_file.h"

#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/file.h"
#include "common/log.h"

enum {
    FILE_MOST = 1024 * 1024,
    SITES_MOST = 2000, /* of a file */
    LINE_MOST = 190,   /* bytes; what is longer the library would cut */
    SECTION_MOST = 48
};

static const char *const key_names[SITE_KEY_COUNT] = {
    [SITE_TITLE] = "title",   [SITE_DATE] = "date",
    [SITE_AUTHOR] = "author", [SITE_ISSUER] = "issuer",
    [SITE_SIDE] = "side",     [SITE_SPEAKER] = "speaker",
    [SITE_ROLE] = "role",     [SITE_LANGUAGE] = "language",
    [SITE_URL] = "url",       [SITE_BODY] = "body",
    [SITE_DROP] = "drop",
};

const char *site_key_name(enum site_key key)
{
    return key_names[key];
}

/* ---- addresses ---- */

/* "https://www.Mofa.example.org:80/a/" as "mofa.example.org/a". */
struct slice site_address(struct slice address, char *room)
{
    size_t scheme = slice_find(address, SLICE("://"), 0), len = 0, at, end;

    if (scheme != SIZE_MAX)
        address = slice_part(address, scheme + 3, address.len);
    if (slice_starts(address, SLICE("www.")))
        address = slice_part(address, 4, address.len);
    for (at = 0; at < address.len && len < SITE_ADDRESS_MOST; at++) {
        char c = address.bytes[at];

        if (c == '/' || c == ':' || c == '?')
            break;
        room[len++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    while (at < address.len && address.bytes[at] != '/')
        at++; /* a port */
    for (end = address.len; end > at && address.bytes[end - 1] == '/';)
        end--;
    while (at < end && len < SITE_ADDRESS_MOST)
        room[len++] = address.bytes[at++];
    return (struct slice){room, len};
}

static size_t host_length(struct slice address)
{
    const char *slash = memchr(address.bytes, '/', address.len);

    return slash ? (size_t)(slash - address.bytes) : address.len;
}

/* Is the page of this plain address one of the site's? */
static bool is_of(struct slice site, struct slice page)
{
    size_t host = host_length(site), page_host = host_length(page);
    struct slice path = slice_part(site, host, site.len);
    struct slice rest = slice_part(page, page_host, page.len);
    struct slice name = slice_part(page, 0, page_host);

    if (!slice_ends(name, slice_part(site, 0, host)) ||
        (page_host > host && name.bytes[page_host - host - 1] != '.'))
        return false;
    return slice_starts(rest, path) &&
           (rest.len == path.len || !path.len || rest.bytes[path.len] == '/');
}

struct site *site_file_find(const struct site_file *file, struct slice page)
{
    struct site *best = NULL;

    for (size_t i = 0; i < file->count; i++)
        if (is_of(file->items[i].address, page) &&
            (!best || file->items[i].address.len > best->address.len))
            best = &file->items[i];
    return best;
}

/* ---- reading a profile file ---- */

struct load {
    struct arena *arena;
    const char *path;
    struct slice rest; /* that the library has not asked for yet */
    uint32_t line;
    struct site *site; /* NULL: none, or one of a faulty name */
    bool is_lost;      /* the section's name was too long */
    char section[SECTION_MOST + 2];
    struct site_file *file;
    size_t capacity;
};

static void fault(struct load *load, uint32_t line, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void fault(struct load *load, uint32_t line, const char *format, ...)
{
    struct error err;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(err.text, sizeof err.text, format, arguments);
    va_end(arguments);
    log_error("%s:%u: %s", load->path, line, err.text);
    load->file->faults++;
}

/* The library leaves what follows " ;" in the lines that go on. */
static struct slice without_comment(struct slice value)
{
    for (size_t i = 1; i < value.len; i++)
        if (value.bytes[i] == ';' &&
            (value.bytes[i - 1] == ' ' || value.bytes[i - 1] == '\t'))
            return slice_trim(slice_part(value, 0, i));
    return value;
}

/* A line that goes on with "#id" is no comment; "# words" is one. */
static bool goes_on_with_id(struct slice line)
{
    struct slice text = slice_trim(line);

    return line.len && (line.bytes[0] == ' ' || line.bytes[0] == '\t') &&
           text.len > 1 && text.bytes[0] == '#' && text.bytes[1] != ' ' &&
           text.bytes[1] != '#';
}

/* A line for the library, as fgets() gives it. */
static char *next_line(char *room, int size, void *stream)
{
    struct load *load = stream;
    struct slice line, trimmed;
    bool is_id;

    if (!slice_next(&load->rest, '\n', &line))
        return NULL;
    load->line++;
    trimmed = slice_trim(line);
    if (slice_starts(trimmed, SLICE("[")))
        load->is_lost = false;
    if (line.len > LINE_MOST || line.len + 4 > (size_t)size) {
        fault(load, load->line,
              "a line of more than %d bytes: go on in the next line, which "
              "begins with a space",
              LINE_MOST);
        line.len = 0;
    } else if (slice_starts(trimmed, SLICE("[")) &&
               trimmed.len > SECTION_MOST + 2) {
        fault(load, load->line, "a section's name of more than %d bytes",
              SECTION_MOST);
        line = SLICE("[]");
        load->is_lost = true;
    }
    is_id = goes_on_with_id(line);
    if (is_id) { /* " *#id" means the same to all but the library */
        line = slice_trim(line);
        memcpy(room, " *", 2);
        room += 2;
    }
    memcpy(room, line.bytes, line.len);
    room[line.len] = '\n';
    room[line.len + 1] = '\0';
    room -= is_id ? 2 : 0;
    return room;
}

static struct site *add_site(struct load *load, const char *section)
{
    struct site_file *file = load->file;
    char room[SITE_ADDRESS_MOST];
    struct slice address = site_address(slice_of(section), room);
    struct site *site;

    if (!address.len || !memchr(address.bytes, '.', host_length(address))) {
        fault(load, load->line,
              "[%s] is no host: name the section as [www.example.org] or "
              "[example.org/press]",
              section);
        return NULL;
    }
    for (size_t i = 0; i < file->count; i++)
        if (slice_equal(file->items[i].address, address)) {
            fault(load, load->line, "[%s] stands here twice", section);
            return NULL;
        }
    if (file->count == SITES_MOST) {
        fault(load, load->line, "more than %d sites", SITES_MOST);
        return NULL;
    }
    file->items = heap_grow(file->items, file->count, &load->capacity,
                            sizeof *file->items);
    site = &file->items[file->count++];
    *site = (struct site){.address = slice_copy(load->arena, address),
                          .file = load->path};
    return site;
}

static enum site_key find_key(const char *name)
{
    enum site_key key = 0;

    while (key < SITE_KEY_COUNT && strcmp(name, key_names[key]))
        key++;
    return key;
}

static void take_value(struct load *load, enum site_key key, struct slice value)
{
    struct site_rule *rule = &load->site->rules[key];
    struct error err;

    if (!rule->line)
        rule->line = load->line;
    value = without_comment(value);
    if (slice_ends(value, SLICE(",")))
        value = slice_trim(slice_part(value, 0, value.len - 1));
    if (value.len > 1 && value.bytes[0] == '"' &&
        value.bytes[value.len - 1] == '"') {
        if (key == SITE_BODY || key == SITE_DROP)
            fault(load, load->line, "%s is found by selectors, not by words",
                  key_names[key]);
        else
            rule->words =
                slice_copy(load->arena, slice_part(value, 1, value.len - 1));
        return;
    }
    if (html_selector_read(value, load->arena, &rule->selector, &err))
        fault(load, load->line, "%s: %s", key_names[key], err.text);
}

static int take_pair(void *user, const char *section, const char *name,
                     const char *value)
{
    struct load *load = user;
    enum site_key key = find_key(name);

    if (!section[0]) {
        load->site = NULL;
        if (!load->is_lost)
            fault(load, load->line,
                  "a key before the first section: name the site, as in "
                  "[www.example.org]");
    } else if (strcmp(load->section, section)) {
        memcpy(load->section, section, strlen(section) + 1);
        load->site = add_site(load, section);
    }
    if (key == SITE_KEY_COUNT) {
        fault(load, load->line,
              "no key is called '%s': there are title, date, author, issuer, "
              "side, speaker, role, language, url, body and drop",
              name);
        return 1;
    }
    if (load->site)
        take_value(load, key, slice_trim(slice_of(value)));
    return 1;
}

void site_file_take(const char *path, struct slice text, struct arena *arena,
                    struct site_file *file)
{
    struct load load = {.arena = arena,
                        .path = arena_copy(arena, path, strlen(path)),
                        .rest = text,
                        .file = file};
    struct site *items;
    int bad;

    *file = (struct site_file){.hash = slice_hash(text)};
    bad = ini_parse_stream(next_line, &load, take_pair, &load);
    if (bad > 0)
        fault(&load, (uint32_t)bad, "neither [HOST] nor KEY = SELECTOR");
    items = arena_array(arena, file->count, sizeof *items);
    if (file->count)
        memcpy(items, file->items, file->count * sizeof *items);
    heap_free(file->items);
    file->items = items;
}

enum status site_file_read(const char *path, struct arena *arena,
                           struct site_file **out, struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    enum status status = file_read(path, FILE_MOST, &text, err);

    *out = NULL;
    if (!status) {
        *out = arena_alloc(arena, sizeof **out);
        site_file_take(path, strbuf_slice(&text), arena, *out);
    }
    strbuf_release(&text);
    return status;
}
