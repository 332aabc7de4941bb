#include <string.h>

#include "bench/measure_names.h"

static const struct {
    const char *name;
    enum measure_group group;
} groups[] = {
    {"official", MEASURE_GROUP_OFFICIAL},
    {"set", MEASURE_GROUP_SET},
    {"all_trec", MEASURE_GROUP_ALL_TREC},
    {"usual", MEASURE_GROUP_USUAL},
};

static bool is_same(const struct measure *a, const struct measure *b)
{
    return a->kind == b->kind && a->k == b->k && !(a->x < b->x) &&
           !(a->x > b->x) && !strcmp(a->name, b->name);
}

static enum status add(struct measure_set *set, struct measure measure,
                       struct error *err)
{
    for (size_t i = 0; i < set->count; i++)
        if (is_same(&set->items[i], &measure))
            return STATUS_OK;
    if (set->count == MEASURE_SET_MOST)
        return error_set(err, STATUS_USAGE, "more than %d measures",
                         MEASURE_SET_MOST);
    set->items[set->count++] = measure;
    return STATUS_OK;
}

/* A kind without parameter, or with each of the usual ones. */
static enum status add_kind(struct measure_set *set, enum measure_kind kind,
                            struct error *err)
{
    const struct measure_trec_name *known = measure_trec_name(kind);
    struct measure measure = {.kind = kind, .x = 1};
    enum status status = STATUS_OK;

    if (!known->defaults)
        return add(set, measure, err);
    for (size_t i = 0; !status && i < known->default_count; i++) {
        if (known->parameter == MEASURE_WITH_CUT)
            measure.k = (unsigned)known->defaults[i];
        else
            measure.x = known->defaults[i];
        status = add(set, measure, err);
    }
    return status;
}

static enum status add_group(struct measure_set *set, enum measure_group group,
                             struct error *err)
{
    enum status status = STATUS_OK;

    for (int i = 0; !status && i < MEASURE_KINDS; i++)
        if (measure_trec_name((enum measure_kind)i)->groups & group)
            status = add_kind(set, (enum measure_kind)i, err);
    return status;
}

static enum status add_word(struct measure_set *set, struct slice word,
                            struct error *err)
{
    struct measure measure;

    for (size_t i = 0; i < COUNT_OF(groups); i++)
        if (slice_equal(word, slice_of(groups[i].name)))
            return add_group(set, groups[i].group, err);
    for (int i = 0; i < MEASURE_KINDS; i++) {
        const struct measure_trec_name *known =
            measure_trec_name((enum measure_kind)i);

        if (known->defaults && slice_equal(word, slice_of(known->name)))
            return add_kind(set, (enum measure_kind)i, err);
    }
    if (!measure_from_name(word, &measure))
        return error_set(err, STATUS_USAGE, "no measure '%.*s' (see --help)",
                         SLICE_ARG(word));
    return add(set, measure, err);
}

/* Up to the next comma that stands in no parentheses. */
static bool next_word(struct slice *rest, struct slice *word)
{
    size_t depth = 0, at = 0;

    if (!slice_is_known(*rest))
        return false;
    for (; at < rest->len && (depth || rest->bytes[at] != ','); at++) {
        depth += rest->bytes[at] == '(';
        depth -= depth && rest->bytes[at] == ')';
    }
    *word = slice_trim(slice_part(*rest, 0, at));
    *rest =
        at < rest->len ? slice_part(*rest, at + 1, rest->len) : SLICE_UNKNOWN;
    return true;
}

enum status measure_set_add(struct measure_set *set, struct slice list,
                            struct error *err)
{
    struct slice rest = list, word, head = SLICE_UNKNOWN;
    enum status status = STATUS_OK;
    double number;

    while (!status && next_word(&rest, &word)) {
        struct strbuf name = STRBUF_INIT;
        size_t point = slice_find(word, SLICE("."), 0);

        /* "P.5,10": the second one goes on with the first one's name. */
        if (slice_is_known(head) && measure_fraction(word, &number)) {
            strbuf_add(&name, head);
            strbuf_add(&name, word);
            word = strbuf_slice(&name);
        } else {
            head = point < word.len ? slice_part(word, 0, point + 1)
                                    : SLICE_UNKNOWN;
        }
        status = add_word(set, word, err);
        strbuf_release(&name);
    }
    return status;
}

static int compare_measures(const void *left, const void *right)
{
    const struct measure *a = left, *b = right;

    if (a->name[0] || b->name[0])
        return (a->name[0] > 0) - (b->name[0] > 0);
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->k != b->k)
        return a->k < b->k ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

void measure_set_sort(struct measure_set *set)
{
    /* By insertion, which keeps the order of equal ones. */
    for (size_t i = 1; i < set->count; i++) {
        struct measure measure = set->items[i];
        size_t at = i;

        for (; at && compare_measures(&set->items[at - 1], &measure) > 0; at--)
            set->items[at] = set->items[at - 1];
        set->items[at] = measure;
    }
}
