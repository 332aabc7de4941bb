/* Turtle to the table of concepts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "common/schema.h"
#include "searchd/heads.h"
#include "searchd/topic_table.h"
#include "searchd/turtle.h"

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define DM   "urn:demarche:ns#"
#define RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

/* One file while it is read. */
struct loading {
    struct topic_table *table;
    const char *name;
    struct slice file; /* the name, kept by the table */
    struct topic_detail *details;
    size_t detail_count, detail_capacity;
};

static struct slice keep(struct loading *loading, struct slice text)
{
    return slice_copy(&loading->table->arena, text);
}

/* What follows namespace in iri; unknown when it is another's. */
static struct slice local_name(struct slice iri, const char *namespace)
{
    struct slice prefix = slice_of(namespace);

    return slice_starts(iri, prefix) ? slice_part(iri, prefix.len, iri.len)
                                     : SLICE_UNKNOWN;
}

static bool is_english(struct slice language)
{
    return slice_equal_nocase(slice_part(language, 0, 2), SLICE("en")) &&
           (language.len == 2 || language.bytes[2] == '-');
}

/* Keep an English text, or the first of all. */
static void take_text(struct loading *loading,
                      const struct turtle_triple *triple, struct slice *text,
                      struct slice *language)
{
    if (slice_is_known(*text) &&
        (is_english(*language) || !is_english(triple->language)))
        return;
    *text = keep(loading, triple->object);
    *language = keep(loading, triple->language);
}

/* The object as a form; its texts are the triple's. */
static struct topic_form form_of(const struct loading *loading,
                                 const struct turtle_triple *triple)
{
    return (struct topic_form){.text = triple->object,
                               .language = triple->language,
                               .head = heads_first(triple->object),
                               .key = topic_key(triple->object),
                               .place = {loading->file, triple->line}};
}

static void take_form(struct loading *loading, struct topic_concept *concept,
                      const struct turtle_triple *triple, bool is_preferred)
{
    struct topic_form form = form_of(loading, triple);

    for (size_t i = 0; i < concept->topic.form_count; i++)
        if (slice_equal(concept->forms[i].text, form.text) &&
            slice_equal(concept->forms[i].language, form.language))
            return;
    concept->forms = heap_grow(concept->forms, concept->topic.form_count,
                               &concept->form_capacity, sizeof form);
    form.text = keep(loading, form.text);
    form.language = keep(loading, form.language);
    form.is_preferred = is_preferred;
    concept->forms[concept->topic.form_count++] = form;
}

static void take_exception(struct loading *loading,
                           const struct turtle_triple *triple)
{
    struct topic_concept *concept =
        topic_table_concept(loading->table, triple->subject);
    struct topic_form form = form_of(loading, triple);

    concept->exceptions =
        heap_grow(concept->exceptions, concept->topic.exception_count,
                  &concept->exception_capacity, sizeof(struct topic_form));
    form.text = keep(loading, form.text);
    form.language = keep(loading, form.language);
    concept->exceptions[concept->topic.exception_count++] = form;
}

static struct topic_detail *find_detail(struct loading *loading,
                                        struct slice node)
{
    for (size_t i = loading->detail_count; i-- > 0;)
        if (slice_equal(loading->details[i].node, node))
            return &loading->details[i];
    return NULL;
}

static void begin_detail(struct loading *loading,
                         const struct turtle_triple *triple, bool is_weight)
{
    loading->details =
        heap_grow(loading->details, loading->detail_count,
                  &loading->detail_capacity, sizeof(struct topic_detail));
    loading->details[loading->detail_count++] = (struct topic_detail){
        .node = keep(loading, triple->object),
        .owner = keep(loading, triple->subject),
        .is_weight = is_weight,
        .factor = -1,
        .line = triple->line,
    };
}

static enum status take_factor(struct loading *loading,
                               const struct turtle_triple *triple,
                               double *factor, struct error *err)
{
    char text[32], *end;

    snprintf(text, sizeof text, "%.*s", SLICE_ARG(triple->object));
    *factor = strtod(text, &end);
    if (end == text || *end || !(*factor >= 0 && *factor <= 10))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u:1: dm:factor '%.*s': expected a number from 0 "
                         "to 10",
                         loading->name, triple->line,
                         SLICE_ARG(triple->object));
    return STATUS_OK;
}

static enum status take_detail(struct loading *loading,
                               struct topic_detail *detail,
                               const struct turtle_triple *triple,
                               struct error *err)
{
    struct slice what = local_name(triple->predicate, DM);
    struct slice object = keep(loading, triple->object);

    if (slice_equal(what, SLICE("form"))) {
        detail->usage.form = object;
        detail->usage.language = keep(loading, triple->language);
    } else if (slice_equal(what, SLICE("side"))) {
        detail->usage.side = object;
    } else if (slice_equal(what, SLICE("from"))) {
        detail->usage.from = object;
    } else if (slice_equal(what, SLICE("to"))) {
        detail->usage.to = object;
    } else if (slice_equal(what, SLICE("concept"))) {
        detail->concept = object;
    } else if (slice_equal(what, SLICE("factor"))) {
        return take_factor(loading, triple, &detail->factor, err);
    }
    return STATUS_OK;
}

/* What SKOS says of a concept; other vocabularies are passed over. */
static void take_skos(struct loading *loading,
                      const struct turtle_triple *triple, struct slice what)
{
    struct topic_table *table = loading->table;
    struct topic_concept *concept = topic_table_concept(table, triple->subject);
    struct topic *topic = &concept->topic;

    if (slice_equal(what, SLICE("prefLabel"))) {
        take_text(loading, triple, &topic->label, &concept->label_language);
        take_form(loading, concept, triple, true);
    } else if (slice_equal(what, SLICE("altLabel")) ||
               slice_equal(what, SLICE("hiddenLabel"))) {
        take_form(loading, concept, triple, false);
    } else if (slice_equal(what, SLICE("notation"))) {
        topic->name = keep(loading, triple->object);
        topic->place = (struct topic_place){loading->file, triple->line};
    } else if (slice_equal(what, SLICE("definition"))) {
        take_text(loading, triple, &topic->definition,
                  &concept->definition_language);
    } else if (slice_equal(what, SLICE("scopeNote"))) {
        take_text(loading, triple, &topic->note, &concept->note_language);
    } else if (slice_equal(what, SLICE("narrower"))) {
        topic_table_link(table, triple->subject, triple->object, true);
    } else if (slice_equal(what, SLICE("broader"))) {
        topic_table_link(table, triple->object, triple->subject, true);
    } else if (slice_equal(what, SLICE("related"))) {
        topic_table_link(table, triple->subject, triple->object, false);
    }
}

static void take_type(struct loading *loading,
                      const struct turtle_triple *triple)
{
    bool is_topic = slice_equal(triple->object, SLICE(DM "Topic"));
    bool is_words = slice_equal(triple->object, SLICE(DM "Words"));

    if (is_topic || is_words ||
        slice_equal(triple->object, SLICE(SKOS "Concept"))) {
        struct topic_concept *concept =
            topic_table_concept(loading->table, triple->subject);

        concept->is_concept = true;
        concept->topic.is_topic |= is_topic;
        concept->topic.is_words |= is_words;
        if (!concept->topic.place.line)
        concept->topic.place =
            (struct topic_place){loading->file, triple->line};
    }
}

static enum status take_triple(void *context,
                               const struct turtle_triple *triple,
                               struct error *err)
{
    struct loading *loading = context;
    struct slice what = local_name(triple->predicate, SKOS);
    struct topic_detail *detail;

    if (slice_is_known(what)) {
        take_skos(loading, triple, what);
        if (loading->table->count > TOPIC_CONCEPTS_MOST)
            return error_set(err, STATUS_TOO_LARGE,
                             "%s:%u:1: more than %d concepts", loading->name,
                             triple->line, TOPIC_CONCEPTS_MOST);
        return STATUS_OK;
    }
    if (slice_equal(triple->predicate, SLICE(RDF "type"))) {
        take_type(loading, triple);
        return STATUS_OK;
    }
    if (slice_equal(triple->predicate, SLICE(DM "usage")) ||
        slice_equal(triple->predicate, SLICE(DM "weight"))) {
        begin_detail(loading, triple,
                     slice_ends(triple->predicate, SLICE("weight")));
        return STATUS_OK;
    }
    if (slice_equal(triple->predicate, SLICE(DM "except"))) {
        take_exception(loading, triple);
        return STATUS_OK;
    }
    detail = find_detail(loading, triple->subject);
    return detail ? take_detail(loading, detail, triple, err) : STATUS_OK;
}

static enum status end_detail(struct loading *loading,
                              const struct topic_detail *detail,
                              struct error *err)
{
    struct topic_concept *concept =
        topic_table_concept(loading->table, detail->owner);

    if (detail->is_weight) {
        if (!slice_is_known(detail->concept) || detail->factor < 0)
            return error_set(err, STATUS_BAD_FORMAT,
                             "%s:%u:1: dm:weight needs dm:concept and "
                             "dm:factor",
                             loading->name, detail->line);
        topic_table_weigh(loading->table, detail->owner, detail->concept,
                          detail->factor);
        return STATUS_OK;
    }
    if (!slice_is_known(detail->usage.form) ||
        !slice_is_known(detail->usage.side))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u:1: dm:usage needs dm:form and dm:side",
                         loading->name, detail->line);
    concept->usages = heap_grow(concept->usages, concept->topic.usage_count,
                                &concept->usage_capacity, sizeof detail->usage);
    concept->usages[concept->topic.usage_count++] = detail->usage;
    return STATUS_OK;
}

static enum status load_file(struct topic_table *table, const char *path,
                             struct error *err)
{
    struct loading loading = {.table = table,
                              .name = path,
                              .file =
                                  slice_copy(&table->arena, slice_of(path))};
    struct strbuf text = STRBUF_INIT;
    enum status status = file_read(path, SCHEMA_FILE_BYTES_MOST, &text, err);

    if (!status)
        status =
            turtle_read(strbuf_slice(&text), path, take_triple, &loading, err);
    for (size_t i = 0; !status && i < loading.detail_count; i++)
        status = end_detail(&loading, &loading.details[i], err);
    heap_free(loading.details);
    strbuf_release(&text);
    return status;
}

enum status topic_table_load(struct topic_table *table, const char *path,
                             struct error *err)
{
    struct arena arena = ARENA_INIT;
    char **names;
    size_t count;
    enum status status = topic_files(path, &arena, &names, &count, err);

    for (size_t i = 0; !status && i < count; i++)
        status = load_file(table, names[i], err);
    arena_release(&arena);
    return status;
}
