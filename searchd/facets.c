#include "searchd/facets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/schema.h"
#include "common/wordmap.h"
#include "searchd/match.h"
#include "searchd/unfold.h"

/* How many passages are looked at, so that an answer comes in a fraction of a
 * second: read, and read and held against the query. */
enum { READ_MOST = 40000, MATCHED_MOST = 4000, YEARS_MOST = 10000 };

static const char *const kind_names[FACET_KINDS] = {
    [FACET_YEAR] = "year",         [FACET_ISSUER] = "issuer",
    [FACET_SIDE] = "side",         [FACET_ABOUT] = "about",
    [FACET_SPEAKER] = "speaker",   [FACET_SECTION] = "section",
    [FACET_LANGUAGE] = "language", [FACET_FORM] = "form",
};

bool facet_kind_from_name(struct slice name, enum facet_kind *out)
{
    for (size_t i = 0; i < FACET_KINDS; i++)
        if (slice_equal(name, slice_of(kind_names[i]))) {
            *out = (enum facet_kind)i;
            return true;
        }
    return false;
}

const char *facet_kind_name(enum facet_kind kind)
{
    return kind_names[kind];
}

static enum status add_kind(struct slice name, struct facet_request *out,
                            struct error *err)
{
    enum facet_kind kind;

    if (!facet_kind_from_name(name, &kind))
        return error_set(
            err, STATUS_USAGE,
            "'%.*s' is none of year, issuer, side, about, speaker, "
            "section, language, form",
            SLICE_ARG(name));
    for (size_t i = 0; i < out->kind_count; i++)
        if (out->kinds[i] == kind)
            return STATUS_OK;
    out->kinds[out->kind_count++] = kind;
    return STATUS_OK;
}

enum status facet_request_read(struct slice names, struct facet_request *out,
                               struct error *err)
{
    struct slice name;
    enum status status = STATUS_OK;

    while (!status && slice_next(&names, ',', &name))
        status = add_kind(slice_trim(name), out, err);
    return status;
}

/* Some of the passages that match, each standing for factor of them. */
struct sample {
    uint32_t *documents;
    size_t count;
    double factor;
};

/* Values while they are counted. */
struct tally {
    struct wordmap names;
    uint64_t *counts;
    size_t capacity;
    uint64_t unknown;
};

struct counting {
    const struct planner_context *context;
    const struct planned *planned;
    const struct facet_request *request;
    struct arena *arena;
    struct error *err;
    struct sample all; /* that match */
    struct tally tallies[FACET_KINDS];
    struct facet_counts *out;
};

/* ---- tallies ---- */

static void tally_add(struct tally *tally, struct slice name, uint64_t count,
                      struct arena *arena)
{
    uint32_t number = wordmap_find(&tally->names, name, 0);

    if (number == WORDMAP_NONE) {
        number = wordmap_add(&tally->names, slice_copy(arena, name), 0);
        tally->counts = heap_grow(tally->counts, number, &tally->capacity,
                                  sizeof *tally->counts);
        tally->counts[number] = 0;
    }
    tally->counts[number] += count;
}

static int compare_values(const void *a, const void *b)
{
    const struct facet_value *left = a, *right = b;

    if (left->passages != right->passages)
        return left->passages > right->passages ? -1 : 1;
    return slice_compare(left->name, right->name);
}

static uint64_t scaled(uint64_t count, double factor)
{
    return (uint64_t)llround((double)count * factor);
}

/* Every name, in order; then the first of them. */
static void make_facet(struct counting *counting, enum facet_kind kind,
                       double factor)
{
    struct tally *tally = &counting->tallies[kind];
    struct facet *facet = &counting->out->facets[counting->out->count++];
    size_t count = tally->names.count;

    *facet = (struct facet){
        .kind = kind,
        .values = arena_array(counting->arena, count, sizeof *facet->values),
        .count = count,
        .unknown = scaled(tally->unknown, factor),
        .is_estimate = factor > 1};
    for (size_t i = 0; i < count; i++)
        facet->values[i] = (struct facet_value){
            tally->names.keys[i].word, scaled(tally->counts[i], factor)};
    if (count)
        qsort(facet->values, count, sizeof *facet->values, compare_values);
    if (count > counting->request->most) {
        facet->more = count - counting->request->most;
        facet->count = counting->request->most;
    }
}

/* ---- samples ---- */

/* Evenly out of another one, at most most. */
static struct sample thin(const struct sample *from, size_t most,
                          struct arena *arena)
{
    struct sample out = *from;

    if (from->count <= most)
        return out;
    out.documents = arena_array(arena, most, sizeof *out.documents);
    out.count = most;
    out.factor *= (double)from->count / (double)most;
    for (size_t i = 0; i < most; i++)
        out.documents[i] =
            from->documents[(size_t)((uint64_t)i * from->count / most)];
    return out;
}

/* What is done with each passage that is read. */
typedef void visit_passage(struct counting *counting, struct hit *hit,
                           struct arena *scratch);

static enum status read_each(struct counting *counting,
                             const struct sample *sample, visit_passage *visit)
{
    struct arena scratch = ARENA_INIT;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < sample->count; i++) {
        struct slice bytes;
        struct hit hit;

        arena_reset(&scratch);
        status =
            index_reader_data(counting->context->reader, sample->documents[i],
                              &scratch, &bytes, counting->err);
        if (!status)
            status = hit_decode(bytes, &scratch, &hit, counting->err);
        hit.document = sample->documents[i];
        if (!status)
            visit(counting, &hit, &scratch);
    }
    arena_release(&scratch);
    return status;
}

static void keep_accepted(struct counting *counting, struct hit *hit,
                          struct arena *scratch)
{
    struct match match;

    match_find(counting->context, counting->planned, hit, scratch, &match);
    if (match_accepts(counting->context, counting->planned, hit, &match,
                      scratch))
        counting->all.documents[counting->all.count++] = hit->document;
}

/* The passages that match; where only their text can tell, those of a sample
 * that do. */
static enum status find_all(struct counting *counting)
{
    struct sample found = {.factor = 1};
    enum status status = index_reader_matching(
        counting->context->reader, counting->planned->plan, counting->arena,
        &found.documents, &found.count, counting->err);

    if (status)
        return status;
    counting->all = found;
    if (counting->planned->needs_check) {
        found = thin(&found, MATCHED_MOST, counting->arena);
        counting->all = found;
        counting->all.documents =
            arena_array(counting->arena, found.count, sizeof *found.documents);
        counting->all.count = 0;
        status = read_each(counting, &found, keep_accepted);
    }
    counting->out->total = scaled(counting->all.count, counting->all.factor);
    counting->out->is_estimate = counting->all.factor > 1;
    return status;
}

/* ---- counted by the index ---- */

static enum status count_years(struct counting *counting)
{
    struct tally *tally = &counting->tallies[FACET_YEAR];
    uint32_t *numbers;
    uint64_t *years = arena_array(counting->arena, YEARS_MOST, sizeof *years);
    enum status status = index_reader_numbers(
        counting->context->reader, SLOT_DATE_FIRST, counting->all.documents,
        counting->all.count, counting->arena, &numbers, counting->err);

    for (size_t i = 0; !status && i < counting->all.count; i++)
        years[numbers[i] / 10000 % YEARS_MOST]++;
    tally->unknown = years[0];
    for (size_t year = 1; year < YEARS_MOST; year++)
        if (years[year]) {
            struct strbuf name = STRBUF_INIT;

            strbuf_add_format(&name, "%04zu", year);
            tally_add(tally, strbuf_slice(&name), years[year], counting->arena);
            strbuf_release(&name);
        }
    return status;
}

static enum status count_terms(struct counting *counting, enum facet_kind kind,
                               const char *prefix)
{
    struct index_share *shares;
    size_t count;
    enum status status = index_reader_shares(
        counting->context->reader, slice_of(prefix), counting->all.documents,
        counting->all.count, counting->arena, &shares, &count,
        &counting->tallies[kind].unknown, counting->err);

    for (size_t i = 0; !status && i < count; i++) {
        struct slice name = shares[i].text;

        if (kind == FACET_SIDE || kind == FACET_ABOUT)
            status = unfold_name(counting->context->reader, prefix,
                                 shares[i].document, counting->arena, &name,
                                 counting->err);
        tally_add(&counting->tallies[kind], name, shares[i].count,
                  counting->arena);
    }
    return status;
}

/* ---- read in the passages ---- */

static void add_known(struct counting *counting, enum facet_kind kind,
                      struct slice name)
{
    if (name.len)
        tally_add(&counting->tallies[kind], name, 1, counting->arena);
    else
        counting->tallies[kind].unknown++;
}

static void add_fields(struct counting *counting, struct hit *hit,
                       struct arena *scratch)
{
    const struct statement *statement = &hit->statement;
    const struct passage *passage = &hit->passage;

    (void)scratch;
    add_known(counting, FACET_ISSUER,
              statement->issuer.len ? statement->issuer
                                    : statement->issuer_side);
    add_known(counting, FACET_SPEAKER, passage->speaker);
    if (!passage->section_count)
        add_known(counting, FACET_SECTION, SLICE_UNKNOWN);
    for (size_t i = 0; i < passage->section_count; i++)
        add_known(counting, FACET_SECTION, passage->sections[i]);
}

static void add_forms(struct counting *counting, struct hit *hit,
                      struct arena *scratch)
{
    struct match match;

    match_find(counting->context, counting->planned, hit, scratch, &match);
    match_mark(counting->planned, &match, scratch, hit);
    if (!hit->form_count)
        add_known(counting, FACET_FORM, SLICE_UNKNOWN);
    for (size_t i = 0; i < hit->form_count; i++)
        add_known(counting, FACET_FORM, slice_trim(hit->forms[i]));
}

/* ---- all of them ---- */

static bool is_asked(const struct counting *counting, unsigned kinds)
{
    for (size_t i = 0; i < counting->request->kind_count; i++)
        if (kinds & 1U << counting->request->kinds[i])
            return true;
    return false;
}

static enum status count_all(struct counting *counting, double *read_factor,
                             double *form_factor)
{
    const unsigned fields =
        1U << FACET_ISSUER | 1U << FACET_SPEAKER | 1U << FACET_SECTION;
    struct sample sample;
    enum status status = STATUS_OK;

    if (is_asked(counting, 1U << FACET_YEAR))
        status = count_years(counting);
    if (!status && is_asked(counting, 1U << FACET_SIDE))
        status = count_terms(counting, FACET_SIDE, PREFIX_SIDE);
    if (!status && is_asked(counting, 1U << FACET_ABOUT))
        status = count_terms(counting, FACET_ABOUT, PREFIX_ABOUT);
    if (!status && is_asked(counting, 1U << FACET_LANGUAGE))
        status = count_terms(counting, FACET_LANGUAGE, PREFIX_LANGUAGE);
    sample = thin(&counting->all, READ_MOST, counting->arena);
    *read_factor = sample.factor;
    if (!status && is_asked(counting, fields))
        status = read_each(counting, &sample, add_fields);
    sample = thin(&counting->all, MATCHED_MOST, counting->arena);
    *form_factor = sample.factor;
    if (!status && is_asked(counting, 1U << FACET_FORM))
        status = read_each(counting, &sample, add_forms);
    return status;
}

static double factor_of(const struct counting *counting, enum facet_kind kind,
                        double read_factor, double form_factor)
{
    if (kind == FACET_FORM)
        return form_factor;
    return kind == FACET_ISSUER || kind == FACET_SPEAKER ||
                   kind == FACET_SECTION
               ? read_factor
               : counting->all.factor;
}

enum status facets_count(const struct planner_context *context,
                         const struct planned *planned,
                         const struct facet_request *request,
                         struct arena *arena, struct facet_counts *out,
                         struct error *err)
{
    struct facet_request asked = *request;
    struct counting counting = {.context = context,
                                .planned = planned,
                                .request = &asked,
                                .arena = arena,
                                .err = err,
                                .out = out};
    double read_factor, form_factor;
    enum status status;

    for (size_t i = 0; !request->kind_count && i < FACET_KINDS; i++)
        asked.kinds[asked.kind_count++] = (enum facet_kind)i;
    *out = (struct facet_counts){0};
    status = find_all(&counting);
    if (!status)
        status = count_all(&counting, &read_factor, &form_factor);
    for (size_t i = 0; !status && i < asked.kind_count; i++)
        make_facet(
            &counting, asked.kinds[i],
            factor_of(&counting, asked.kinds[i], read_factor, form_factor));
    for (size_t i = 0; i < FACET_KINDS; i++) {
        wordmap_release(&counting.tallies[i].names);
        heap_free(counting.tallies[i].counts);
    }
    return status;
}
