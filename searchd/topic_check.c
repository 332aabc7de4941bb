/* What is wrong with a table that can be used all the same. */
#include "searchd/topic_table.h"

struct checking {
    const struct topic_table *table;
    struct strbuf *out;
    size_t count;
};

static void begin_fault(struct checking *checking,
                        const struct topic_place *place)
{
    checking->count++;
    strbuf_add_clean(checking->out, place->file);
    strbuf_add_format(checking->out, ":%u: ", place->line);
}

static void add_quoted(struct checking *checking, struct slice text)
{
    strbuf_add_byte(checking->out, '\'');
    strbuf_add_clean(checking->out, text);
    strbuf_add_byte(checking->out, '\'');
}

/* A fault of a concept: "'name' WHAT 'text'". */
static void add_fault(struct checking *checking,
                      const struct topic_place *place,
                      const struct topic *topic, const char *what,
                      struct slice text)
{
    begin_fault(checking, place);
    add_quoted(checking, topic->name);
    strbuf_add_format(checking->out, " %s", what);
    if (slice_is_known(text)) {
        strbuf_add_byte(checking->out, ' ');
        add_quoted(checking, text);
    }
    strbuf_add_byte(checking->out, '\n');
}

/* The languages that are written of diplomacy, by ISO 639-1. */
static bool is_known_language(struct slice language)
{
    static const char known[] =
        " ar az be bg bn bs ca cs cy da de dv dz el en es et eu fa fi fr ga he "
        "hi hr hu hy id is it ja ka kk km ko ky lo lt lv mg mk mn ms mt my ne "
        "nl no pl ps pt ro ru si sk sl so sq sr sv sw ta tg th tk tr uk ur uz "
        "vi zh ";
    struct slice main_part = slice_part(language, 0, 2);
    struct strbuf word = STRBUF_INIT;
    bool is_known;

    strbuf_add_format(&word, " %.*s ", SLICE_ARG(main_part));
    is_known = main_part.len == 2 &&
               (language.len == 2 || language.bytes[2] == '-') &&
               slice_find(slice_of(known), strbuf_slice(&word), 0) != SIZE_MAX;
    strbuf_release(&word);
    return is_known;
}

/* Does a label of the concept stand in its file before? */
static bool is_preferred_before(const struct topic *topic, size_t form)
{
    for (size_t i = 0; i < form; i++)
        if (topic->forms[i].is_preferred &&
            slice_equal(topic->forms[i].language, topic->forms[form].language))
            return true;
    return false;
}

static void check_label(struct checking *checking, const struct topic *topic,
                        size_t place)
{
    const struct topic_form *form = &topic->forms[place];

    if (slice_is_known(form->language) && !is_known_language(form->language))
        add_fault(
            checking, &form->place, topic,
            "has a label in a language that is not known:", form->language);
    if (form->is_preferred && is_preferred_before(topic, place))
        add_fault(checking, &form->place, topic,
                  "has two preferred labels in one language, the second:",
                  form->text);
}

/* Has the concept the same label in another language before? */
static bool is_said_before(const struct topic *topic,
                           const struct topic_form *form)
{
    for (const struct topic_form *other = topic->forms; other < form; other++)
        if (slice_equal_nocase(other->text, form->text))
            return true;
    return false;
}

/* Told once, at the concept that comes later. */
static void check_claims(struct checking *checking, size_t concept,
                         const struct topic_form *form)
{
    const struct topic_table *table = checking->table;
    const struct topic *topic = &table->concepts[concept].topic;
    const struct topic_claim *claim;
    size_t at = 0;

    while ((claim = topic_table_claims(table, form->text, &at))) {
        const struct topic *other = &table->concepts[claim->concept].topic;

        if (claim->form == SIZE_MAX || claim->concept >= concept ||
            other->is_words ||
            is_said_before(other, &other->forms[claim->form]) ||
            topic_table_are_linked(table, claim->concept, concept))
            continue;
        begin_fault(checking, &form->place);
        add_quoted(checking, topic->name);
        strbuf_add_text(checking->out, " has the label ");
        add_quoted(checking, form->text);
        strbuf_add_text(checking->out, ", which is that of ");
        add_quoted(checking, other->name);
        strbuf_add_text(checking->out, " too, ");
        strbuf_add_clean(checking->out, other->forms[claim->form].place.file);
        strbuf_add_format(checking->out, ":%u; neither names the other\n",
                          other->forms[claim->form].place.line);
    }
}

static void check_usages(struct checking *checking, const struct topic *topic)
{
    for (size_t i = 0; i < topic->usage_count; i++) {
        bool is_label = false;

        for (size_t f = 0; !is_label && f < topic->form_count; f++)
            is_label = slice_equal(topic->usages[i].form, topic->forms[f].text);
        if (!is_label)
            add_fault(checking, &topic->place, topic,
                      "tells who uses what is no label of it:",
                      topic->usages[i].form);
    }
}

static void check_concept(struct checking *checking, size_t place)
{
    const struct topic *topic = &checking->table->concepts[place].topic;
    bool has_english = false;

    for (size_t i = 0; i < topic->form_count; i++) {
        const struct topic_form *form = &topic->forms[i];

        has_english |=
            form->is_preferred && slice_equal(form->language, SLICE("en"));
        check_label(checking, topic, i);
        if (!topic->is_words && !is_said_before(topic, form))
            check_claims(checking, place, form);
    }
    if (!has_english)
        add_fault(checking, &topic->place, topic,
                  "has no English skos:prefLabel", SLICE_UNKNOWN);
    check_usages(checking, topic);
}

static bool is_described(const struct topic_table *table, size_t place)
{
    return place != SIZE_MAX && table->concepts[place].is_concept;
}

static void check_links(struct checking *checking)
{
    const struct topic_table *table = checking->table;

    for (size_t i = 0; i < table->link_count; i++) {
        const struct topic_link *link = &table->links[i];
        bool has_from = is_described(table, link->from_place);
        size_t known = has_from ? link->from_place : link->to_place;

        if (has_from && is_described(table, link->to_place))
            continue;
        if (is_described(table, known))
            add_fault(checking, &table->concepts[known].topic.place,
                      &table->concepts[known].topic,
                      "is linked to what no file describes:",
                      has_from ? link->to : link->from);
    }
}

size_t topic_table_faults(const struct topic_table *table, struct strbuf *out)
{
    struct checking checking = {table, out, 0};

    for (size_t i = 0; i < table->count; i++)
        if (table->concepts[i].is_concept)
            check_concept(&checking, i);
    check_links(&checking);
    return checking.count;
}
