#include "bench/spelling.h"

#include <stdlib.h>
#include <string.h>

#include "common/fold.h"
#include "common/stem.h"
#include "common/terms.h"

enum { SPELLINGS_MOST = 8 };

/* A word as analysed, and as Snowball alone would have it. */
struct form {
    struct slice word;
    struct slice term;
    struct slice stem;
    size_t cluster; /* 0: none, the word is of the vocabulary */
};

struct bench {
    struct arena *arena;
    struct analyser *analyser;
    struct stem stem;
    struct strbuf folded;
    struct form *forms;
    size_t form_count, form_capacity;
    size_t cluster;
    bool is_verified; /* the cluster at hand */
    struct spelling_report *report;
    size_t missed_capacity, join_capacity;
};

static struct form form_of(struct bench *bench, struct slice word)
{
    struct form form = {word, SLICE(""), SLICE(""), bench->cluster};
    struct strbuf term = STRBUF_INIT, stem = STRBUF_INIT;
    struct term *terms;
    size_t count;

    terms_analyse(bench->analyser, word, SLICE("en"), bench->arena, &terms,
                  &count);
    for (size_t i = 0; i < count; i++) {
        if (i)
            strbuf_add_byte(&term, ' ');
        strbuf_add(&term, terms[i].text);
        strbuf_reset(&bench->folded);
        fold_add_without_marks(terms[i].exact, &bench->folded);
        strbuf_add(&stem, stem_word(&bench->stem, STEM_ENGLISH,
                                    strbuf_slice(&bench->folded)));
    }
    form.term = slice_copy(bench->arena, strbuf_slice(&term));
    form.stem = slice_copy(bench->arena, strbuf_slice(&stem));
    strbuf_release(&term);
    strbuf_release(&stem);
    return form;
}

static void add_form(struct bench *bench, const struct form *form)
{
    if (form->term.len == 0 ||
        (form->word.bytes[0] >= '0' && form->word.bytes[0] <= '9'))
        return; /* numbers have no spelling */
    bench->forms = heap_grow(bench->forms, bench->form_count,
                             &bench->form_capacity, sizeof *bench->forms);
    bench->forms[bench->form_count++] = *form;
}

/* ---- pairs ---- */

/* The spellings of one line: those that are first choice in American and in
 * British English (with -ise or -ize). */
struct spellings {
    struct slice american[SPELLINGS_MOST];
    struct slice british[SPELLINGS_MOST];
    size_t american_count, british_count;
};

static void add_spelling(struct slice *list, size_t *count, struct slice word)
{
    if (*count < SPELLINGS_MOST)
        list[(*count)++] = word;
}

/* "A Bv C: abettor": the tags that are a letter alone are first choices. */
static void read_spelling(struct bench *bench, struct slice part,
                          struct spellings *out)
{
    size_t colon = slice_find(part, SLICE(":"), 0);
    struct slice tags = slice_part(part, 0, colon);
    struct slice word, tag;
    struct form form;

    if (colon == SIZE_MAX)
        return;
    word = slice_trim(slice_part(part, colon + 1, part.len));
    form = form_of(bench, word);
    add_form(bench, &form);
    while (slice_next(&tags, ' ', &tag)) {
        if (slice_equal(tag, SLICE("A")))
            add_spelling(out->american, &out->american_count, word);
        if (slice_equal(tag, SLICE("B")) || slice_equal(tag, SLICE("Z")))
            add_spelling(out->british, &out->british_count, word);
    }
}

static void add_missed(struct bench *bench, struct slice a, struct slice b)
{
    struct spelling_report *report = bench->report;

    report->missed = heap_grow(report->missed, report->missed_count,
                               &bench->missed_capacity, sizeof *report->missed);
    report->missed[report->missed_count++] = (struct spelling_pair){a, b};
}

static void count_pair(struct bench *bench, struct slice american,
                       struct slice british)
{
    struct spelling_report *report = bench->report;
    struct form a = form_of(bench, american);
    struct form b = form_of(bench, british);
    bool is_met = a.term.len && slice_equal(a.term, b.term);
    bool is_met_plain = a.stem.len && slice_equal(a.stem, b.stem);

    report->plain.pairs++;
    report->plain.met += is_met_plain;
    report->all.pairs++;
    report->all.met += is_met;
    if (!bench->is_verified)
        return;
    report->verified.pairs++;
    report->verified.met += is_met;
    if (!is_met)
        add_missed(bench, american, british);
}

static void count_pairs(struct bench *bench, const struct spellings *found)
{
    for (size_t i = 0; i < found->american_count; i++)
        for (size_t j = 0; j < found->british_count; j++)
            if (!slice_equal(found->american[i], found->british[j]))
                count_pair(bench, found->american[i], found->british[j]);
}

/* "A B: analogue / A.: analog | analogous" */
static void read_line(struct bench *bench, struct slice line)
{
    struct spellings found = {.american_count = 0};
    struct slice part;

    line = slice_part(line, 0, slice_find(line, SLICE(" | "), 0));
    line = slice_part(line, 0, slice_find(line, SLICE(" #"), 0));
    while (slice_next(&line, '/', &part))
        read_spelling(bench, slice_trim(part), &found);
    count_pairs(bench, &found);
}

/* "# abettor <verified> (level 50)" */
static void read_heading(struct bench *bench, struct slice line)
{
    bench->cluster++;
    bench->is_verified = slice_find(line, SLICE("<verified>"), 0) != SIZE_MAX;
}

static void read_list(struct bench *bench, struct slice list)
{
    struct slice line;

    while (slice_next(&list, '\n', &line)) {
        if (slice_starts(line, SLICE("# ")))
            read_heading(bench, line);
        else if (line.len && line.bytes[0] != '#')
            read_line(bench, line);
    }
    bench->cluster = 0;
}

static void read_vocabulary(struct bench *bench, struct slice vocabulary)
{
    struct term *terms;
    size_t count;
    struct slice line;

    while (slice_next(&vocabulary, '\n', &line)) {
        terms_analyse(bench->analyser, line, SLICE("en"), bench->arena, &terms,
                      &count);
        for (size_t i = 0; i < count; i++) {
            struct form form = form_of(bench, terms[i].exact);
            add_form(bench, &form);
        }
    }
}

/* ---- joins ---- */

static int compare_forms(const void *a, const void *b)
{
    const struct form *x = a;
    const struct form *y = b;
    int order = slice_compare(x->term, y->term);

    if (order == 0)
        order = slice_compare(x->word, y->word);
    if (order == 0)
        order = x->cluster < y->cluster ? -1 : x->cluster > y->cluster;
    return order;
}

static void drop_repeats(struct bench *bench)
{
    size_t kept = 0;

    for (size_t i = 0; i < bench->form_count; i++)
        if (kept == 0 ||
            compare_forms(&bench->forms[kept - 1], &bench->forms[i]) != 0)
            bench->forms[kept++] = bench->forms[i];
    bench->form_count = kept;
}

static bool are_akin(const struct form *a, const struct form *b)
{
    return (a->cluster && a->cluster == b->cluster) ||
           slice_equal(a->stem, b->stem) || slice_equal(a->word, b->word);
}

/* Spread from the first form to all that are akin to one reached. */
static void reach_akin(const struct form *forms, size_t count, bool *reached)
{
    bool has_changed = true;

    reached[0] = true;
    while (has_changed) {
        has_changed = false;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < count && reached[i]; j++)
                if (!reached[j] && are_akin(&forms[i], &forms[j]))
                    has_changed = reached[j] = true;
    }
}

/* All forms have one term: report the first that has no link to the rest. */
static void check_group(struct bench *bench, const struct form *forms,
                        size_t count)
{
    struct spelling_report *report = bench->report;
    bool *reached = arena_array(bench->arena, count, sizeof *reached);

    reach_akin(forms, count, reached);
    for (size_t i = 1; i < count; i++) {
        if (reached[i])
            continue;
        report->joins = heap_grow(report->joins, report->join_count,
                                  &bench->join_capacity, sizeof *report->joins);
        report->joins[report->join_count++] =
            (struct spelling_join){forms[0].term, forms[0].word, forms[i].word};
        return;
    }
}

static void check_groups(struct bench *bench)
{
    size_t start = 0;

    if (bench->form_count)
        qsort(bench->forms, bench->form_count, sizeof *bench->forms,
              compare_forms);
    drop_repeats(bench);
    bench->report->words = bench->form_count;
    for (size_t i = 1; i <= bench->form_count; i++) {
        if (i < bench->form_count &&
            slice_equal(bench->forms[i].term, bench->forms[start].term))
            continue;
        check_group(bench, bench->forms + start, i - start);
        start = i;
    }
}

/* Move a grown array to the arena. */
static void *settle(struct arena *arena, void *array, size_t count, size_t size)
{
    void *settled = arena_array(arena, count, size);

    if (count)
        memcpy(settled, array, count * size);
    heap_free(array);
    return settled;
}

void spelling_measure(struct slice list, struct slice vocabulary,
                      struct arena *arena, struct spelling_report *out)
{
    struct bench bench = {.arena = arena, .report = out};

    *out = (struct spelling_report){.words = 0};
    bench.analyser = analyser_new();
    read_list(&bench, list);
    read_vocabulary(&bench, vocabulary);
    check_groups(&bench);
    out->missed =
        settle(arena, out->missed, out->missed_count, sizeof *out->missed);
    out->joins = settle(arena, out->joins, out->join_count, sizeof *out->joins);
    for (size_t i = 0; i < out->join_count; i++)
        out->joins[i].term = slice_copy(arena, out->joins[i].term);
    heap_free(bench.forms);
    strbuf_release(&bench.folded);
    stem_release(&bench.stem);
    analyser_free(bench.analyser);
}
