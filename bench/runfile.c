#include "bench/runfile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/columns.h"
#include "bench/text_pack.h"
#include "common/wordmap.h"

/* A line of the file, before topics are parted. */
struct run_line {
    const char *docno; /* lent by the arena of the run */
    uint32_t docno_len;
    float score;
    uint32_t topic; /* number in the map of topics */
    uint32_t line;
};

/* What run_read() is reading. */
struct reading {
    const char *path;
    struct arena *arena;
    struct run_line *lines;
    size_t count;
    size_t capacity;
    struct wordmap topics;
    uint32_t topic; /* of the line before */
    struct text_pack texts;
    struct strbuf tag;
};

static int compare_ranks(const void *left, const void *right)
{
    const struct run_entry *a = left, *b = right;

    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return slice_compare(b->docno, a->docno);
}

/* The number of a topic, which most often is that of the line before. */
static uint32_t topic_number(struct reading *reading, struct slice id)
{
    struct wordmap *topics = &reading->topics;
    uint32_t number = reading->topic;

    if (topics->count && slice_equal(topics->keys[number].word, id))
        return number;
    number = wordmap_find(topics, id, 0);
    if (number == WORDMAP_NONE)
        number = wordmap_add(topics, slice_copy(reading->arena, id), 0);
    return number;
}

static enum status read_line(struct reading *reading,
                             const struct columns *columns, struct error *err)
{
    struct slice docno = columns->words[2];
    double score;
    enum status status;

    if (columns->count != 6)
        return columns_fail(columns, 6, err,
                            "expected 6 columns (topic, Q0, docno, rank, "
                            "score, tag), found %zu",
                            columns->count);
    status = columns_number(columns, 4, "a score", &score, err);
    if (status)
        return status;
    reading->topic = topic_number(reading, columns->words[0]);
    reading->lines = heap_grow(reading->lines, reading->count,
                               &reading->capacity, sizeof *reading->lines);
    docno = text_pack_add(&reading->texts, reading->arena, docno);
    reading->lines[reading->count++] =
        (struct run_line){docno.bytes, (uint32_t)docno.len, (float)score,
                          reading->topic, columns->line};
    if (!slice_equal(columns->words[5], strbuf_slice(&reading->tag))) {
        strbuf_reset(&reading->tag);
        strbuf_add(&reading->tag, columns->words[5]);
    }
    return STATUS_OK;
}

static enum status read_lines(struct reading *reading, struct error *err)
{
    struct columns columns;
    enum status status = columns_open(&columns, reading->path, false, err);

    while (!status && columns_next(&columns))
        status = read_line(reading, &columns, err);
    if (!status)
        status = columns_status(&columns, err);
    if (!status && reading->count == 0)
        status = error_set(err, STATUS_BAD_FORMAT, "%s: no line of a run in it",
                           reading->path);
    columns_close(&columns);
    return status;
}

/* Entries by topic, in the order of their lines; topics by number. */
static void part_topics(const struct reading *reading, struct run *out)
{
    struct run_entry *entries =
        arena_array(reading->arena, reading->count, sizeof *entries);

    out->count = reading->topics.count;
    out->topics = arena_array(reading->arena, out->count, sizeof *out->topics);
    for (size_t i = 0; i < reading->count; i++)
        out->topics[reading->lines[i].topic].count++;
    for (size_t i = 0; i < out->count; i++) {
        out->topics[i].id = reading->topics.keys[i].word;
        out->topics[i].entries = entries;
        entries += out->topics[i].count;
        out->topics[i].count = 0;
    }
    for (size_t i = 0; i < reading->count; i++) {
        const struct run_line *line = &reading->lines[i];
        struct run_topic *topic = &out->topics[line->topic];

        topic->entries[topic->count++] = (struct run_entry){
            {line->docno, line->docno_len}, (double)line->score};
    }
}

static uint32_t line_of(const struct reading *reading, const char *docno)
{
    size_t at = 0;

    while (reading->lines[at].docno != docno)
        at++;
    return reading->lines[at].line;
}

static enum status found_twice(const struct reading *reading,
                               struct slice topic, struct slice first,
                               struct slice again, struct error *err)
{
    return columns_fail_line(
        reading->path, line_of(reading, again.bytes), 2, err,
        "'%.*s' was found for '%.*s' on line %u already", SLICE_ARG(again),
        SLICE_ARG(topic), (unsigned)line_of(reading, first.bytes));
}

/* Places of a topic's entries by the hash of their docnos, plus 1; 0: free. A
 * topic may be as long as the run, so no more than that is kept of each. */
struct seen {
    uint32_t *slots;
    size_t capacity;
    size_t mask; /* of the slots in use */
};

static void seen_reset(struct seen *seen, size_t count)
{
    size_t size = 16;

    while (size < 2 * count)
        size *= 2;
    if (size > seen->capacity) {
        heap_free(seen->slots);
        seen->slots = heap_alloc(size * sizeof *seen->slots);
        seen->capacity = size;
    } else {
        memset(seen->slots, 0, size * sizeof *seen->slots);
    }
    seen->mask = size - 1;
}

/* Put entry number at there; the place of an equal one before, or count. */
static size_t seen_add(struct seen *seen, const struct run_topic *topic,
                       size_t at)
{
    struct slice docno = topic->entries[at].docno;
    size_t slot = slice_hash(docno) & seen->mask;

    for (; seen->slots[slot]; slot = (slot + 1) & seen->mask)
        if (slice_equal(topic->entries[seen->slots[slot] - 1].docno, docno))
            return seen->slots[slot] - 1;
    seen->slots[slot] = (uint32_t)at + 1;
    return topic->count;
}

static enum status refuse_twice(const struct reading *reading,
                                const struct run *run, struct error *err)
{
    enum status status = STATUS_OK;
    struct seen seen = {NULL, 0, 0};

    for (size_t i = 0; !status && i < run->count; i++) {
        const struct run_topic *topic = &run->topics[i];

        seen_reset(&seen, topic->count);
        for (size_t j = 0; !status && j < topic->count; j++) {
            size_t before = seen_add(&seen, topic, j);

            if (before < topic->count)
                status = found_twice(reading, topic->id,
                                     topic->entries[before].docno,
                                     topic->entries[j].docno, err);
        }
    }
    heap_free(seen.slots);
    return status;
}

static int compare_ids(const void *left, const void *right)
{
    return slice_compare(((const struct run_topic *)left)->id,
                         ((const struct run_topic *)right)->id);
}

enum status run_read(const char *path, struct arena *arena, struct run *out,
                     struct error *err)
{
    struct reading reading = {.path = path, .arena = arena};
    enum status status;

    *out = (struct run){SLICE_UNKNOWN, NULL, 0};
    status = read_lines(&reading, err);
    if (status)
        goto out;
    part_topics(&reading, out);
    status = refuse_twice(&reading, out, err);
    if (status)
        goto out;
    out->tag = slice_copy(arena, strbuf_slice(&reading.tag));
    heap_free(reading.lines);
    reading.lines = NULL;
    for (size_t i = 0; i < out->count; i++)
        qsort(out->topics[i].entries, out->topics[i].count,
              sizeof *out->topics[i].entries, compare_ranks);
    qsort(out->topics, out->count, sizeof *out->topics, compare_ids);
out:
    heap_free(reading.lines);
    strbuf_release(&reading.tag);
    wordmap_release(&reading.topics);
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

void run_add_line(struct strbuf *out, struct slice topic, struct slice docno,
                  size_t rank, double score, const char *tag)
{
    strbuf_add_column(out, topic);
    strbuf_add_text(out, " Q0 ");
    strbuf_add_column(out, docno);
    strbuf_add_format(out, " %zu %.6f %s\n", rank, score, tag);
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
