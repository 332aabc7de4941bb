#include "indexer/ids.h"

#include <stdlib.h>
#include <string.h>

/* A file whose id is still open. */
struct candidate {
    struct slice path;
    struct slice bare; /* the path without the ending of the file */
    size_t start;      /* bare from here on is what is tried */
    size_t place;      /* in the caller's list */
};

static size_t name_start(struct slice path)
{
    size_t at = path.len;

    while (at && path.bytes[at - 1] != '/')
        at--;
    return at;
}

static struct slice cut_ending(struct slice path)
{
    size_t start = name_start(path);
    const char *point =
        path.len > start + 1
            ? memrchr(path.bytes + start + 1, '.', path.len - start - 1)
            : NULL;

    return point ? slice_part(path, 0, (size_t)(point - path.bytes)) : path;
}

/* Of what is compressed by itself ("page.html.gz") both endings go; "31.gz" is
 * a day of a date as well. */
static struct slice without_ending(struct slice path)
{
    static const char *const packed[] = {".gz", ".bz2", ".xz", ".zst"};
    struct slice bare = cut_ending(path), inner = cut_ending(bare);
    struct slice ending = slice_part(path, bare.len, path.len);
    bool has_letter = false;

    for (size_t i = inner.len; i < bare.len; i++)
        has_letter |= (bare.bytes[i] | 0x20) >= 'a' && bare.bytes[i] != '.';
    for (size_t i = 0; i < COUNT_OF(packed) && has_letter; i++)
        if (slice_equal_nocase(ending, slice_of(packed[i])))
            return inner;
    return bare;
}

static struct slice tail(const struct candidate *item)
{
    return slice_part(item->bare, item->start, item->bare.len);
}

static int compare(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = slice_compare(tail(a), tail(b));

    if (!order)
        order = slice_compare(a->bare, b->bare);
    return order ? order : slice_compare(a->path, b->path);
}

/* One folder more; false: there is none. */
static bool lengthen(struct candidate *item)
{
    if (item->start < 2)
        return false;
    item->start = name_start(slice_part(item->bare, 0, item->start - 1));
    return true;
}

/* Count of items from the first on with one tail. */
static size_t run_of(const struct candidate *items, size_t count)
{
    size_t len = 1;

    while (len < count && slice_equal(tail(&items[0]), tail(&items[len])))
        len++;
    return len;
}

/* Name a run of files with one tail: done when only their ending tells them
 * apart; else they need more. Returns how many are left, at the front. */
static size_t name_run(struct candidate *items, size_t len, struct slice *ids)
{
    bool is_one = slice_equal(items[0].bare, items[len - 1].bare);
    size_t left = 0;

    for (size_t i = 0; i < len; i++) {
        struct candidate *item = &items[i];

        ids[item->place] =
            len == 1 ? tail(item)
                     : slice_part(item->path, item->start, item->path.len);
        if (!is_one && lengthen(item))
            items[left++] = *item;
    }
    return left;
}

void ids_make(const struct slice *paths, size_t count, struct slice *ids)
{
    struct arena scratch = ARENA_INIT;
    struct candidate *items = arena_array(&scratch, count, sizeof *items);

    for (size_t i = 0; i < count; i++) {
        struct slice bare = without_ending(paths[i]);

        items[i] = (struct candidate){paths[i], bare, name_start(bare), i};
    }
    while (count) {
        size_t left = 0, at = 0;

        qsort(items, count, sizeof *items, compare);
        while (at < count) {
            size_t len = run_of(items + at, count - at);
            size_t kept = name_run(items + at, len, ids);

            memmove(items + left, items + at, kept * sizeof *items);
            left += kept;
            at += len;
        }
        count = left;
    }
    arena_release(&scratch);
}
