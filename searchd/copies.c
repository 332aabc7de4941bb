#include "searchd/copies.h"

#include <stdlib.h>

#include "common/likeness.h"

enum {
    UNITS_MOST = 64, /* statements that are looked at for one */
    READ_MOST = 500, /* passages of one of them */
    PARTS_MOST = 8,  /* of it that may stand for one passage */
    RUN = 3,         /* words that are compared at once */
    RUNS_LEAST = 6   /* of a text that is compared by them */
};
#define PART_LEAST 0.6 /* of the shorter text that stands in the longer one */

struct finding {
    struct index_reader *reader;
    struct analyser *analyser;
    const struct hit *hit;
    struct arena *arena;
    struct error *err;
    uint64_t *runs; /* of the hit's text, in order; made when asked for */
    size_t run_count;
    struct hit *found;
    size_t count;
};

/* ---- statements ---- */

static bool are_copies(struct slice own, struct slice other)
{
    struct likeness_sketch first, second;

    return likeness_decode(own, &first) && likeness_decode(other, &second) &&
           likeness_is_copy(&first, &second);
}

enum status copies_of_statement(struct index_reader *reader, uint32_t document,
                                struct arena *arena, struct index_unit *own,
                                struct index_unit **out, size_t *count,
                                struct error *err)
{
    return index_reader_alike(reader, document, UNITS_MOST, are_copies, arena,
                              own, out, count, err);
}

/* ---- do two passages say the same ---- */

static int compare_numbers(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

    return left < right ? -1 : left > right;
}

/* Hashes of all runs of words of a passage, in order, in the arena. */
static uint64_t *read_runs(struct finding *finding, const struct hit *hit,
                           size_t *count)
{
    struct slice language = slice_is_known(hit->passage.language)
                                ? hit->passage.language
                                : hit->statement.language;
    struct term *terms;
    uint64_t *runs;
    size_t words;

    terms_analyse(finding->analyser, hit->passage.text,
                  terms_language(language), finding->arena, &terms, &words);
    *count = words < RUN ? 0 : words - RUN + 1;
    runs = arena_array(finding->arena, *count, sizeof *runs);
    for (size_t i = 0; i < *count; i++) {
        runs[i] = SLICE_HASH_NONE;
        for (size_t k = 0; k < RUN; k++) {
            runs[i] = slice_hash_more(runs[i], terms[i + k].text);
            runs[i] = slice_hash_more(runs[i], SLICE(" "));
        }
    }
    if (*count)
        qsort(runs, *count, sizeof *runs, compare_numbers);
    return runs;
}

static size_t count_shared(const uint64_t *a, size_t a_count, const uint64_t *b,
                           size_t b_count)
{
    size_t i = 0, j = 0, shared = 0;

    while (i < a_count && j < b_count) {
        bool is_same = a[i] == b[j], is_first = a[i] < b[j];

        shared += is_same;
        i += is_same || is_first;
        j += is_same || !is_first;
    }
    return shared;
}

static bool says_the_same(struct finding *finding, const struct hit *other)
{
    uint64_t *theirs;
    size_t count, shorter;

    if (!finding->runs)
        finding->runs = read_runs(finding, finding->hit, &finding->run_count);
    if (finding->run_count < RUNS_LEAST)
        return false;
    theirs = read_runs(finding, other, &count);
    shorter = count < finding->run_count ? count : finding->run_count;
    return shorter >= RUNS_LEAST &&
           (double)count_shared(finding->runs, finding->run_count, theirs,
                                count) >= PART_LEAST * (double)shorter;
}

/* ---- the passages of a statement ---- */

static uint32_t passages_of(const struct index_unit *unit)
{
    return (unit->last - unit->first) / unit->step + 1;
}

/* One that has gone is no failure: *is_there says it. */
static enum status read_passage(struct finding *finding,
                                const struct index_unit *unit, uint32_t place,
                                struct hit *out, bool *is_there)
{
    uint32_t document = unit->first + place * unit->step;
    struct slice bytes;
    enum status status = index_reader_data(
        finding->reader, document, finding->arena, &bytes, finding->err);

    *is_there = status == STATUS_OK;
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (!status)
        status = hit_decode(bytes, finding->arena, out, finding->err);
    out->document = document;
    return status;
}

/* The next place to look at, going both ways from start; false: no more. */
static bool next_place(uint32_t start, uint32_t count, uint32_t step,
                       uint32_t *out)
{
    uint32_t away = (step + 1) / 2;

    if (away > start && start + away >= count)
        return false;
    *out = step % 2 ? start - away : start + away;
    return true;
}

/* The passage with the same words, or the parts of what says the same. What
 * is at the same place of its statement is looked at first. */
static enum status look_into(struct finding *finding,
                             const struct index_unit *unit, uint32_t start)
{
    size_t first = finding->count;
    uint32_t count = passages_of(unit), place = 0;
    enum status status = STATUS_OK;

    for (uint32_t i = 0;
         !status && i < READ_MOST && next_place(start, count, i, &place); i++) {
        struct hit other = {0};
        bool is_there = false, is_equal;

        if (place >= count)
            continue;
        status = read_passage(finding, unit, place, &other, &is_there);
        if (status || !is_there)
            continue;
        is_equal = other.passage.hash == finding->hit->passage.hash;
        if (is_equal)
            finding->count = first;
        if (is_equal ||
            (finding->count - first < PARTS_MOST &&
             finding->count < COPIES_MOST && says_the_same(finding, &other)))
            finding->found[finding->count++] = other;
        if (is_equal)
            break;
    }
    return status;
}

/* ---- all ---- */

static int compare_hits(const void *a, const void *b)
{
    const struct hit *left = a, *right = b;
    int order = date_compare(left->statement.date, right->statement.date);

    /* No date known comes last. */
    if (order && date_is_known(left->statement.date) !=
                     date_is_known(right->statement.date))
        return -order;
    return order ? order : hit_compare(left, right);
}

static uint32_t place_in(const struct index_unit *own, uint32_t document,
                         const struct index_unit *other)
{
    uint64_t before = (document - own->first) / own->step;

    return (uint32_t)(before * passages_of(other) / passages_of(own));
}

enum status copies_find(struct index_reader *reader, struct analyser *analyser,
                        const struct hit *hit, struct arena *arena,
                        struct hit **out, size_t *count, struct error *err)
{
    struct finding finding = {.reader = reader,
                              .analyser = analyser,
                              .hit = hit,
                              .arena = arena,
                              .err = err};
    struct index_unit own, *units;
    size_t unit_count;
    enum status status = copies_of_statement(reader, hit->document, arena, &own,
                                             &units, &unit_count, err);

    *out = arena_array(arena, 0, sizeof **out);
    *count = 0;
    if (status || !unit_count)
        return status;
    finding.found = arena_array(arena, COPIES_MOST, sizeof *finding.found);
    for (size_t i = 0; !status && i < unit_count && finding.count < COPIES_MOST;
         i++)
        status = look_into(&finding, &units[i],
                           place_in(&own, hit->document, &units[i]));
    if (finding.count)
        qsort(finding.found, finding.count, sizeof *finding.found,
              compare_hits);
    *out = finding.found;
    *count = finding.count;
    return status;
}

int copies_worth(const struct statement *statement)
{
    switch (statement->issuer_basis) {
    case ISSUER_ADDRESS:
        return 3;
    case ISSUER_METADATA:
    case ISSUER_MARK:
        return slice_is_known(statement->issuer_side) ? 2 : 0;
    case ISSUER_TITLE:
        return 1;
    default:
        return 0;
    }
}

enum status copies_count(struct index_reader *reader, uint64_t *out,
                         struct error *err)
{
    struct arena arena = ARENA_INIT, scratch = ARENA_INIT;
    struct index_unit *units, own, *copies;
    size_t count, copy_count;
    enum status status =
        index_reader_units(reader, &arena, &units, &count, err);

    *out = 0;
    for (size_t i = 0; !status && i < count; i++) {
        arena_reset(&scratch);
        status = copies_of_statement(reader, units[i].last, &scratch, &own,
                                     &copies, &copy_count, err);
        *out += !status && copy_count;
    }
    arena_release(&scratch);
    arena_release(&arena);
    return status;
}
