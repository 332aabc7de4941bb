#include "bench/runfile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/columns.h"
#include "common/file.h"

struct line_entry {
    struct slice topic;
    struct run_entry entry;
    uint32_t line;
};

struct line_entries {
    struct line_entry *items;
    size_t count;
    size_t capacity;
};

static int compare_docnos(const void *left, const void *right)
{
    const struct line_entry *a = left, *b = right;
    int order = slice_compare(a->topic, b->topic);

    if (!order)
        order = slice_compare(a->entry.docno, b->entry.docno);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int compare_ranks(const void *left, const void *right)
{
    const struct run_entry *a = left, *b = right;

    if ((float)a->score != (float)b->score)
        return (float)a->score < (float)b->score ? 1 : -1;
    return slice_compare(b->docno, a->docno);
}

static enum status read_line(const struct columns *columns,
                             struct line_entry *out, struct error *err)
{
    if (columns->count != 6)
        return columns_fail(columns, 6, err,
                            "expected 6 columns (topic, Q0, docno, rank, "
                            "score, tag), found %zu",
                            columns->count);
    out->topic = columns->words[0];
    out->entry.docno = columns->words[2];
    out->line = columns->line;
    return columns_number(columns, 4, "a score", &out->entry.score, err);
}

static enum status read_lines(const char *path, struct slice text,
                              struct line_entries *out, struct slice *tag,
                              struct error *err)
{
    struct columns columns;

    columns_begin(&columns, path, text, false);
    while (columns_next(&columns)) {
        enum status status;

        out->items = heap_grow(out->items, out->count, &out->capacity,
                               sizeof *out->items);
        status = read_line(&columns, &out->items[out->count], err);
        if (status)
            return status;
        if (out->count++ == 0)
            *tag = columns.words[5];
    }
    return STATUS_OK;
}

static enum status refuse_twice(const char *path,
                                const struct line_entries *entries,
                                struct error *err)
{
    for (size_t i = 1; i < entries->count; i++) {
        const struct line_entry *a = &entries->items[i - 1];
        const struct line_entry *b = &entries->items[i];

        if (slice_equal(a->topic, b->topic) &&
            slice_equal(a->entry.docno, b->entry.docno))
            return error_set(err, STATUS_BAD_FORMAT,
                             "%s:%u:1: '%.*s' was found for '%.*s' on line %u "
                             "already",
                             path, (unsigned)b->line, SLICE_ARG(b->entry.docno),
                             SLICE_ARG(b->topic), (unsigned)a->line);
    }
    return STATUS_OK;
}

static void part_topics(const struct line_entries *lines, struct arena *arena,
                        struct run *out)
{
    struct run_entry *entries =
        arena_array(arena, lines->count, sizeof *entries);

    out->topics = arena_array(arena, lines->count, sizeof *out->topics);
    for (size_t i = 0; i < lines->count; i++) {
        const struct line_entry *line = &lines->items[i];

        if (i == 0 || !slice_equal(line->topic, line[-1].topic))
            out->topics[out->count++] =
                (struct run_topic){.id = line->topic, .entries = &entries[i]};
        entries[i] = line->entry;
        out->topics[out->count - 1].count++;
    }
    for (size_t i = 0; i < out->count; i++)
        qsort(out->topics[i].entries, out->topics[i].count,
              sizeof *out->topics[i].entries, compare_ranks);
}

enum status run_read(const char *path, struct arena *arena, struct run *out,
                     struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    struct line_entries lines = {NULL, 0, 0};
    enum status status;

    *out = (struct run){SLICE_UNKNOWN, NULL, 0};
    status = file_read(path, COLUMNS_FILE_BYTES_MOST, &text, err);
    if (status)
        goto out;
    status = read_lines(path, slice_copy(arena, strbuf_slice(&text)), &lines,
                        &out->tag, err);
    if (status)
        goto out;
    if (lines.count)
        qsort(lines.items, lines.count, sizeof *lines.items, compare_docnos);
    status = refuse_twice(path, &lines, err);
    if (!status)
        part_topics(&lines, arena, out);
out:
    heap_free(lines.items);
    strbuf_release(&text);
    return status;
}

static int compare_topic(const void *key, const void *item)
{
    return slice_compare(*(const struct slice *)key,
                         ((const struct run_topic *)item)->id);
}

const struct run_topic *run_find(const struct run *run, struct slice topic)
{
    if (run->count == 0)
        return NULL;
    return bsearch(&topic, run->topics, run->count, sizeof *run->topics,
                   compare_topic);
}

void run_print(struct slice topic, struct slice docno, size_t rank,
               double score, const char *tag)
{
    printf("%.*s Q0 %.*s %zu %.6f %s\n", SLICE_ARG(topic), SLICE_ARG(docno),
           rank, score, tag);
}

double run_next_score(double score, double *last)
{
    double rounded = round(score * 1e6) / 1e6;

    /* Readers hold scores as floats: the step must survive that. */
    if ((float)rounded >= (float)*last)
        rounded =
            floor((double)nextafterf((float)*last, -INFINITY) * 1e6) / 1e6;
    *last = rounded;
    return rounded;
}
