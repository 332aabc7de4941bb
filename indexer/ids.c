#include "indexer/ids.h"

#include <stdlib.h>
#include <string.h>

/* A file whose id is still open: its tail is what of the path is tried. */
struct candidate {
    struct slice tail;
    struct slice path;
    size_t place;  /* in the caller's list */
    bool is_alone; /* no other file has this tail */
};

static size_t name_start(struct slice path)
{
    size_t at = path.len;

    while (at && path.bytes[at - 1] != '/')
        at--;
    return at;
}

/* The path without the ending of its file. */
static struct slice without_ending(struct slice path)
{
    size_t start = name_start(path);
    const char *point =
        path.len > start + 1
            ? memrchr(path.bytes + start + 1, '.', path.len - start - 1)
            : NULL;

    return point ? slice_part(path, 0, (size_t)(point - path.bytes)) : path;
}

static int compare(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = slice_compare(a->tail, b->tail);

    return order ? order : slice_compare(a->path, b->path);
}

static bool are_alike(const struct candidate *a, const struct candidate *b)
{
    return slice_equal(a->tail, b->tail);
}

static void sort(struct candidate *items, size_t count)
{
    qsort(items, count, sizeof *items, compare);
    for (size_t i = 0; i < count; i++)
        items[i].is_alone =
            (i == 0 || !are_alike(&items[i], &items[i - 1])) &&
            (i + 1 == count || !are_alike(&items[i], &items[i + 1]));
}

/* One folder more at the front of the tail; false: there is none. */
static bool lengthen(struct candidate *item)
{
    size_t start = (size_t)(item->tail.bytes - item->path.bytes);

    if (start < 2)
        return false;
    start = name_start(slice_part(item->path, 0, start - 1));
    item->tail.len += (size_t)(item->tail.bytes - item->path.bytes) - start;
    item->tail.bytes = item->path.bytes + start;
    return true;
}

/* Begin with the names; the ending stays where nothing else tells. */
static void set_names(struct candidate *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i].tail = without_ending(items[i].path);
    sort(items, count);
    for (size_t i = 0; i < count; i++) {
        struct slice whole = items[i].is_alone ? items[i].tail : items[i].path;

        items[i].tail = slice_part(whole, name_start(whole), whole.len);
    }
}

void ids_make(const struct slice *paths, size_t count, struct slice *ids)
{
    struct arena scratch = ARENA_INIT;
    struct candidate *items = arena_array(&scratch, count, sizeof *items);

    for (size_t i = 0; i < count; i++)
        items[i] = (struct candidate){.path = paths[i], .place = i};
    if (count)
        set_names(items, count);
    while (count) {
        size_t left = 0;

        sort(items, count);
        for (size_t i = 0; i < count; i++) {
            ids[items[i].place] = items[i].tail;
            if (!items[i].is_alone && lengthen(&items[i]))
                items[left++] = items[i];
        }
        count = left;
    }
    arena_release(&scratch);
}
