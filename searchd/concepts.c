#include "searchd/concepts.h"

#include <stdlib.h>

#include "searchd/forms.h"

/* A concept that counts less for a topic does not make it one. */
#define FACTOR_LEAST 0.5

struct part {
    const struct topic *concept;
    size_t topic; /* place in the table */
};

struct concepts {
    const struct topic_table *table;
    struct analyser *analyser;
    struct arena arena;
    struct form_list forms; /* group: place of the concept */
    struct part *parts;     /* by concept, then topic */
    size_t part_count;
};

/* ---- the names ---- */

static void add_form(struct concepts *concepts, const struct topic_form *source,
                     size_t place, bool is_except)
{
    const struct slice languages[] = {SLICE_UNKNOWN, source->language};
    struct form form;

    if (!source->text.len)
        return;
    form_make(concepts->analyser, source->text, languages,
              slice_is_known(source->language) ? 2 : 1, &concepts->arena,
              &form);
    form.group = place;
    form.is_bound = true;
    form.is_except = is_except;
    if (!is_except) {
        form.is_capitals = form_is_acronym(form.text);
        form.is_name = form_is_name(form.text);
        form.is_tight = !memchr(form.text.bytes, ',', form.text.len) &&
                        !memchr(form.text.bytes, '(', form.text.len);
    }
    forms_add(&concepts->forms, &form);
}

static void add_concept(struct concepts *concepts, size_t place)
{
    const struct topic *concept = topic_table_at(concepts->table, place);

    if (concept->is_words)
        return;
    for (size_t i = 0; i < concept->form_count; i++)
        add_form(concepts, &concept->forms[i], place, false);
    for (size_t i = 0; i < concept->exception_count; i++)
        add_form(concepts, &concept->exceptions[i], place, true);
}

/* ---- the topics ---- */

static int compare_parts(const void *a, const void *b)
{
    const struct part *left = a, *right = b;

    if (left->concept != right->concept)
    return left->concept < right->concept ? -1 : 1;
    return left->topic < right->topic ? -1 : left->topic > right->topic;
}

static void add_topics(struct concepts *concepts)
{
    struct topic_part parts[TOPIC_PARTS_MOST];
    size_t capacity = 0;

    for (size_t i = 0; i < topic_table_count(concepts->table); i++) {
        const struct topic *topic = topic_table_at(concepts->table, i);
        size_t count =
            topic->is_topic ? topic_parts(concepts->table, topic, parts) : 0;

        for (size_t k = 0; k < count; k++) {
            if (parts[k].factor < FACTOR_LEAST)
                continue;
            concepts->parts = heap_grow(concepts->parts, concepts->part_count,
                                        &capacity, sizeof *concepts->parts);
            concepts->parts[concepts->part_count++] =
                (struct part){parts[k].topic, i};
        }
    }
    if (concepts->part_count)
        qsort(concepts->parts, concepts->part_count, sizeof *concepts->parts,
              compare_parts);
}

struct concepts *concepts_new(const struct topic_table *table,
                              struct analyser *analyser)
{
    struct concepts *concepts = heap_alloc(sizeof *concepts);

    concepts->table = table;
    concepts->analyser = analyser;
    for (size_t i = 0; i < topic_table_count(table); i++)
        add_concept(concepts, i);
    forms_prepare(&concepts->forms, &concepts->arena);
    add_topics(concepts);
    return concepts;
}

void concepts_free(struct concepts *concepts)
{
    if (!concepts)
        return;
    forms_release(&concepts->forms);
    heap_free(concepts->parts);
    arena_release(&concepts->arena);
    heap_free(concepts);
}

/* ---- a text ---- */

static int compare_places(const void *a, const void *b)
{
    const struct concept_place *left = a, *right = b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->end != right->end)
        return left->end > right->end ? -1 : 1; /* the longest first */
    if (left->concept->is_topic != right->concept->is_topic)
    return left->concept->is_topic ? 1 : -1;
    return slice_compare(left->concept->name, right->concept->name);
}

void concepts_find(const struct concepts *concepts, struct slice text,
                   struct slice language, struct arena *arena,
                   struct concept_place **out, size_t *count)
{
    struct term *terms;
    struct form_match *matches;
    size_t term_count, match_count, end = 0;

    terms_analyse(concepts->analyser, text, language, arena, &terms,
                  &term_count);
    forms_find(&concepts->forms, text, language, terms, term_count, arena,
               &matches, &match_count);
    *out = arena_array(arena, match_count, sizeof **out);
    *count = 0;
    for (size_t i = 0; i < match_count; i++)
        (*out)[i] = (struct concept_place){
            .concept = topic_table_at(
                concepts->table, concepts->forms.items[matches[i].form].group),
            .start = matches[i].start,
            .end = matches[i].end};
    if (match_count)
        qsort(*out, match_count, sizeof **out, compare_places);
    for (size_t i = 0; i < match_count; i++) {
        struct concept_place *last = *count ? &(*out)[*count - 1] : NULL;

        if (last && last->start == (*out)[i].start &&
            last->end == (*out)[i].end && (*out)[i].concept->is_topic &&
            !last->topic)
        last->topic = (*out)[i].concept;
        if ((*out)[i].start < end)
            continue;
        end = (*out)[i].end;
        (*out)[(*count)++] = (*out)[i];
    }
}

/* ---- its topics ---- */

struct tally {
    const struct topic *topic;
    size_t count;
    size_t last; /* the place counted last, + 1 */
};

static int compare_tallies(const void *a, const void *b)
{
    const struct tally *left = a, *right = b;

    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    if (!left->topic || !right->topic)
        return left->topic ? -1 : right->topic ? 1 : 0;
    return slice_compare(left->topic->name, right->topic->name);
}

/* The first part with this concept, or behind all before it. */
static size_t find_part(const struct concepts *concepts,
                        const struct topic *concept)
{
    size_t low = 0, high = concepts->part_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (concepts->parts[middle].concept < concept)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Count place i of a concept for each of its topics, once. */
static void add_to(const struct concepts *concepts, const struct topic *concept,
                   size_t i, struct tally *tallies)
{
    for (size_t p = find_part(concepts, concept);
         p < concepts->part_count && concepts->parts[p].concept == concept;
         p++) {
        size_t topic = concepts->parts[p].topic;

        tallies[topic].topic = topic_table_at(concepts->table, topic);
        tallies[topic].count += tallies[topic].last != i + 1;
        tallies[topic].last = i + 1;
    }
}

size_t concepts_topics(const struct concepts *concepts,
                       const struct concept_place *found, size_t count,
                       struct arena *arena, const struct topic **out,
                       size_t most)
{
    size_t topics = topic_table_count(concepts->table), given = 0;
    struct tally *tallies = arena_array(arena, topics + 1, sizeof *tallies);

    for (size_t i = 0; i < count; i++) {
        add_to(concepts, found[i].concept, i, tallies);
        if (found[i].topic)
            add_to(concepts, found[i].topic, i, tallies);
    }
    qsort(tallies, topics + 1, sizeof *tallies, compare_tallies);
    while (given < most && tallies[given].count) {
        out[given] = tallies[given].topic;
        given++;
    }
    return given;
}
