#include "indexer/metadata.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "common/log.h"
#include "common/schema.h"
#include "indexer/fields.h"

enum { BUCKETS = 1024, COLUMNS_MOST = 32 };

struct row {
    const char *glob;
    bool is_path;  /* it is matched against the path below the folder */
    uint32_t line; /* in the metadata file */
    struct said said;
};

/* A folder, and its metadata file if there is one. */
struct folder {
    struct folder *next; /* in its bucket */
    struct slice path;
    struct row *rows; /* literal ones by glob and line, then patterns by line */
    size_t literal_count;
    size_t count;
};

struct metadata {
    struct folder *buckets[BUCKETS];
    size_t faults;
    struct arena arena;
};

struct metadata *metadata_new(void)
{
    return heap_alloc(sizeof(struct metadata));
}

void metadata_free(struct metadata *metadata)
{
    if (!metadata)
        return;
    arena_release(&metadata->arena);
    heap_free(metadata);
}

size_t metadata_faults(const struct metadata *metadata)
{
    return metadata->faults;
}

/* ---- reading a metadata file ---- */

struct load {
    struct metadata *metadata;
    struct folder *folder;
    const char *path;
    uint32_t line;
    struct slice names[COLUMNS_MOST];
    size_t column_count;
    struct row *rows;
    size_t count;
    size_t capacity;
};

static void fault(struct load *load, size_t column, const char *text)
{
    log_error("%s:%u:%zu: %s", load->path, load->line, column, text);
    load->metadata->faults++;
}

/* Columns count from 1 and in characters, as editors show them. */
static size_t column_of(struct slice line, const char *place)
{
    size_t column = 1;

    for (const char *at = line.bytes; at < place; at++)
        column += ((unsigned char)*at & 0xC0) != 0x80;
    return column;
}

static bool read_names(struct load *load, struct slice line)
{
    struct slice rest = line, name;

    while (slice_next(&rest, '\t', &name)) {
        size_t column = column_of(line, name.bytes);

        name = slice_trim(name);
        if (load->column_count == COLUMNS_MOST) {
            fault(load, column, "too many columns; the file is passed over");
            return false;
        }
        if (load->column_count == 0 && !slice_equal(name, SLICE("glob"))) {
            fault(load, 1,
                  "the first line must name the columns, and the "
                  "first of them is 'glob'; the file is passed over");
            return false;
        }
        if (load->column_count && !fields_are_known(name)) {
            fault(load, column,
                  "no field has this name (see demarche-index(1)); the file "
                  "is passed over");
            return false;
        }
        load->names[load->column_count++] = name;
    }
    return true;
}

static void read_row(struct load *load, struct slice line)
{
    struct arena *arena = &load->metadata->arena;
    struct row row = {.line = load->line};
    struct slice rest = line, value;
    size_t at = 0;

    for (; slice_next(&rest, '\t', &value); at++) {
        size_t column = column_of(line, value.bytes);
        struct error err;

        value = slice_trim(value);
        if (at == 0 && value.len == 0)
            fault(load, column, "the glob is empty; nothing matches it");
        if (at == 0)
            row.glob = arena_copy(arena, value.bytes, value.len);
        else if (at >= load->column_count && value.len)
            fault(load, column, "more columns than the first line names");
        else if (at < load->column_count &&
                 fields_set(&row.said, load->names[at], value, arena, &err))
            fault(load, column, err.text);
    }
    row.is_path = strchr(row.glob, '/') != NULL;
    load->rows =
        heap_grow(load->rows, load->count, &load->capacity, sizeof row);
    load->rows[load->count++] = row;
}

static void read_lines(struct load *load, struct slice text)
{
    struct slice line;

    if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
        text = slice_part(text, 3, text.len);
    while (slice_next(&text, '\n', &line)) {
        load->line++;
        if (slice_ends(line, SLICE("\r")))
            line.len--;
        if (slice_trim(line).len == 0 || line.bytes[0] == '#')
            continue;
        if (load->column_count)
            read_row(load, line);
        else if (!read_names(load, line))
            return;
    }
}

static bool is_literal(const struct row *row)
{
    return !strpbrk(row->glob, "*?[\\");
}

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    int order = (int)is_literal(b) - (int)is_literal(a);

    if (!order && is_literal(a))
        order = strcmp(a->glob, b->glob);
    if (!order)
        order = a->line < b->line ? -1 : a->line > b->line;
    return order;
}

static void keep_rows(struct load *load)
{
    struct folder *folder = load->folder;

    if (load->count)
        qsort(load->rows, load->count, sizeof *load->rows, compare_rows);
    folder->rows =
        arena_array(&load->metadata->arena, load->count, sizeof *folder->rows);
    for (size_t i = 0; i < load->count; i++) {
        folder->rows[i] = load->rows[i];
        folder->literal_count += is_literal(&load->rows[i]);
    }
    folder->count = load->count;
    heap_free(load->rows);
}

static void load_folder(struct metadata *metadata, struct folder *folder)
{
    struct load load = {.metadata = metadata, .folder = folder};
    struct strbuf text = STRBUF_INIT;
    struct error err;
    enum status status;

    load.path =
        file_join(&metadata->arena, folder->path.bytes, METADATA_FILE_NAME);
    status = file_read(load.path, SCHEMA_FILE_BYTES_MOST, &text, &err);
    if (status && status != STATUS_NOT_FOUND) {
        log_error("%s", err.text);
        metadata->faults++;
    }
    if (!status)
        read_lines(&load, strbuf_slice(&text));
    keep_rows(&load);
    strbuf_release(&text);
}

/* ---- asking ---- */

static struct folder *find_folder(struct metadata *metadata, struct slice path)
{
    struct folder **bucket = &metadata->buckets[slice_hash(path) % BUCKETS];
    struct folder *folder = *bucket;

    while (folder && !slice_equal(folder->path, path))
        folder = folder->next;
    if (folder)
        return folder;
    folder = arena_alloc(&metadata->arena, sizeof *folder);
    folder->path = slice_copy(&metadata->arena, path);
    folder->next = *bucket;
    *bucket = folder;
    load_folder(metadata, folder);
    return folder;
}

/* First literal row that is not before glob. */
static size_t lower_bound(const struct folder *folder, const char *glob)
{
    size_t low = 0, high = folder->literal_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(folder->rows[middle].glob, glob) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Rows that match, in any order; they are few. */
struct matches {
    const struct row **rows;
    size_t count;
    size_t capacity;
};

static void add_match(struct matches *matches, const struct row *row)
{
    matches->rows = heap_grow(matches->rows, matches->count, &matches->capacity,
                              sizeof *matches->rows);
    matches->rows[matches->count++] = row;
}

static void add_literals(struct matches *matches, const struct folder *folder,
                         const char *glob)
{
    for (size_t i = lower_bound(folder, glob);
         i < folder->literal_count && !strcmp(folder->rows[i].glob, glob); i++)
        add_match(matches, &folder->rows[i]);
}

static int compare_matches(const void *left, const void *right)
{
    const struct row *a = *(const struct row *const *)left;
    const struct row *b = *(const struct row *const *)right;

    return a->line < b->line ? 1 : a->line > b->line ? -1 : 0;
}

static void ask_folder(const struct folder *folder, const char *below,
                       struct said *out)
{
    const char *name = file_name(below);
    struct matches matches = {.rows = NULL};

    add_literals(&matches, folder, name);
    if (name != below)
        add_literals(&matches, folder, below);
    for (size_t i = folder->literal_count; i < folder->count; i++) {
        const struct row *row = &folder->rows[i];

        if (fnmatch(row->glob, row->is_path ? below : name,
                    row->is_path ? FNM_PATHNAME : 0) == 0)
            add_match(&matches, row);
    }
    if (matches.count)
        qsort(matches.rows, matches.count, sizeof *matches.rows,
              compare_matches);
    for (size_t i = 0; i < matches.count; i++)
        fields_apply(out, &matches.rows[i]->said);
    heap_free(matches.rows);
}

void metadata_find(struct metadata *metadata, const char *path,
                   struct said *out)
{
    size_t len = strlen(path);

    *out = (struct said){.speaker = SLICE_UNKNOWN};
    /* From the root to the file's own folder: the nearest has the last word. */
    for (size_t i = 0; i < len; i++) {
        const struct folder *folder;

        if (path[i] != '/')
            continue;
        folder = find_folder(metadata, (struct slice){path, i ? i : 1});
        if (folder->count)
            ask_folder(folder, path + i + 1, out);
    }
}
