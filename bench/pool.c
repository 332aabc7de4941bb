#include "bench/pool.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/columns.h"
#include "bench/finder.h"

/* ---- writing ---- */

/* By content, so that the numbers of a new cut keep the order. */
static uint64_t place_of(const struct pool_row *row)
{
    char digits[24];
    struct slice hash = {digits, 0};

    hash.len = (size_t)snprintf(digits, sizeof digits, "\t%016" PRIx64,
                                row->hit->passage.hash);
    return slice_hash_more(slice_hash(row->topic), hash);
}

static int compare_rows(const void *left, const void *right)
{
    const struct pool_row *a = left, *b = right;
    uint64_t a_place = place_of(a), b_place = place_of(b);

    if (a_place != b_place)
        return a_place < b_place ? -1 : 1;
    return finder_compare(a->docno, b->docno);
}

void pool_sort(struct pool_row *rows, size_t count)
{
    if (count)
        qsort(rows, count, sizeof *rows, compare_rows);
}

static void add_cell(struct strbuf *out, struct slice text)
{
    /* Tabs and line ends steer; a blank in front makes a text of the rest. */
    if (text.len && strchr("\"'=+-@", text.bytes[0]))
        strbuf_add_byte(out, ' ');
    strbuf_add_clean(out, text);
}

void pool_add_row(const struct pool_row *row, struct strbuf *out)
{
    const struct hit *hit = row->hit;
    struct arena arena = ARENA_INIT;

    strbuf_add_clean(out, row->topic);
    strbuf_add_byte(out, '\t');
    strbuf_add_clean(out, row->docno);
    strbuf_add_format(out, "\t%016" PRIx64 "\t", hit->passage.hash);
    if (row->is_judged)
        strbuf_add_format(out, "%d", (int)row->grade);
    strbuf_add_byte(out, '\t');
    add_cell(out, hit->statement.title);
    strbuf_add_byte(out, '\t');
    strbuf_add(out, date_format(&arena, hit->statement.date));
    strbuf_add_byte(out, '\t');
    add_cell(out, hit->passage.text);
    strbuf_add_byte(out, '\n');
    arena_release(&arena);
}

/* ---- reading ---- */

void pool_add(struct pool_judgements *judgements,
              const struct pool_judgement *judgement)
{
    judgements->items =
        heap_grow(judgements->items, judgements->count, &judgements->capacity,
                  sizeof *judgements->items);
    judgements->items[judgements->count++] = *judgement;
}

static enum status read_row(struct columns *columns, struct arena *arena,
                            struct pool_judgements *out, struct error *err)
{
    struct pool_judgement row = {.path = columns->path, .line = columns->line};
    struct slice *words = columns->words;
    enum status status;

    if (columns->count < 4)
        return columns_fail(columns, 4, err,
                            "expected 7 columns parted by tabs (topic, "
                            "passage, hash, grade ...), found %zu",
                            columns->count);
    for (size_t i = 0; i < 4; i++)
        words[i] = slice_trim(words[i]);
    for (size_t i = 0; i < 2; i++)
        if (!words[i].len || slice_find(words[i], SLICE(" "), 0) < SIZE_MAX)
            return columns_fail(columns, i, err, "expected a %s, not '%.*s'",
                                i ? "passage" : "topic", SLICE_ARG(words[i]));
    if (words[2].len && !qrels_parse_hash(words[2], &row.judgement.hash))
        return columns_fail(columns, 2, err,
                            "expected a hash of 16 digits, not '%.*s'",
                            SLICE_ARG(words[2]));
    if (!words[3].len) {
        out->unjudged++;
        return STATUS_OK;
    }
    status = columns_integer(columns, 3, "a grade", &row.judgement.grade, err);
    row.topic = slice_copy(arena, words[0]);
    row.judgement.docno = slice_copy(arena, words[1]);
    if (!status)
        pool_add(out, &row);
    return status;
}

static bool is_head(const struct columns *columns)
{
    return columns->count >= 4 &&
           slice_equal(columns->words[0], SLICE("topic")) &&
           slice_equal(columns->words[3], SLICE("grade"));
}

enum status pool_read(const char *path, struct arena *arena,
                      struct pool_judgements *out, struct error *err)
{
    struct columns columns;
    enum status status = columns_open(&columns, path, true, err);

    if (!status && columns_next(&columns) && !is_head(&columns))
        status = columns_fail(&columns, 0, err,
                              "expected the head of a pool (topic, passage, "
                              "hash, grade ...)");
    while (!status && columns_next(&columns))
        status = read_row(&columns, arena, out, err);
    if (!status)
        status = columns_status(&columns, err);
    columns_close(&columns);
    return status;
}

static int compare_judgements(const void *left, const void *right)
{
    const struct pool_judgement *a = left, *b = right;
    int order = slice_compare(a->topic, b->topic);

    if (!order)
        order = finder_compare(a->judgement.docno, b->judgement.docno);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

enum status pool_unite(struct pool_judgements *judgements, struct error *err)
{
    struct pool_judgement *items = judgements->items;
    size_t kept = 0;

    if (judgements->count)
        qsort(items, judgements->count, sizeof *items, compare_judgements);
    for (size_t i = 0; i < judgements->count; i++) {
        const struct pool_judgement *last = kept ? &items[kept - 1] : NULL;

        if (!last || !slice_equal(last->topic, items[i].topic) ||
            !slice_equal(last->judgement.docno, items[i].judgement.docno))
            items[kept++] = items[i];
        else if (last->judgement.grade != items[i].judgement.grade)
            return error_set(
                err, STATUS_BAD_FORMAT,
                "%s:%u:1: '%.*s' has grade %d for '%.*s', and %d by %s:%u",
                items[i].path, (unsigned)items[i].line,
                SLICE_ARG(items[i].judgement.docno),
                (int)items[i].judgement.grade, SLICE_ARG(items[i].topic),
                (int)last->judgement.grade, last->path, (unsigned)last->line);
    }
    judgements->count = kept;
    return STATUS_OK;
}

void pool_release(struct pool_judgements *judgements)
{
    heap_free(judgements->items);
    *judgements = (struct pool_judgements){.items = NULL};
}
