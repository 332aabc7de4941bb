#include "searchd/topic.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "searchd/topic_table.h"

struct topic_table *topic_table_new(void)
{
    return heap_alloc(sizeof(struct topic_table));
}

void topic_table_free(struct topic_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->count; i++) {
        heap_free(table->concepts[i].forms);
        heap_free(table->concepts[i].exceptions);
        heap_free(table->concepts[i].usages);
    }
    heap_free(table->concepts);
    heap_free(table->map);
    heap_free(table->links);
    heap_free(table->by_name);
    heap_free(table->labels);
    heap_free(table->claims);
    heap_free(table->claim_map);
    arena_release(&table->arena);
    heap_free(table);
}

static size_t find_slot(const struct topic_table *table, struct slice iri)
{
    size_t slot = (size_t)slice_hash(iri) & (table->map_size - 1);

    while (table->map[slot] &&
           !slice_equal(table->concepts[table->map[slot] - 1].topic.iri, iri))
        slot = (slot + 1) & (table->map_size - 1);
    return slot;
}

size_t topic_table_place(const struct topic_table *table, struct slice iri)
{
    size_t place = table->map_size ? table->map[find_slot(table, iri)] : 0;

    return place ? place - 1 : SIZE_MAX;
}

static void grow_map(struct topic_table *table)
{
    heap_free(table->map);
    table->map_size = table->map_size ? table->map_size * 2 : 64;
    table->map = heap_alloc(table->map_size * sizeof *table->map);
    for (size_t i = 0; i < table->count; i++)
        table->map[find_slot(table, table->concepts[i].topic.iri)] = i + 1;
}

/* The end of an IRI, behind its last '#', '/' or ':'. */
static struct slice last_part(struct slice iri)
{
    size_t start = iri.len;

    while (start > 0 && !strchr("#/:", iri.bytes[start - 1]))
        start--;
    return slice_part(iri, start, iri.len);
}

struct topic_concept *topic_table_concept(struct topic_table *table,
                                          struct slice iri)
{
    size_t place = topic_table_place(table, iri);
    struct topic_concept *concept;

    if (place != SIZE_MAX)
        return &table->concepts[place];
    table->concepts = heap_grow(table->concepts, table->count, &table->capacity,
                                sizeof *table->concepts);
    concept = &table->concepts[table->count++];
    *concept = (struct topic_concept){0};
    concept->topic.iri = slice_copy(&table->arena, iri);
    if (table->count * 2 > table->map_size)
        grow_map(table);
    table->map[find_slot(table, concept->topic.iri)] = table->count;
    return concept;
}

static struct topic_link *add_link(struct topic_table *table, struct slice from,
                                   struct slice to)
{
    struct topic_link *link;

    table->links = heap_grow(table->links, table->link_count,
                             &table->link_capacity, sizeof *table->links);
    link = &table->links[table->link_count++];
    *link = (struct topic_link){.from = slice_copy(&table->arena, from),
                                .to = slice_copy(&table->arena, to)};
    return link;
}

void topic_table_link(struct topic_table *table, struct slice from,
                      struct slice to, bool is_narrower)
{
    add_link(table, from, to)->is_narrower = is_narrower;
}

void topic_table_weigh(struct topic_table *table, struct slice from,
                       struct slice to, double factor)
{
    struct topic_link *link = add_link(table, from, to);

    link->is_weight = true;
    link->factor = factor;
}

static int compare_places(const void *a, const void *b, void *context)
{
    const struct topic_table *table = context;
    const struct topic *left = &table->concepts[*(const size_t *)a].topic;
    const struct topic *right = &table->concepts[*(const size_t *)b].topic;
    int order = slice_compare(left->name, right->name);

    return order ? order : slice_compare(left->iri, right->iri);
}

static enum status finish_concept(struct topic_concept *concept,
                                  struct error *err)
{
    struct topic *topic = &concept->topic;

    topic->forms = concept->forms;
    topic->exceptions = concept->exceptions;
    topic->usages = concept->usages;
    if (!slice_is_known(topic->name))
        topic->name = last_part(topic->iri);
    if (!slice_is_known(topic->label))
        topic->label = topic->name;
    if (topic->is_topic && !topic->form_count)
        return error_set(err, STATUS_BAD_FORMAT,
                         "topics: '%.*s' has no skos:prefLabel",
                         SLICE_ARG(topic->name));
    return STATUS_OK;
}

static void connect(struct topic_table *table)
{
    for (size_t i = 0; i < table->link_count; i++) {
        struct topic_link *link = &table->links[i];

        link->from_place = topic_table_place(table, link->from);
        link->to_place = topic_table_place(table, link->to);
    }
}

static void list_labels(struct topic_table *table)
{
    size_t most = 0;

    for (size_t i = 0; i < table->by_name_count; i++)
        most += topic_table_at(table, i)->form_count;
    heap_free(table->labels);
    table->labels = heap_alloc((most + 1) * sizeof *table->labels);
    table->label_count = 0;
    for (size_t i = 0; i < table->by_name_count; i++) {
        const struct topic *topic = topic_table_at(table, i);

        for (size_t form = 0; form < topic->form_count; form++)
            table->labels[table->label_count++] =
                (struct topic_label){topic, &topic->forms[form]};
    }
}

enum status topic_table_finish(struct topic_table *table, struct error *err)
{
    enum status status = STATUS_OK;

    heap_free(table->by_name);
    table->by_name = heap_alloc((table->count + 1) * sizeof *table->by_name);
    table->by_name_count = 0;
    for (size_t i = 0; !status && i < table->count; i++) {
        struct topic_concept *concept = &table->concepts[i];

        status = finish_concept(concept, err);
        if (concept->is_concept || concept->topic.form_count)
            table->by_name[table->by_name_count++] = i;
    }
    if (status)
        return status;
    connect(table);
    if (table->by_name_count)
        qsort_r(table->by_name, table->by_name_count, sizeof *table->by_name,
                compare_places, table);
    list_labels(table);
    return topic_table_claim(table, err);
}

size_t topic_table_labels(const struct topic_table *table,
                          const struct topic_label **out)
{
    *out = table->labels;
    return table->label_count;
}

size_t topic_table_count(const struct topic_table *table)
{
    return table->by_name_count;
}

const struct topic *topic_table_at(const struct topic_table *table,
                                   size_t place)
{
    assert(place < table->by_name_count);
    return &table->concepts[table->by_name[place]].topic;
}

/* Parts found so far, with the steps down that are still to take. */
struct walk {
    const struct topic_table *table;
    struct topic_part *parts;
    size_t *places;
    bool *is_fixed; /* dm:weight gave the factor */
    size_t count;
};

static void add_part(struct walk *walk, size_t place, double factor,
                     bool is_fixed)
{
    if (place == SIZE_MAX || factor <= 0)
        return;
    for (size_t i = 0; i < walk->count; i++)
        if (walk->places[i] == place) {
            if (!walk->is_fixed[i] && factor > walk->parts[i].factor)
                walk->parts[i].factor = factor;
            return;
        }
    if (walk->count == TOPIC_PARTS_MOST)
        return;
    walk->parts[walk->count] =
        (struct topic_part){&walk->table->concepts[place].topic, factor};
    walk->places[walk->count] = place;
    walk->is_fixed[walk->count++] = is_fixed;
}

size_t topic_parts(const struct topic_table *table, const struct topic *topic,
                   struct topic_part *out)
{
    size_t places[TOPIC_PARTS_MOST];
    bool is_fixed[TOPIC_PARTS_MOST];
    struct walk walk = {table, out, places, is_fixed, 0};
    size_t own = topic_table_place(table, topic->iri);

    add_part(&walk, own, 1, true);
    for (size_t i = 0; i < table->link_count; i++)
        if (table->links[i].is_weight && table->links[i].from_place == own)
            add_part(&walk, table->links[i].to_place, table->links[i].factor,
                     true);
    for (size_t at = 0; at < walk.count; at++) {
        if (places[at] != own && is_fixed[at])
            continue; /* what a weight names comes without its parts */
        for (size_t i = 0; i < table->link_count; i++)
            if (table->links[i].is_narrower &&
                table->links[i].from_place == places[at])
                add_part(&walk, table->links[i].to_place,
                         out[at].factor * TOPIC_NARROWER_FACTOR, false);
    }
    return walk.count;
}

static bool relates(const struct topic_link *link, size_t own,
                    enum topic_relation relation, size_t *other)
{
    if (link->is_weight || link->is_narrower != (relation != TOPIC_RELATED))
        return false;
    if (relation != TOPIC_BROADER && link->from_place == own) {
        *other = link->to_place;
        return true;
    }
    if (relation != TOPIC_NARROWER && link->to_place == own) {
        *other = link->from_place;
        return true;
    }
    return false;
}

size_t topic_relatives(const struct topic_table *table,
                       const struct topic *topic, enum topic_relation relation,
                       const struct topic **out, size_t most)
{
    size_t own = topic_table_place(table, topic->iri), count = 0;

    for (size_t i = 0; i < table->link_count && count < most; i++) {
        const struct topic *found;
        size_t other, seen = 0;

        if (!relates(&table->links[i], own, relation, &other))
            continue;
        found = &table->concepts[other].topic;
        while (seen < count && out[seen] != found)
            seen++;
        if (seen == count)
            out[count++] = found;
    }
    return count;
}
