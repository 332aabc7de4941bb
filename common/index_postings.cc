/* index_lists.hh: lists from the library: of terms, rows of words, any of such;
 * and those that were right before some commits, brought up to them. */
#include <algorithm>

#include "common/index_lists.hh"
#include "common/index_xapian.hh"

namespace
{

using shared_list = std::shared_ptr<index_list>;

/* Append the postings of a term behind the last document that is known. */
void read_postings(const Xapian::Database &shard, const std::string &term,
                   index_postings *postings)
{
    Xapian::docid last = shard.get_lastdocid();

    if (postings->last >= last)
        return;

    Xapian::doccount held = shard.get_termfreq(term);
    auto at = shard.postlist_begin(term);

    postings->documents.reserve(held);
    postings->counts.reserve(held);
    if (held && postings->last)
        at.skip_to(postings->last + 1);
    for (; held && at != shard.postlist_end(term); ++at) {
        if (*at > last) /* it would lead out of the lengths */
            throw Xapian::DatabaseCorruptError("a posting of no passage");
        postings->documents.push_back(*at);
        postings->counts.push_back(at.get_wdf());
    }
}

shared_list read_term(struct index_reader *reader, const std::string &term)
{
    auto list = std::make_shared<index_list>();

    for (const Xapian::Database &shard : reader->shards) {
        index_postings postings;

        read_postings(shard, term, &postings);
        list->size += postings.documents.size();
        list->shards.push_back(std::move(postings));
    }
    return list;
}

/* Both together. A document in both has what both count, but no more than it
 * is long: words of one passage may count for two forms. */
index_postings join(const struct index_reader *reader, size_t shard,
                    const index_postings &a, const index_postings &b)
{
    size_t size = a.documents.size() + b.documents.size(), i = 0, j = 0;
    index_postings both;

    both.documents.reserve(size);
    both.counts.reserve(size);
    while (i < a.documents.size() || j < b.documents.size()) {
        bool is_of_a =
            j == b.documents.size() ||
            (i < a.documents.size() && a.documents[i] <= b.documents[j]);
        bool is_of_b = !is_of_a || (j < b.documents.size() &&
                                    a.documents[i] == b.documents[j]);
        uint32_t document = is_of_a ? a.documents[i] : b.documents[j];
        uint32_t count =
            (is_of_a ? a.counts[i] : 0) + (is_of_b ? b.counts[j] : 0);

        if (is_of_a && is_of_b)
            count = std::min(count, index_length(reader, shard, document));
        both.documents.push_back(document);
        both.counts.push_back(count);
        i += is_of_a;
        j += is_of_b;
    }
    return both;
}

/* All of parts together, of one shard. Short ones are joined first. */
index_postings join_parts(const struct index_reader *reader, size_t shard,
                          std::vector<index_postings> parts)
{
    parts.resize(std::max<size_t>(parts.size(), 1));
    for (size_t step = 1; step < parts.size(); step *= 2)
        for (size_t i = 0; i + step < parts.size(); i += 2 * step)
            parts[i] = join(reader, shard, parts[i], parts[i + step]);
    return std::move(parts[0]);
}

/* Of a list the documents behind one. */
index_postings part_behind(const index_postings &all, uint32_t last)
{
    auto first =
        std::upper_bound(all.documents.begin(), all.documents.end(), last);
    auto count = first - all.documents.begin();
    index_postings part;

    part.documents.assign(first, all.documents.end());
    part.counts.assign(all.counts.begin() + count, all.counts.end());
    return part;
}

/* Any of lists: append to each shard of *joined what they have behind the last
 * document that is known there. */
void join_all(struct index_reader *reader,
              const std::vector<shared_list> &lists, index_list *joined)
{
    joined->size = 0;
    for (size_t shard = 0; shard < reader->shards.size(); shard++) {
        index_postings *to = &joined->shards[shard];
        std::vector<index_postings> parts;
        index_postings more;

        for (const shared_list &list : lists)
            parts.push_back(part_behind(list->shards[shard], to->last));
        more = join_parts(reader, shard, std::move(parts));
        to->documents.insert(to->documents.end(), more.documents.begin(),
                             more.documents.end());
        to->counts.insert(to->counts.end(), more.counts.begin(),
                          more.counts.end());
        joined->size += to->documents.size();
    }
}

shared_list empty_list(const struct index_reader *reader)
{
    auto list = std::make_shared<index_list>();

    list->shards.resize(reader->shards.size());
    return list;
}

/* Append the documents that the library finds for a query. */
void find_documents(const Xapian::Database &shard, const Xapian::Query &query,
                    index_postings *postings)
{
    Xapian::Enquire enquire(shard);
    Xapian::MSet found;

    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    found = enquire.get_mset(0, shard.get_doccount());
    for (auto at = found.begin(); at != found.end(); ++at)
        postings->documents.push_back(*at);
    postings->counts.resize(postings->documents.size(), UINT32_MAX);
}

/* Count what was found from place `from` on: a row counts as often as the
 * rarest of its words. Each word's postings are gone through only there. */
void count_row(const Xapian::Database &shard, const struct plan *plan,
               size_t from, index_postings *postings)
{
    for (size_t i = 0; i < plan->child_count; i++) {
        std::string term = to_string(plan->children[i]->term);
        auto at = shard.postlist_begin(term), end = shard.postlist_end(term);

        for (size_t place = from; place < postings->documents.size(); place++) {
            at.skip_to(postings->documents[place]);
            if (at == end || *at != postings->documents[place])
                throw Xapian::DatabaseCorruptError("a place of no posting");
            postings->counts[place] =
                std::min(postings->counts[place], at.get_wdf());
        }
    }
}

/* Append the places behind the last document that is known. */
void read_places(struct index_reader *reader, size_t shard,
                 const Xapian::Query &query, const struct plan *plan,
                 index_postings *postings)
{
    index_row_find(reader->shards[shard],
                   postings->last ? index_behind(reader, query, postings->last)
                                  : query,
                   plan, postings);
}

/* Is each of the words in some document behind the last that is known? */
bool are_behind(const std::vector<shared_list> &words, size_t shard,
                uint32_t last)
{
    return std::all_of(words.begin(), words.end(), [&](const auto &word) {
        const std::vector<uint32_t> &in = word->shards[shard].documents;

        return !in.empty() && in.back() > last;
    });
}

/* Append to each shard of *known what a row of words has behind the last
 * document that is known there; words: their lists from there on, or none. */
void find_rows(struct index_reader *reader, const struct plan *plan,
               const std::vector<shared_list> &words, index_list *known)
{
    Xapian::Query query =
        index_stoppable(reader, index_translate_bare(reader, plan));

    known->size = 0;
    for (size_t i = 0; !query.empty() && i < reader->shards.size(); i++) {
        index_postings *postings = &known->shards[i];

        if (are_behind(words, i, postings->last))
            read_places(reader, i, query, plan, postings);
        known->size += postings->documents.size();
    }
}

std::vector<shared_list> children_of(struct index_reader *reader,
                                     const struct plan *plan)
{
    std::vector<shared_list> lists;

    for (size_t i = 0; i < plan->child_count; i++)
        lists.push_back(index_list_of(reader, plan->children[i]));
    return lists;
}

shared_list read_row(struct index_reader *reader, const struct plan *plan)
{
    shared_list list = empty_list(reader);

    if (plan->child_count == 1)
        return index_list_of(reader, plan->children[0]);
    find_rows(reader, plan, {}, list.get());
    return list;
}

shared_list read_any(struct index_reader *reader, const struct plan *plan)
{
    std::vector<shared_list> lists = children_of(reader, plan);
    shared_list joined = empty_list(reader);

    if (lists.size() == 1)
        return lists[0];
    join_all(reader, lists, joined.get());
    return joined;
}

shared_list read_prefix(struct index_reader *reader, const struct plan *plan)
{
    std::vector<shared_list> lists;
    shared_list joined = empty_list(reader);

    for (const std::string &term : index_prefix_terms(reader, plan))
        lists.push_back(read_term(reader, term));
    join_all(reader, lists, joined.get());
    return joined;
}

/* Does it hold a beginning of words? Other words may be meant by it now. */
bool has_prefix(const struct plan *plan)
{
    return plan->kind == PLAN_PREFIX ||
           std::any_of(plan->children, plan->children + plan->child_count,
                       has_prefix);
}

/* The list of a plan without a prefix behind the last documents of `from`. */
shared_list read_behind(struct index_reader *reader, const struct plan *plan,
                        const index_list &from)
{
    shared_list list = empty_list(reader);
    std::vector<shared_list> parts;

    for (size_t i = 0; i < reader->shards.size(); i++) {
        list->shards[i].last = from.shards[i].last;
        if (plan->kind == PLAN_TERM)
            read_postings(reader->shards[i], to_string(plan->term),
                          &list->shards[i]);
    }
    if (plan->kind == PLAN_TERM)
        return list;
    for (size_t i = 0; i < plan->child_count; i++)
        parts.push_back(read_behind(reader, plan->children[i], from));
    if (parts.size() == 1)
        return parts[0];
    if (plan->kind == PLAN_PHRASE || plan->kind == PLAN_NEAR)
        find_rows(reader, plan, parts, list.get());
    else
        join_all(reader, parts, list.get());
    return list;
}

bool is_term(const struct plan *plan)
{
    return plan->kind == PLAN_TERM && plan->term.len > 0 &&
           plan->term.len <= SCHEMA_TERM_BYTES_MOST;
}

} // namespace

void index_row_find(const Xapian::Database &shard, const Xapian::Query &query,
                    const struct plan *plan, struct index_postings *postings)
{
    size_t from = postings->documents.size();

    find_documents(shard, query, postings);
    if (postings->documents.size() > from)
        count_row(shard, plan, from, postings);
}

bool index_is_list(const struct plan *plan)
{
    bool is_row = plan->kind == PLAN_PHRASE || plan->kind == PLAN_NEAR;

    if (plan->kind == PLAN_TERM)
        return is_term(plan);
    if (plan->kind == PLAN_PREFIX)
        return true;
    if (!is_row && plan->kind != PLAN_SYNONYM && plan->kind != PLAN_OR)
        return false;
    for (size_t i = 0; i < plan->child_count; i++)
        if (is_row ? !is_term(plan->children[i])
                   : !index_is_list(plan->children[i]))
            return false;
    return plan->child_count > 0;
}

shared_list index_list_read(struct index_reader *reader,
                            const struct plan *plan)
{
    switch (plan->kind) {
    case PLAN_TERM:
        return read_term(reader, to_string(plan->term));
    case PLAN_PREFIX:
        return read_prefix(reader, plan);
    case PLAN_PHRASE:
    case PLAN_NEAR:
        return read_row(reader, plan);
    default:
        return read_any(reader, plan);
    }
}

shared_list index_list_renew(struct index_reader *reader,
                             const struct plan *plan, const shared_list &before)
{
    if (has_prefix(plan))
        return index_list_read(reader, plan);
    index_list_amend(reader, *read_behind(reader, plan, *before), before.get());
    return before;
}
