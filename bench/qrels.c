#include "bench/qrels.h"

#include <stdlib.h>
#include <string.h>

#include "bench/columns.h"
#include "bench/text_pack.h"

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
    size_t docno_column; /* from 0 */
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = slice_compare(a->topic, b->topic);

    if (!order)
        order = slice_compare(a->judgement.docno, b->judgement.docno);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

bool qrels_parse_hash(struct slice text, uint64_t *out)
{
    static const char digits[] = "0123456789abcdef";

    *out = 0;
    if (text.len != 16)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        const char *digit = memchr(digits, text.bytes[i], sizeof digits - 1);

        if (!digit)
            return false;
        *out = *out << 4 | (uint64_t)(digit - digits);
    }
    return true;
}

static enum status read_entry(const struct columns *columns, size_t wanted,
                              struct entry *out, struct error *err)
{
    size_t docno = wanted - 2;

    out->judgement.hash = 0;
    if (columns->count != wanted &&
        !(wanted == 4 && columns->count == 5 &&
          qrels_parse_hash(columns->words[4], &out->judgement.hash)))
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

/* BEIR's files begin with names of columns. */
static bool is_head(const struct columns *columns)
{
    return columns->line == 1 &&
           slice_equal(columns->words[0], SLICE("query-id"));
}

static enum status read_entries(const char *path, struct arena *arena,
                                struct entries *entries, struct error *err)
{
    struct text_pack texts = {NULL, 0};
    struct columns columns;
    size_t wanted = 4;
    enum status status = columns_open(&columns, path, false, err);

    while (!status && columns_next(&columns)) {
        struct entry *entry;

        if (is_head(&columns)) {
            wanted = 3;
            continue;
        }
        entries->items = heap_grow(entries->items, entries->count,
                                   &entries->capacity, sizeof *entries->items);
        entry = &entries->items[entries->count++];
        status = read_entry(&columns, wanted, entry, err);
        if (status)
            break;
        entry->topic = text_pack_add(&texts, arena, entry->topic);
        entry->judgement.docno =
            text_pack_add(&texts, arena, entry->judgement.docno);
    }
    entries->docno_column = wanted - 2;
    if (!status)
        status = columns_status(&columns, err);
    if (!status && entries->count == 0)
        status =
            error_set(err, STATUS_BAD_FORMAT, "%s: no judgement in it", path);
    columns_close(&columns);
    return status;
}

static enum status refuse_twice(const char *path, const struct entries *entries,
                                struct error *err)
{
    for (size_t i = 1; i < entries->count; i++) {
        const struct entry *a = &entries->items[i - 1];
        const struct entry *b = &entries->items[i];

        if (slice_equal(a->topic, b->topic) &&
            slice_equal(a->judgement.docno, b->judgement.docno))
            return columns_fail_line(
                path, b->line, entries->docno_column, err,
                "'%.*s' is judged for '%.*s' on line %u already",
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
    struct entries entries = {.items = NULL};
    enum status status = read_entries(path, arena, &entries, err);

    *out = (struct qrels){NULL, 0};
    if (!status) {
        qsort(entries.items, entries.count, sizeof *entries.items,
              compare_entries);
        status = refuse_twice(path, &entries, err);
    }
    if (!status)
        part_topics(&entries, arena, out);
    heap_free(entries.items);
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

int32_t qrels_pool_grade(const struct qrels_topic *topic, struct slice docno)
{
    const struct judgement *found =
        bsearch(&docno, topic->judgements, topic->count,
                sizeof *topic->judgements, compare_docno);

    if (!found)
        return QRELS_UNJUDGED;
    return found->grade >= 0 ? found->grade : QRELS_POOLED;
}

int32_t qrels_grade(const struct qrels_topic *topic, struct slice docno)
{
    int32_t grade = qrels_pool_grade(topic, docno);

    return grade >= 0 ? grade : QRELS_UNJUDGED;
}
