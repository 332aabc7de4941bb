/* A plan as a query of the library. All weights are worked out here and
 * handed over as factors: the library would guess how frequent a synonym is
 * from what one shard holds, and the ranking would depend on the layout. */
#include <algorithm>
#include <cmath>

#include "common/index_source.hh"
#include "common/index_xapian.hh"
#include "common/schema.h"

using Xapian::Query;

namespace
{

/* In how many passages query matches, exactly. */
Xapian::doccount spread(struct index_reader *reader, const Query &query)
{
    constexpr size_t remembered_most = 1024;
    std::string key = query.serialise();
    auto known = reader->spreads.find(key);

    if (known != reader->spreads.end())
        return known->second;

    Xapian::Enquire enquire(reader->all);
    enquire.set_query(index_stoppable(reader, query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Xapian::doccount held = enquire.get_mset(0, 0, reader->all.get_doccount())
                                .get_matches_estimated();

    if (reader->spreads.size() >= remembered_most)
        reader->spreads.clear();
    reader->spreads[key] = held;
    return held;
}

Query scaled(const Query &query, double factor)
{
    return Query(Query::OP_SCALE_WEIGHT, query, factor);
}

Query group(Query::op op, const std::vector<Query> &queries,
            unsigned window = 0)
{
    if (queries.empty())
        return Query();
    return Query(op, queries.begin(), queries.end(), window);
}

/* What is only a condition is made without weights: they cost time. */
using weighing = const struct index_model *;
constexpr weighing UNWEIGHED = nullptr;

/* Words count as one term, with the idf of them all together. */
Query as_one_term(struct index_reader *reader, const Query &query,
                  weighing model)
{
    if (!model || query.empty())
        return query;
    Xapian::doccount held = spread(reader, query);
    return held ? scaled(query, index_idf(reader, held)) : Query();
}

/* An empty term would match every passage. */
Query make_term(struct index_reader *reader, const struct plan *plan,
                weighing model)
{
    std::string text = to_string(plan->term);
    Xapian::doccount held = 0;

    if (!text.empty() && text.size() <= SCHEMA_TERM_BYTES_MOST)
        held = index_frequency(reader, text);
    if (!held)
        return Query();
    if (!model)
        return Query(text);
    return scaled(Query(text), index_idf(reader, held));
}

/* As a condition: with weights, see make_source(). */
Query make_prefix(struct index_reader *reader, const struct plan *plan)
{
    std::vector<std::string> terms = index_prefix_terms(reader, plan);
    std::vector<Query> queries(terms.begin(), terms.end());

    return group(Query::OP_SYNONYM, queries);
}

Query make(struct index_reader *reader, const struct plan *plan,
           weighing model);

std::vector<Query> make_children(struct index_reader *reader,
                                 const struct plan *plan, size_t from,
                                 weighing model)
{
    std::vector<Query> queries;

    for (size_t i = from; i < plan->child_count; i++)
        queries.push_back(make(reader, plan->children[i], model));
    return queries;
}

/* As a condition: with weights, see make_source(). (The library, 1.4.22, adds
 * up wrong weights for passages next to each other where a phrase is only a
 * condition within an OR that is a part of something else; those are rare.) */
Query make_phrase(struct index_reader *reader, const struct plan *plan,
                  Query::op op)
{
    std::vector<Query> words = make_children(reader, plan, 0, UNWEIGHED);
    unsigned window = std::max(plan->window, unsigned(words.size()));

    if (words.size() == 1)
        return words[0];
    for (const Query &word : words)
        if (word.empty())
            return Query();
    return group(op, words, window);
}

/* What matches every passage: of its own, since threads that search do not
 * share what counts its users. */
Query match_all()
{
    return Query(std::string());
}

/* What is in the first and not in the others. (The library, 1.4.22, never sets
 * the bounds by which an OR on the right of an AND_NOT drops what cannot weigh
 * enough: by what it found in memory it left out some of it. An XOR sets them.)
 */
Query make_not(const Query &first, const Query &others)
{
    if (others.empty())
        return first;
    if (others.get_type() == Query::LEAF_TERM)
        return Query(Query::OP_AND_NOT, first, others);
    return Query(Query::OP_FILTER, first,
                 Query(Query::OP_XOR, match_all(), others));
}

/* The first child, and the others in a group that changes it by op. */
Query make_pair(struct index_reader *reader, const struct plan *plan,
                Query::op op, weighing model)
{
    if (!plan->child_count)
        return Query();

    Query first = make(reader, plan->children[0], model);
    std::vector<Query> rest = make_children(
        reader, plan, 1, op == Query::OP_AND_MAYBE ? model : UNWEIGHED);

    if (rest.empty())
        return first;
    if (op == Query::OP_AND_NOT)
        return make_not(first, group(Query::OP_OR, rest));
    return Query(
        op, first,
        group(op == Query::OP_FILTER ? Query::OP_AND : Query::OP_OR, rest));
}

Query make_range(const struct plan *plan)
{
    std::string low = to_string(plan->low);

    if (!slice_is_known(plan->high))
        return Query(Query::OP_VALUE_GE, plan->slot, low);
    return Query(Query::OP_VALUE_RANGE, plan->slot, low, to_string(plan->high));
}

/* Forms of one thing: one term, with the idf that is given or that of them
 * all together. */
Query make_synonym(struct index_reader *reader, const struct plan *plan,
                   weighing model)
{
    Query query =
        group(Query::OP_SYNONYM, make_children(reader, plan, 0, UNWEIGHED));

    if (plan->factor > 0 && model && !query.empty())
        return scaled(query, plan->factor);
    return as_one_term(reader, query, model);
}

Query make_scale(struct index_reader *reader, const struct plan *plan,
                 weighing model)
{
    Query child = make(reader, plan->children[0], model);

    return !model ? child : scaled(child, plan->factor);
}

/* Is it to be looked for once, and to be kept? */
bool is_row_or_any(const struct plan *plan)
{
    return plan->kind != PLAN_TERM && plan->kind != PLAN_OR &&
           index_is_list(plan);
}

Query make_source(struct index_reader *reader, const struct plan *plan,
                  weighing model)
{
    std::shared_ptr<index_list> list = index_list_of(reader, plan);
    bool is_given = plan->kind == PLAN_SYNONYM && plan->factor > 0;

    if (!list->size)
        return Query();
    return index_source(reader, list, model,
                        is_given ? plan->factor
                                 : index_idf(reader, list->size));
}

Query make(struct index_reader *reader, const struct plan *plan, weighing model)
{
    if (model && is_row_or_any(plan))
        return make_source(reader, plan, model);
    switch (plan->kind) {
    case PLAN_NOTHING:
        return Query();
    case PLAN_ALL:
        return match_all();
    case PLAN_TERM:
        return make_term(reader, plan, model);
    case PLAN_PREFIX:
        return make_prefix(reader, plan);
    case PLAN_PHRASE:
        return make_phrase(reader, plan, Query::OP_PHRASE);
    case PLAN_NEAR:
        return make_phrase(reader, plan, Query::OP_NEAR);
    case PLAN_AND:
        return group(Query::OP_AND, make_children(reader, plan, 0, model));
    case PLAN_OR:
        return group(Query::OP_OR, make_children(reader, plan, 0, model));
    case PLAN_MAYBE:
        return make_pair(reader, plan, Query::OP_AND_MAYBE, model);
    case PLAN_NOT:
        return make_pair(reader, plan, Query::OP_AND_NOT, model);
    case PLAN_FILTER:
        return make_pair(reader, plan, Query::OP_FILTER, model);
    case PLAN_SYNONYM:
        return make_synonym(reader, plan, model);
    case PLAN_SCALE:
        return make_scale(reader, plan, model);
    case PLAN_RANGE:
        return make_range(plan);
    }
    return Query();
}

} // namespace

Query index_translate(struct index_reader *reader, const struct plan *plan,
                      const struct index_model *model)
{
    return make(reader, plan, model);
}

Query index_translate_bare(struct index_reader *reader, const struct plan *plan)
{
    return make(reader, plan, UNWEIGHED);
}

std::vector<std::string> index_prefix_terms(struct index_reader *reader,
                                            const struct plan *plan)
{
    std::string head = to_string(plan->term);
    std::vector<std::pair<Xapian::doccount, std::string>> found;
    std::vector<std::string> terms;
    Xapian::TermIterator at = reader->all.allterms_begin(head);

    for (; at != reader->all.allterms_end(head); ++at)
        found.emplace_back(at.get_termfreq(), *at);
    std::stable_sort(
        found.begin(), found.end(),
        [](const auto &a, const auto &b) { return a.first > b.first; });
    if (found.size() > plan->window)
        found.resize(plan->window);
    for (const auto &one : found)
        terms.push_back(one.second);
    return terms;
}

double index_idf(const struct index_reader *reader, size_t held)
{
    double all = reader->all.get_doccount(), part = double(held);

    return std::log(1 + (all - part + 0.5) / (part + 0.5));
}
