#include "bench/qrels.h"

#include <stdlib.h>

#include "bench/columns.h"
#include "common/file.h"

/* A line of the file, before topics are parted. */
struct entry {
    struct slice topic;
    struct judgement judgement;
    uint32_t line;
};

struct entries {
    struct entry *items;
    size_t count;
    size_t capacity;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = slice_compare(a->topic, b->topic);

    if (!order)
        order = slice_compare(a->judgement.docno, b->judgement.docno);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static enum status read_entry(const struct columns *columns, size_t wanted,
                              struct entry *out, struct error *err)
{
    size_t docno = wanted - 2;

    if (columns->count != wanted)
        return columns_fail(columns, wanted, err,
                            "expected %zu columns (%s), found %zu", wanted,
                            wanted == 4 ? "topic, 0, docno, grade"
                                        : "topic, docno, grade",
                            columns->count);
    out->topic = columns->words[0];
    out->judgement.docno = columns->words[docno];
    out->line = columns->line;
    return columns_integer(columns, docno + 1, "a grade", &out->judgement.grade,
                           err);
}

static enum status read_entries(const char *path, struct slice text,
                                struct entries *entries, struct error *err)
{
    struct columns columns;
    size_t wanted = 4;

    columns_begin(&columns, path, text, false);
    while (columns_next(&columns)) {
        enum status status;

        if (columns.line == 1 &&
            slice_equal(columns.words[0], SLICE("query-id"))) {
            wanted = 3;
            continue;
        }
        entries->items = heap_grow(entries->items, entries->count,
                                   &entries->capacity, sizeof *entries->items);
        status =
            read_entry(&columns, wanted, &entries->items[entries->count], err);
        if (status)
            return status;
        entries->count++;
    }
    if (entries->count == 0)
        return error_set(err, STATUS_BAD_FORMAT, "%s: no judgement in it",
                         path);
    return STATUS_OK;
}

static enum status refuse_twice(const char *path, const struct entries *entries,
                                struct error *err)
{
    for (size_t i = 1; i < entries->count; i++) {
        const struct entry *a = &entries->items[i - 1];
        const struct entry *b = &entries->items[i];

        if (slice_equal(a->topic, b->topic) &&
            slice_equal(a->judgement.docno, b->judgement.docno))
            return error_set(err, STATUS_BAD_FORMAT,
                             "%s:%u:1: '%.*s' is judged for '%.*s' on line %u "
                             "already",
                             path, (unsigned)b->line,
                             SLICE_ARG(b->judgement.docno), SLICE_ARG(b->topic),
                             (unsigned)a->line);
    }
    return STATUS_OK;
}

static void part_topics(const struct entries *entries, struct arena *arena,
                        struct qrels *out)
{
    struct judgement *judgements =
        arena_array(arena, entries->count, sizeof *judgements);

    out->topics = arena_array(arena, entries->count, sizeof *out->topics);
    out->count = 0;
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];

        if (i == 0 || !slice_equal(entry->topic, entry[-1].topic))
            out->topics[out->count++] = (struct qrels_topic){
                .id = entry->topic, .judgements = &judgements[i]};
        judgements[i] = entry->judgement;
        out->topics[out->count - 1].count++;
    }
}

enum status qrels_read(const char *path, struct arena *arena, struct qrels *out,
                       struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    struct entries entries = {NULL, 0, 0};
    enum status status;

    *out = (struct qrels){NULL, 0};
    status = file_read(path, COLUMNS_FILE_BYTES_MOST, &text, err);
    if (status)
        goto out;
    status = read_entries(path, slice_copy(arena, strbuf_slice(&text)),
                          &entries, err);
    if (status)
        goto out;
    qsort(entries.items, entries.count, sizeof *entries.items, compare_entries);
    status = refuse_twice(path, &entries, err);
    if (!status)
        part_topics(&entries, arena, out);
out:
    heap_free(entries.items);
    strbuf_release(&text);
    return status;
}

static int compare_topic(const void *key, const void *item)
{
    return slice_compare(*(const struct slice *)key,
                         ((const struct qrels_topic *)item)->id);
}

const struct qrels_topic *qrels_find(const struct qrels *qrels,
                                     struct slice topic)
{
    if (qrels->count == 0)
        return NULL;
    return bsearch(&topic, qrels->topics, qrels->count, sizeof *qrels->topics,
                   compare_topic);
}

static int compare_docno(const void *key, const void *item)
{
    return slice_compare(*(const struct slice *)key,
                         ((const struct judgement *)item)->docno);
}

int32_t qrels_grade(const struct qrels_topic *topic, struct slice docno)
{
    const struct judgement *found =
        bsearch(&docno, topic->judgements, topic->count,
                sizeof *topic->judgements, compare_docno);

    return found && found->grade >= 0 ? found->grade : QRELS_UNJUDGED;
}
