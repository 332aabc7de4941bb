/* Which concept has which name: a hash of all names and labels. */
#include <string.h>

#include "searchd/forms.h"
#include "searchd/topic_table.h"

/* FNV-1a. */
uint32_t topic_key(struct slice text)
{
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte >= 'A' && byte <= 'Z')
            byte = (unsigned char)(byte - 'A' + 'a');
        hash = (hash ^ byte) * 16777619U;
    }
    return hash;
}

static struct slice claim_text(const struct topic_table *table,
                               const struct topic_claim *claim)
{
    const struct topic *topic = &table->concepts[claim->concept].topic;

    return claim->form == SIZE_MAX ? topic->name
                                   : topic->forms[claim->form].text;
}

static size_t slot_of(const struct topic_table *table, uint32_t key)
{
    return key & (table->claim_map_size - 1);
}

const struct topic_claim *topic_table_claims(const struct topic_table *table,
                                             struct slice text, size_t *at)
{
    size_t next;

    if (!table->claim_map_size || *at == SIZE_MAX)
        return NULL;
    next = *at ? table->claims[*at - 1].next
               : table->claim_map[slot_of(table, topic_key(text))];
    while (next) {
        const struct topic_claim *claim = &table->claims[next - 1];

        if (slice_equal_nocase(claim_text(table, claim), text)) {
            *at = next;
            return claim;
        }
        next = claim->next;
    }
    *at = SIZE_MAX;
    return NULL;
}

static void add_claim(struct topic_table *table, size_t concept, size_t form)
{
    const struct topic *topic = &table->concepts[concept].topic;
    struct topic_claim *claim = &table->claims[table->claim_count++];
    uint32_t key =
        form == SIZE_MAX ? topic_key(topic->name) : topic->forms[form].key;
    size_t slot = slot_of(table, key);

    *claim = (struct topic_claim){.concept = concept, .form = form};
    claim->next = table->claim_map[slot];
    table->claim_map[slot] = table->claim_count;
}

static enum status add_name(struct topic_table *table, size_t concept,
                            struct error *err)
{
    const struct topic *topic = &table->concepts[concept].topic;
    const struct topic_claim *claim;
    size_t at = 0;

    while ((claim = topic_table_claims(table, topic->name, &at))) {
        const struct topic *other = &table->concepts[claim->concept].topic;

        if (claim->form == SIZE_MAX)
            return error_set(err, STATUS_BAD_FORMAT,
                             "%.*s:%u:1: the name '%.*s' is that of another "
                             "concept already, %.*s:%u; give one of them "
                             "another skos:notation",
                             SLICE_ARG(topic->place.file), topic->place.line,
                             SLICE_ARG(topic->name),
                             SLICE_ARG(other->place.file), other->place.line);
    }
    add_claim(table, concept, SIZE_MAX);
    return STATUS_OK;
}

static size_t count_claims(const struct topic_table *table)
{
    size_t count = 0;

    for (size_t i = 0; i < table->count; i++)
        count += 1 + table->concepts[i].topic.form_count;
    return count;
}

enum status topic_table_claim(struct topic_table *table, struct error *err)
{
    size_t most = count_claims(table);
    enum status status = STATUS_OK;

    heap_free(table->claims);
    heap_free(table->claim_map);
    table->claims = heap_alloc((most + 1) * sizeof *table->claims);
    table->claim_count = 0;
    table->claim_map_size = 64;
    while (table->claim_map_size < 2 * most)
        table->claim_map_size *= 2;
    table->claim_map =
        heap_alloc(table->claim_map_size * sizeof *table->claim_map);
    for (size_t i = 0; !status && i < table->count; i++)
        if (table->concepts[i].is_concept ||
            table->concepts[i].topic.form_count)
            status = add_name(table, i, err);
    for (size_t i = 0; !status && i < table->count; i++)
        for (size_t form = 0; form < table->concepts[i].topic.form_count;
             form++)
            add_claim(table, i, form);
    return status;
}

/* Does a come before b when both have a label that is asked for? */
static bool is_before(const struct topic *a, const struct topic *b)
{
    if (a->is_topic != b->is_topic)
        return a->is_topic;
    if (a->is_words != b->is_words)
        return b->is_words;
    return slice_compare(a->name, b->name) < 0;
}

const struct topic *topic_find(const struct topic_table *table,
                               struct slice name)
{
    const struct topic *found = NULL;
    const struct topic_claim *claim;
    size_t at = 0;

    while ((claim = topic_table_claims(table, name, &at))) {
        const struct topic *topic = &table->concepts[claim->concept].topic;

        if (claim->form == SIZE_MAX)
            return topic;
        if (!found || is_before(topic, found))
            found = topic;
    }
    return found;
}

const struct topic *topic_named(const struct topic_table *table,
                                struct slice label)
{
    const struct topic *found[2] = {NULL, NULL}; /* concept, topic */
    const struct topic_claim *claim;
    size_t at = 0;
    bool is_shared = false;

    while ((claim = topic_table_claims(table, label, &at))) {
        const struct topic *topic = &table->concepts[claim->concept].topic;
        const struct topic **kept = &found[topic->is_topic];
        struct slice form;

        if (claim->form == SIZE_MAX || topic->is_words)
            continue;
        form = topic->forms[claim->form].text;
        if (form_is_acronym(form) && !slice_equal(form, label))
            continue;
        is_shared |= *kept && *kept != topic && !topic->is_topic;
        if (!*kept || is_before(topic, *kept))
            *kept = topic;
    }
    if (is_shared)
        return NULL;
    return found[0] ? found[0] : found[1];
}

bool topic_table_are_linked(const struct topic_table *table, size_t a, size_t b)
{
    for (size_t i = 0; i < table->link_count; i++) {
        const struct topic_link *link = &table->links[i];

        if ((link->from_place == a && link->to_place == b) ||
            (link->from_place == b && link->to_place == a))
            return true;
    }
    return false;
}
