#include "searchd/listing.h"

#include <string.h>

enum {
    ITEM_WORDS_MOST = 7, /* of a short item */
    OWN_WORDS_MOST = 2,  /* besides the mark: more say something of it */
    ITEM_GRAMS_MOST = 14 /* the same in a script without spaces */
};

/* What parts two items of a list. */
static const char *const partings[] = {
    ",",
    ";",
    "\xE3\x80\x81", /* 、 */
    "\xEF\xBC\x8C", /* ， */
    "\xD8\x8C",     /* Arabic comma */
    " and ",
    " or ",
    " & ",
    " et ",
    " ou ",
    " und ",
    " oder ",
    " y ",
    " e ",
    " \xD0\xB8 ",                 /* и */
    " \xD0\xB8\xD0\xBB\xD0\xB8 ", /* или */
    "\xE5\x8F\x8A\xE3\x81\xB3",   /* 及び */
};

static const char *const ends[] = {". ", ": ", "! ",
                                   "? ", "\n", "\xE3\x80\x82"};

static size_t starts_with_any(struct slice text, const char *const *list,
                              size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len && text.bytes[0] == list[i][0] &&
            slice_starts(text, slice_of(list[i])))
            return strlen(list[i]);
    return 0;
}

static size_t parting_at(struct slice text, size_t at)
{
    return starts_with_any(slice_part(text, at, text.len), partings,
                           COUNT_OF(partings));
}

static bool is_end_at(struct slice text, size_t at)
{
    return starts_with_any(slice_part(text, at, text.len), ends,
                           COUNT_OF(ends)) > 0;
}

/* An item, and whether the sentence goes on beyond each of its ends. */
struct item {
    size_t start, end;
    bool has_before, has_after;
};

/* The item around the bytes [start, end). */
static void find_item(struct slice text, size_t start, size_t end,
                      struct item *out)
{
    *out = (struct item){start, end, false, false};
    while (out->start > 0 && !is_end_at(text, out->start - 1)) {
        size_t len = 0;

        for (size_t back = 1; back <= 6 && back <= out->start && !len; back++)
            if (parting_at(text, out->start - back) == back)
                len = back;
        if (len) {
            out->has_before = true;
            break;
        }
        out->start--;
    }
    while (out->end < text.len && !is_end_at(text, out->end)) {
        if (parting_at(text, out->end)) {
            out->has_after = true;
            break;
        }
        out->end++;
    }
}

static size_t count_words(struct slice part)
{
    size_t words = part.len > 0;

    for (size_t i = 0; i < part.len; i++)
        words += part.bytes[i] == ' ';
    return words;
}

static bool is_short(struct slice text, const struct item *item)
{
    size_t wide = 0;
    struct slice part = slice_trim(slice_part(text, item->start, item->end));

    for (size_t i = 0; i < part.len; i++)
        wide += (unsigned char)part.bytes[i] >= 0xE0;
    return part.len > 0 && count_words(part) <= ITEM_WORDS_MOST &&
           wide <= ITEM_GRAMS_MOST;
}

static bool has_mark(const struct item *item, const struct hit_mark *marks,
                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (marks[i].start < item->end && marks[i].end > item->start)
            return true;
    return false;
}

/* Step over empty items ("..., and ...") on one side; false at the end. */
static bool next_item(struct slice text, const struct item *from,
                      bool is_forward, struct item *out)
{
    *out = *from;
    for (int tries = 0; tries < 4; tries++) {
        size_t at;

        if (is_forward ? !out->has_after : !out->has_before)
            return false;
        if (is_forward) {
            at = out->end + parting_at(text, out->end);
            if (at > text.len)
                return false;
            find_item(text, at, at, out);
        } else {
            at = out->start;
            for (size_t back = 1; back <= 6 && back <= out->start; back++)
                if (parting_at(text, out->start - back) == back) {
                    at = out->start - back;
                    break;
                }
            find_item(text, at, at, out);
            out->end = at;
            out->has_after = true;
        }
        if (slice_trim(slice_part(text, out->start, out->end)).len)
            return true;
    }
    return false;
}

bool listing_holds(struct slice text, const struct hit_mark *marks,
                   size_t mark_count, size_t place)
{
    struct item own, item;
    size_t others = 0;

    find_item(text, marks[place].start, marks[place].end, &own);
    if (!is_short(text, &own) ||
        count_words(slice_trim(slice_part(text, own.start, own.end))) >
            OWN_WORDS_MOST + count_words(slice_part(text, marks[place].start,
                                                    marks[place].end)))
        return false;
    for (int side = 0; side < 2; side++) {
        item = own;
        for (int steps = 0; steps < 2; steps++) {
            struct item next;

            if (!next_item(text, &item, side == 1, &next) ||
                !is_short(text, &next) || has_mark(&next, marks, mark_count))
                break;
            others++;
            item = next;
        }
    }
    return others >= 2;
}
