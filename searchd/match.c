#include "searchd/match.h"

#include <stdlib.h>
#include <string.h>

#include "common/document.h"
#include "common/schema.h"
#include "searchd/listing.h"

/* A passage that only lists a topic counts as half a mention of it. */
#define LISTED_QUALITY 0.5

static void find_area(const struct planner_context *context,
                      const struct planned *planned, struct slice text,
                      struct slice language, struct arena *arena,
                      struct match_place *out)
{
    struct term *terms;
    size_t count;

    language = terms_language(language);
    terms_analyse(context->analyser, text, language, arena, &terms, &count);
    out->words = count;
    forms_find(&planned->forms, text, language, terms, count, arena,
               &out->found, &out->count);
}

/* All headings as one text, parted so that no form runs across them. */
static struct slice join_sections(const struct passage *passage,
                                  struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice out;

    if (passage->section_count == 1)
        return passage->sections[0];
    for (size_t i = 0; i < passage->section_count; i++) {
        strbuf_add(&text, passage->sections[i]);
        strbuf_add_text(&text, " \xE2\x96\xA0zz\xE2\x96\xA0 ");
    }
    out = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return out;
}

void match_find(const struct planner_context *context,
                const struct planned *planned, const struct hit *hit,
                struct arena *arena, struct match *out)
{
    const struct passage *passage = &hit->passage;
    struct slice language = hit->statement.language;

    *out = (struct match){0};
    find_area(context, planned, passage->text,
              slice_is_known(passage->language) ? passage->language : language,
              arena, &out->areas[MATCH_TEXT]);
    if (passage->section_count)
        find_area(context, planned, join_sections(passage, arena), language,
                  arena, &out->areas[MATCH_SECTION]);
    if (hit->statement.title.len)
        find_area(context, planned, hit->statement.title, language, arena,
                  &out->areas[MATCH_TITLE]);
}

/* ---- is it what the query means? ---- */

struct judging {
    const struct planner_context *context;
    const struct planned *planned;
    const struct hit *hit;
    const struct match *match;
    struct arena *arena;
    struct index_document document; /* built when a filter is asked for */
    bool is_built;
};

static bool has_form(const struct judging *judging, size_t leaf,
                     enum match_area area)
{
    const struct match_place *place = &judging->match->areas[area];

    for (size_t i = 0; i < place->count; i++)
        if (judging->planned->forms.items[place->found[i].form].group == leaf)
            return true;
    return false;
}

static bool has_filter(struct judging *judging, const char *prefix,
                       struct slice value)
{
    struct slice term = document_filter(prefix, value, judging->arena);

    if (!judging->is_built)
        document_build(judging->context->analyser, &judging->hit->statement,
                       &judging->hit->passage, judging->hit->statement.file,
                       judging->arena, &judging->document);
    judging->is_built = true;
    for (size_t i = 0; i < judging->document.filter_count; i++)
        if (slice_equal(judging->document.filters[i], term))
            return true;
    return false;
}

static bool has_words(struct judging *judging, const char *prefix,
                      struct slice name)
{
    struct slice rest = terms_fold_name(name, judging->arena), word;

    while (slice_next(&rest, ' ', &word))
        if (word.len && !has_filter(judging, prefix, word))
            return false;
    return true;
}

static bool is_dated(const struct judging *judging, const struct query *query)
{
    const struct statement *statement = &judging->hit->statement;
    struct date last = date_is_known(statement->date_end) ? statement->date_end
                                                          : statement->date;

    return date_is_known(statement->date) &&
           (!query->last_day ||
            date_first_number(statement->date) <= query->last_day) &&
           date_last_number(last) >= query->first_day;
}

static bool has_field(struct judging *judging, const struct query *query)
{
    switch (query->field) {
    case QUERY_SPEAKER:
        return has_words(judging, PREFIX_SPEAKER, query->text);
    case QUERY_SIDE:
        return has_filter(judging, PREFIX_SIDE, query->text);
    case QUERY_ABOUT:
        return has_filter(judging, PREFIX_ABOUT, query->text);
    case QUERY_ISSUER:
        return has_words(judging, PREFIX_ISSUER, query->text);
    case QUERY_COUNTRY:
        return has_filter(judging, PREFIX_COUNTRY, query->text);
    case QUERY_LANGUAGE:
        return has_filter(judging, PREFIX_LANGUAGE, query->text);
    case QUERY_ID:
        return slice_equal(judging->hit->id, query->text) ||
               slice_equal(judging->hit->statement.id, query->text);
    case QUERY_FILE:
        return has_filter(judging, PREFIX_PATH, query->text);
    case QUERY_TITLE:
        return has_form(judging, query->leaf, MATCH_TITLE);
    case QUERY_SECTION:
        return has_form(judging, query->leaf, MATCH_SECTION);
    }
    return false;
}

static bool holds(struct judging *judging, const struct query *query);

static bool is_filter(const struct query *query)
{
    return query->kind == QUERY_FIELD || query->kind == QUERY_DATE;
}

static bool is_dropped(const struct judging *judging, const struct query *query)
{
    return query->kind == QUERY_WORD &&
           judging->planned->leaves[query->leaf].is_dropped;
}

/* One of the fields of this name that the run has holds. */
static bool filters_hold(struct judging *judging, const struct query *run,
                         const struct query *like)
{
    for (size_t i = 0; i < run->child_count; i++) {
        const struct query *child = run->children[i];

        if (child->kind == like->kind && child->field == like->field &&
            !child->sign && holds(judging, child))
            return true;
    }
    return false;
}

static bool run_holds(struct judging *judging, const struct query *run)
{
    bool has_required = false, has_wanted = false, is_wanted_there = false;

    for (size_t i = 0; i < run->child_count; i++) {
        const struct query *child = run->children[i];

        if (is_dropped(judging, child))
            continue;
        if (is_filter(child) && !child->sign) {
            if (!filters_hold(judging, run, child))
                return false;
        } else if (child->sign) {
            has_required |= child->sign == '+' && !is_filter(child);
            if (holds(judging, child) != (child->sign == '+'))
                return false;
        } else if (judging->planned->is_all) {
            if (!holds(judging, child))
                return false;
        } else {
            has_wanted = true;
            is_wanted_there = is_wanted_there || holds(judging, child);
        }
    }
    return !has_wanted || has_required || is_wanted_there;
}

static bool holds(struct judging *judging, const struct query *query)
{
    switch (query->kind) {
    case QUERY_RUN:
        return run_holds(judging, query);
    case QUERY_AND:
        for (size_t i = 0; i < query->child_count; i++)
            if (!holds(judging, query->children[i]))
                return false;
        return true;
    case QUERY_OR:
        for (size_t i = 0; i < query->child_count; i++)
            if (holds(judging, query->children[i]))
                return true;
        return false;
    case QUERY_NOT:
        return !holds(judging, query->children[0]);
    case QUERY_FIELD:
        return has_field(judging, query);
    case QUERY_DATE:
        return is_dated(judging, query);
    case QUERY_WORD:
    case QUERY_PHRASE:
    case QUERY_NEAR:
    case QUERY_TOPIC:
        break;
    }
    return has_form(judging, query->leaf, MATCH_TEXT) ||
           has_form(judging, query->leaf, MATCH_SECTION) ||
           has_form(judging, query->leaf, MATCH_TITLE);
}

bool match_accepts(const struct planner_context *context,
                   const struct planned *planned, const struct hit *hit,
                   const struct match *match, struct arena *arena)
{
    struct judging judging = {.context = context,
                              .planned = planned,
                              .hit = hit,
                              .match = match,
                              .arena = arena};

    return holds(&judging, planned->query);
}

/* ---- marks and forms ---- */

static bool is_marked(const struct planned *planned,
                      const struct form_match *match)
{
    const struct form *form = &planned->forms.items[match->form];
    const struct planner_leaf *leaf = &planned->leaves[form->group];

    return !leaf->is_negative && leaf->query->kind != QUERY_FIELD;
}

static bool is_of_topic(const struct planned *planned,
                        const struct form_match *match)
{
    const struct form *form = &planned->forms.items[match->form];

    return planned->leaves[form->group].topic != NULL;
}

/* Matches of an area as marks that lie apart; only_topics: those of topics. */
static struct hit_mark *make_marks(const struct planned *planned,
                                   const struct match_place *place,
                                   bool only_topics, struct arena *arena,
                                   size_t *mark_count)
{
    struct hit_mark *marks =
        arena_array(arena, place->count, sizeof(struct hit_mark));
    size_t count = 0;

    for (size_t i = 0; i < place->count; i++) {
        const struct form_match *match = &place->found[i];

        if (!is_marked(planned, match) ||
            (only_topics && !is_of_topic(planned, match)))
            continue;
        if (count && match->start < marks[count - 1].end) {
            if (match->end > marks[count - 1].end)
                marks[count - 1].end = match->end;
            continue;
        }
        marks[count++] = (struct hit_mark){match->start, match->end};
    }
    *mark_count = count;
    return marks;
}

double match_quality(const struct planned *planned, const struct match *match,
                     struct slice text, struct arena *arena)
{
    const struct match_place *headings = &match->areas[MATCH_SECTION];
    struct hit_mark *marks;
    size_t count;

    if (!planned->has_topic)
        return 1;
    for (size_t i = 0; i < headings->count; i++)
        if (is_of_topic(planned, &headings->found[i]))
            return 1;
    marks = make_marks(planned, &match->areas[MATCH_TEXT], true, arena, &count);
    for (size_t i = 0; i < count; i++)
        if (!listing_holds(text, marks, count, i))
            return 1;
    return count ? LISTED_QUALITY : 1;
}

/* A form that was found, how often, and where first. */
struct tally {
    struct slice text;
    size_t times;
    size_t place;
};

static int compare_tallies(const void *a, const void *b)
{
    const struct tally *left = a, *right = b;

    if (left->times != right->times)
        return left->times > right->times ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

enum { FORMS_SHOWN_MOST = 64 };

static void count_form(struct tally *tallies, size_t *count, struct slice text)
{
    for (size_t i = 0; i < *count; i++)
        if (slice_equal(tallies[i].text, text)) {
            tallies[i].times++;
            return;
        }
    if (*count < FORMS_SHOWN_MOST) {
        tallies[*count] = (struct tally){text, 1, *count};
        ++*count;
    }
}

/* Does an earlier or a longer match cover this one? Matches are in the order
 * of their start. */
static bool is_covered(const struct match_place *place, size_t at)
{
    const struct form_match *match = &place->found[at];

    for (size_t i = 0; i < place->count; i++) {
        const struct form_match *other = &place->found[i];

        if (other->start > match->start)
            break;
        if (i != at && other->end >= match->end &&
            (other->start < match->start || other->end > match->end || i < at))
            return true;
    }
    return false;
}

/* The forms as the topic or the query writes them: those of the text, else
 * of the headings, else of the title. */
static void add_forms(const struct planned *planned, const struct match *match,
                      struct arena *arena, struct hit *hit)
{
    struct tally tallies[FORMS_SHOWN_MOST];
    struct slice *forms;
    size_t count = 0;

    for (size_t area = 0; area < MATCH_AREAS && !count; area++) {
        const struct match_place *place = &match->areas[area];

        for (size_t i = 0; i < place->count; i++)
            if (is_marked(planned, &place->found[i]) && !is_covered(place, i))
                count_form(tallies, &count,
                           planned->forms.items[place->found[i].form].text);
    }
    qsort(tallies, count, sizeof *tallies, compare_tallies);
    forms = arena_array(arena, count, sizeof *forms);
    for (size_t i = 0; i < count; i++)
        forms[i] = tallies[i].text;
    hit->forms = forms;
    hit->form_count = count;
}

void match_mark(const struct planned *planned, const struct match *match,
                struct arena *arena, struct hit *hit)
{
    hit->marks = make_marks(planned, &match->areas[MATCH_TEXT], false, arena,
                            &hit->mark_count);
    add_forms(planned, match, arena, hit);
}
