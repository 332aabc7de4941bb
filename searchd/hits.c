#include "searchd/hits.h"

#include <math.h>
#include <stdlib.h>

enum status hit_decode(struct slice bytes, struct arena *arena, struct hit *out,
                       struct error *err)
{
    enum status status;

    *out = (struct hit){0};
    status = passage_decode(bytes, &out->statement, &out->passage, err);
    if (!status)
        out->id = passage_id(arena, out->statement.id, out->passage.n);
    return status;
}

double hit_round(double score)
{
    return round(score * 1e6) / 1e6;
}

int hit_compare(const struct hit *a, const struct hit *b)
{
    int order;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    order = slice_compare(a->statement.id, b->statement.id);
    if (order)
        return order;
    if (a->passage.n != b->passage.n)
        return a->passage.n < b->passage.n ? -1 : 1;
    /* Two statements of one id: by their files, then their places. */
    order = slice_compare(a->statement.file, b->statement.file);
    if (order)
        return order;
    return a->passage.byte_start < b->passage.byte_start
               ? -1
               : a->passage.byte_start > b->passage.byte_start;
}

static int compare(const void *a, const void *b)
{
    return hit_compare(a, b);
}

void hits_sort(struct hit *hits, size_t count)
{
    if (count)
        qsort(hits, count, sizeof *hits, compare);
}
