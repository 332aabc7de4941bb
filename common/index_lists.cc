#include "common/index_lists.hh"

#include <algorithm>

#include "common/index_xapian.hh"

namespace
{

using shared_list = std::shared_ptr<index_list>;

/* 128 MiB of 16 bytes: some hundred frequent words of a million passages. */
constexpr size_t entries_most = size_t(8) << 20;
constexpr size_t frequencies_most = 1 << 16;

/* What each list costs besides its documents, in documents: so that very
 * many short ones are bounded, too. */
constexpr size_t list_cost = 64;

size_t cost_of(const index_list &list)
{
    return list.size + list_cost;
}

void forget_oldest(struct index_memory *memory)
{
    auto oldest = std::min_element(memory->lists.begin(), memory->lists.end(),
                                   [](const auto &a, const auto &b) {
                                       return a.second.used < b.second.used;
                                   });

    memory->entries -= cost_of(*oldest->second.list);
    memory->lists.erase(oldest);
}

void keep(struct index_memory *memory, const std::string &key,
          const shared_list &list)
{
    size_t cost = cost_of(*list);

    if (cost > entries_most)
        return;
    while (memory->entries + cost > entries_most)
        forget_oldest(memory);
    memory->entries += cost;
    memory->lists[key] = {list, memory->depth ? 0 : memory->clock};
}

/* Plans with one key have one list. Numbers end in a byte that none has, and
 * texts say how long they are. */
void add_key(const struct plan *plan, std::string *key)
{
    *key += char('a' + plan->kind);
    *key += std::to_string(plan->window) + ' ';
    *key += std::to_string(plan->term.len) + ' ' + to_string(plan->term);
    for (size_t i = 0; i < plan->child_count; i++)
        add_key(plan->children[i], key);
    *key += '.';
}

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

/* Both together; a document in both has what both count. */
index_postings join(const index_postings &a, const index_postings &b)
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

        both.documents.push_back(is_of_a ? a.documents[i] : b.documents[j]);
        both.counts.push_back((is_of_a ? a.counts[i] : 0) +
                              (is_of_b ? b.counts[j] : 0));
        i += is_of_a;
        j += is_of_b;
    }
    return both;
}

/* Words of one passage that count for two forms count no more than it has. */
void limit_to_length(const std::vector<uint32_t> &lengths,
                     index_postings *postings)
{
    for (size_t i = 0; i < postings->documents.size(); i++)
        postings->counts[i] =
            std::min(postings->counts[i], lengths[postings->documents[i]]);
}

/* Any of lists, which is used up. Short ones are joined first. */
shared_list join_all(struct index_reader *reader,
                     std::vector<shared_list> lists)
{
    if (lists.size() == 1)
        return lists[0];

    auto joined = std::make_shared<index_list>();
    for (size_t shard = 0; shard < reader->shards.size(); shard++) {
        std::vector<index_postings> parts;

        for (const shared_list &list : lists)
            parts.push_back(list->shards[shard]);
        parts.resize(std::max<size_t>(parts.size(), 1));
        for (size_t step = 1; step < parts.size(); step *= 2)
            for (size_t i = 0; i + step < parts.size(); i += 2 * step)
                parts[i] = join(parts[i], parts[i + step]);
        limit_to_length(index_lengths(reader)[shard], &parts[0]);
        joined->size += parts[0].documents.size();
        joined->shards.push_back(std::move(parts[0]));
    }
    return joined;
}

/* Count what was found from place `from` on: a phrase counts as often as the
 * rarest of its words. */
void count_places(const std::vector<shared_list> &words, size_t shard,
                  size_t from, index_postings *postings)
{
    postings->counts.resize(postings->documents.size(), UINT32_MAX);
    for (const shared_list &word : words) {
        const index_postings &in = word->shards[shard];
        size_t place = 0;

        for (size_t i = from; i < postings->documents.size(); i++) {
            place = size_t(
                std::lower_bound(in.documents.begin() + std::ptrdiff_t(place),
                                 in.documents.end(), postings->documents[i]) -
                in.documents.begin());
            if (place == in.documents.size())
                throw Xapian::DatabaseCorruptError("a place of no posting");
            postings->counts[i] =
                std::min(postings->counts[i], in.counts[place]);
        }
    }
}

/* Append the places behind the last document that is known: the library finds
 * them. */
void read_places(struct index_reader *reader, size_t shard,
                 const Xapian::Query &query,
                 const std::vector<shared_list> &words,
                 index_postings *postings)
{
    Xapian::Enquire enquire(reader->shards[shard]);
    size_t from = postings->documents.size();
    Xapian::MSet found;

    enquire.set_query(
        postings->last ? index_behind(reader, query, postings->last) : query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    found = enquire.get_mset(0, reader->shards[shard].get_doccount());
    for (auto at = found.begin(); at != found.end(); ++at)
        postings->documents.push_back(*at);
    count_places(words, shard, from, postings);
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

/* known: the list as it was before, without what has gone; or one of empty
 * shards. */
shared_list read_row(struct index_reader *reader, const struct plan *plan,
                     const shared_list &known)
{
    std::vector<shared_list> words;

    for (size_t i = 0; i < plan->child_count; i++)
        words.push_back(index_list_of(reader, plan->children[i]));
    if (words.size() == 1)
        return words[0];

    Xapian::Query query =
        index_stoppable(reader, index_translate_bare(reader, plan));
    known->size = 0;
    for (size_t i = 0; !query.empty() && i < reader->shards.size(); i++) {
        index_postings *postings = &known->shards[i];

        if (are_behind(words, i, postings->last))
            read_places(reader, i, query, words, postings);
        known->size += postings->documents.size();
    }
    return known;
}

shared_list read_any(struct index_reader *reader, const struct plan *plan)
{
    std::vector<shared_list> lists;

    for (size_t i = 0; i < plan->child_count; i++)
        lists.push_back(index_list_of(reader, plan->children[i]));
    return join_all(reader, lists);
}

shared_list read_prefix(struct index_reader *reader, const struct plan *plan)
{
    std::vector<shared_list> lists;

    for (const std::string &term : index_prefix_terms(reader, plan))
        lists.push_back(read_term(reader, term));
    return join_all(reader, lists);
}

shared_list read_list(struct index_reader *reader, const struct plan *plan)
{
    switch (plan->kind) {
    case PLAN_TERM:
        return read_term(reader, to_string(plan->term));
    case PLAN_PREFIX:
        return read_prefix(reader, plan);
    case PLAN_PHRASE:
    case PLAN_NEAR: {
        auto list = std::make_shared<index_list>();

        list->shards.resize(reader->shards.size());
        return read_row(reader, plan, list);
    }
    default:
        return read_any(reader, plan);
    }
}

/* What was read before, without the documents that have gone. */
shared_list without_gone(const struct index_reader *reader,
                         const index_list &before)
{
    auto list = std::make_shared<index_list>();

    for (size_t shard = 0; shard < before.shards.size(); shard++) {
        const index_postings &from = before.shards[shard];
        const std::vector<uint32_t> &lengths = reader->memory.lengths[shard];
        index_postings kept;

        kept.last = from.last;
        kept.documents.reserve(from.documents.size());
        kept.counts.reserve(from.documents.size());
        for (size_t i = 0; i < from.documents.size(); i++) {
            if (lengths[from.documents[i]] == index_gone)
                continue;
            kept.documents.push_back(from.documents[i]);
            kept.counts.push_back(from.counts[i]);
        }
        list->shards.push_back(std::move(kept));
    }
    return list;
}

/* A list that was right before some commits, as it is now. */
shared_list renew(struct index_reader *reader, const struct plan *plan,
                  const index_list &before)
{
    shared_list list;

    if (plan->kind == PLAN_PHRASE || plan->kind == PLAN_NEAR)
        return read_row(reader, plan, without_gone(reader, before));
    if (plan->kind != PLAN_TERM)
        return read_list(reader, plan);
    list = without_gone(reader, before);
    for (size_t i = 0; i < reader->shards.size(); i++) {
        index_postings *postings = &list->shards[i];

        read_postings(reader->shards[i], to_string(plan->term), postings);
        list->size += postings->documents.size();
    }
    return list;
}

/* A list that was just read holds as of now. */
void stamp(const struct index_reader *reader, index_list *list)
{
    list->age = reader->memory.age;
    for (size_t i = 0; i < list->shards.size(); i++)
        list->shards[i].last = reader->shards[i].get_lastdocid();
}

/* While a list is read, those that are asked for are parts of it. */
class within
{
    struct index_memory *memory;

  public:
    explicit within(struct index_memory *memory_) : memory(memory_)
    {
        memory->depth++;
    }

    within(const within &) = delete;
    within &operator=(const within &) = delete;

    void end()
    {
        if (memory)
            memory->depth--;
        memory = nullptr;
    }

    ~within()
    {
        end();
    }
};

bool is_term(const struct plan *plan)
{
    return plan->kind == PLAN_TERM && plan->term.len > 0 &&
           plan->term.len <= SCHEMA_TERM_BYTES_MOST;
}

} // namespace

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

shared_list index_list_of(struct index_reader *reader, const struct plan *plan)
{
    struct index_memory *memory = &reader->memory;
    std::string key;

    index_stop_if_over(reader);
    add_key(plan, &key);
    memory->clock++;

    auto known = memory->lists.find(key);
    shared_list list;
    if (known != memory->lists.end()) {
        list = known->second.list;
        if (list->age == memory->age) {
            if (!memory->depth)
                known->second.used = memory->clock;
            return list;
        }
        memory->entries -= cost_of(*list);
        memory->lists.erase(known);
    }

    within inner(memory);
    list = list ? renew(reader, plan, *list) : read_list(reader, plan);
    stamp(reader, list.get());
    inner.end();
    keep(memory, key, list);
    return list;
}

bool index_list_is_kept(const struct index_reader *reader,
                        const struct plan *plan)
{
    std::string key;

    add_key(plan, &key);
    return reader->memory.lists.count(key) > 0;
}

void index_list_weigh(struct index_reader *reader,
                      const struct index_model *model, index_list *list)
{
    index_saturation part(*model, reader->all.get_avlength());

    if (list->model.k1 == model->k1 && list->model.b == model->b)
        return;
    for (size_t shard = 0; shard < list->shards.size(); shard++) {
        index_postings *postings = &list->shards[shard];
        const uint32_t *lengths = index_lengths(reader)[shard].data();

        postings->parts.resize(postings->documents.size());
        for (size_t i = 0; i < postings->parts.size(); i++)
            postings->parts[i] =
                part(postings->counts[i], lengths[postings->documents[i]]);
    }
    list->model = *model;
}

uint32_t index_frequency(struct index_reader *reader, const std::string &term)
{
    auto *known = &reader->memory.frequencies;
    auto found = known->find(term);

    if (found != known->end())
        return found->second;

    uint32_t frequency = reader->all.get_termfreq(term);
    if (known->size() >= frequencies_most)
        known->clear();
    (*known)[term] = frequency;
    return frequency;
}
