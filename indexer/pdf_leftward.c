#include "indexer/pdf_leftward.h"

#include <string.h>

#include "common/fold.h"

enum kind { KIND_LEFTWARD, KIND_RIGHTWARD, KIND_DIGIT, KIND_NEUTRAL };

/* A character with the marks on it. */
struct unit {
    size_t at, end;
    size_t len; /* of the character alone */
    int32_t first;
    enum kind kind;
};

static bool is_leftward(int32_t c)
{
    return (c >= 0x590 && c < 0x900 && !(c >= 0x660 && c < 0x66A) &&
            !(c >= 0x6F0 && c < 0x6FA)) ||
           (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFF00);
}

static enum kind kind_of(int32_t c)
{
    if (c >= 0 && fold_class(c) == FOLD_DIGIT)
        return KIND_DIGIT;
    if (c < 0 || fold_class(c) == FOLD_OTHER)
        return KIND_NEUTRAL;
    return is_leftward(c) ? KIND_LEFTWARD : KIND_RIGHTWARD;
}

long pdf_leftward_weight(struct slice text)
{
    long weight = 0;

    for (size_t at = 0; at < text.len;) {
        enum kind kind;
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        kind = kind_of(c);
        weight += (kind == KIND_LEFTWARD) - (kind == KIND_RIGHTWARD);
    }
    return weight;
}

/* ---- the line turned ---- */

/* Brackets are drawn as they are seen. */
static int32_t mirrored(int32_t c)
{
    static const int32_t pairs[][2] = {
        {'(', ')'}, {'[', ']'}, {'{', '}'}, {0xAB, 0xBB}, {'<', '>'}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        for (size_t k = 0; k < 2; k++)
            if (pairs[i][k] == c)
                return pairs[i][1 - k];
    return c;
}

static size_t find_units(struct slice text, struct unit *units)
{
    size_t count = 0;

    for (size_t at = 0; at < text.len;) {
        int32_t c;
        size_t len = utf8_decode(text.bytes + at, text.len - at, &c);

        if (count && c >= 0 && fold_class(c) == FOLD_MARK)
            units[count - 1].end = at + len;
        else
            units[count++] = (struct unit){at, at + len, len, c, kind_of(c)};
        at += len;
    }
    return count;
}

/* What may stand between digits of one number. */
static bool joins_digits(int32_t c)
{
    return c == '.' || c == ',' || c == ':' || c == '/' || c == '-' ||
           c == 0x66B || c == 0x66C || c == 0x2013;
}

static bool has_open_bracket(const struct unit *units, size_t from, size_t end)
{
    int open = 0;

    for (size_t i = from; i < end; i++)
        open += (units[i].first == '(') - (units[i].first == ')');
    return open > 0;
}

/* From a letter or digit that runs to the right: the end of what runs so, the
 * spaces and marks within it included. */
static size_t end_of_run(const struct unit *units, size_t from, size_t count)
{
    size_t end = from + 1;
    bool is_number = units[from].kind == KIND_DIGIT;

    for (size_t i = end; i < count && units[i].kind != KIND_LEFTWARD; i++) {
        if (units[i].kind == KIND_NEUTRAL) {
            if (is_number && !joins_digits(units[i].first))
                break;
            continue;
        }
        if (units[i].kind == KIND_RIGHTWARD)
            is_number = false;
        end = i + 1;
    }
    if (end < count && units[end].first == ')' &&
        has_open_bracket(units, from, end))
        end++;
    if (end < count && (units[end].first == '%' || units[end].first == 0xB0))
        end++;
    return end;
}

static void add_unit(struct strbuf *out, struct slice text,
                     const struct unit *unit, bool is_turned)
{
    int32_t c = is_turned ? mirrored(unit->first) : unit->first;

    if (c != unit->first || is_leftward(c))
        fold_add_undrawn(c, out);
    else
        strbuf_add(out, slice_part(text, unit->at, unit->end));
    if (is_leftward(c))
        strbuf_add(out, slice_part(text, unit->at + unit->len, unit->end));
}

/* ends[k], of the run that ends before unit k: where it begins, plus 1. */
static void find_runs(const struct unit *units, size_t first, size_t count,
                      size_t *ends)
{
    for (size_t i = first; i < count;) {
        size_t end = i + 1;

        if (units[i].kind == KIND_RIGHTWARD || units[i].kind == KIND_DIGIT) {
            end = end_of_run(units, i, count);
            ends[end] = i + 1;
        }
        i = end;
    }
}

/* Add units [first, count) from right to left. */
static void add_turned(struct strbuf *out, struct slice text,
                       const struct unit *units, size_t first, size_t count,
                       size_t *ends)
{
    find_runs(units, first, count, ends);
    for (size_t i = count; i > first;) {
        if (!ends[i]) {
            add_unit(out, text, &units[--i], true);
            continue;
        }
        for (size_t k = ends[i] - 1; k < i; k++)
            add_unit(out, text, &units[k], false);
        i = ends[i] - 1;
    }
}

/* Lam and alef drawn as one letter were turned within it: two alefs in a row
 * are the article before such a letter. */
static void mend_lam_alef(struct strbuf *text)
{
    static const char *const alefs[] = {"أ", "إ", "آ"};

    for (size_t at = 0; at + 6 <= text->len; at++)
        for (size_t i = 0; i < COUNT_OF(alefs); i++)
            if (!memcmp(text->bytes + at, "ا", 2) &&
                !memcmp(text->bytes + at + 2, alefs[i], 2) &&
                !memcmp(text->bytes + at + 4, "ل", 2)) {
                memcpy(text->bytes + at + 2, "ل", 2);
                memcpy(text->bytes + at + 4, alefs[i], 2);
            }
}

/* A line of another script with such words in it: these are turned. */
static void add_mixed(struct strbuf *out, struct slice text,
                      const struct unit *units, size_t count, size_t *ends)
{
    for (size_t i = 0; i < count;) {
        size_t end = i;

        if (units[i].kind == KIND_LEFTWARD)
            for (size_t k = i; k < count && units[k].kind != KIND_RIGHTWARD;
                 k++)
                end = units[k].kind == KIND_LEFTWARD ? k + 1 : end;
        if (end > i) {
            add_turned(out, text, units, i, end, ends);
            i = end;
        } else {
            add_unit(out, text, &units[i++], false);
        }
    }
}

static bool has_leftward(const struct unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (units[i].kind == KIND_LEFTWARD)
            return true;
    return false;
}

struct slice pdf_leftward_read(struct slice seen, bool is_page_leftward,
                               struct arena *arena)
{
    struct arena scratch = ARENA_INIT;
    struct unit *units = arena_array(&scratch, seen.len + 1, sizeof *units);
    size_t *ends = arena_array(&scratch, seen.len + 1, sizeof *ends);
    size_t count = find_units(seen, units);
    struct strbuf made = STRBUF_INIT;
    struct slice out = seen;

    if (has_leftward(units, count)) {
        if (is_page_leftward || pdf_leftward_weight(seen) > 0)
            add_turned(&made, seen, units, 0, count, ends);
        else
            add_mixed(&made, seen, units, count, ends);
        mend_lam_alef(&made);
        out = slice_copy(arena, strbuf_slice(&made));
    }
    strbuf_release(&made);
    arena_release(&scratch);
    return out;
}
