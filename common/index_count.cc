/* index.h's counting: all passages that match a plan, and what they have. Sets
 * of passages are bitmaps, a shard each: no weight is asked for, so what takes
 * the library a call for each passage is a bit here. */
#include <algorithm>
#include <map>

#include "common/index_xapian.hh"

namespace
{

/* Passages of one shard, by its own numbers. */
class Set
{
    std::vector<uint64_t> words;

  public:
    explicit Set(size_t size) : words((size + 63) / 64)
    {
    }

    void add(uint32_t document)
    {
        words.at(document / 64) |= uint64_t(1) << document % 64;
    }

    bool has(uint32_t document) const
    {
        return document / 64 < words.size() &&
               (words[document / 64] >> document % 64 & 1);
    }

    void unite(const Set &other)
    {
        for (size_t i = 0; i < words.size(); i++)
            words[i] |= other.words[i];
    }

    void intersect(const Set &other)
    {
        for (size_t i = 0; i < words.size(); i++)
            words[i] &= other.words[i];
    }

    void subtract(const Set &other)
    {
        for (size_t i = 0; i < words.size(); i++)
            words[i] &= ~other.words[i];
    }

    size_t size() const
    {
        size_t sum = 0;

        for (uint64_t word : words)
            sum += size_t(__builtin_popcountll(word));
        return sum;
    }

    /* Call visit for each, in their order. */
    template <typename Visit> void each(Visit visit) const
    {
        for (size_t i = 0; i < words.size(); i++)
            for (uint64_t left = words[i]; left; left &= left - 1)
                visit(uint32_t(64 * i) + uint32_t(__builtin_ctzll(left)));
    }
};

using Sets = std::vector<Set>; /* one a shard */

Sets no_passage(const struct index_reader *reader)
{
    Sets sets;

    for (const Xapian::Database &shard : reader->shards)
        sets.emplace_back(size_t(shard.get_lastdocid()) + 1);
    return sets;
}

/* Of a plan that index_is_list(). */
Sets of_list(struct index_reader *reader, const struct plan *plan)
{
    Sets sets = no_passage(reader);
    std::shared_ptr<index_list> list = index_list_of(reader, plan);

    for (size_t i = 0; i < list->shards.size(); i++)
        for (uint32_t document : list->shards[i].documents)
            sets[i].add(document);
    return sets;
}

/* Takes down what the library finds. */
class Taking : public Xapian::MatchDecider
{
    Set *set;

  public:
    explicit Taking(Set *set_) : set(set_)
    {
    }

    bool operator()(const Xapian::Document &document) const override
    {
        set->add(document.get_docid());
        return false;
    }
};

/* Of any plan. */
Sets of_library(struct index_reader *reader, const struct plan *plan)
{
    Sets sets = no_passage(reader);
    Xapian::Query query =
        index_stoppable(reader, index_translate_bare(reader, plan));

    for (size_t i = 0; !query.empty() && i < sets.size(); i++) {
        Xapian::Enquire enquire(reader->shards[i]);
        Taking taking(&sets[i]);

        enquire.set_query(query);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        (void)enquire.get_mset(0, 1, reader->shards[i].get_doccount(), nullptr,
                               &taking);
    }
    return sets;
}

Sets of_all(struct index_reader *reader)
{
    Sets sets = no_passage(reader);

    for (size_t i = 0; i < sets.size(); i++)
        for (auto at = reader->shards[i].postlist_begin("");
             at != reader->shards[i].postlist_end(""); ++at)
            sets[i].add(*at);
    return sets;
}

Sets of_plan(struct index_reader *reader, const struct plan *plan);

/* The first child, changed by each of the others. */
template <typename Change>
Sets of_children(struct index_reader *reader, const struct plan *plan,
                 Change change)
{
    Sets sets = plan->child_count ? of_plan(reader, plan->children[0])
                                  : no_passage(reader);

    for (size_t i = 1; i < plan->child_count; i++) {
        Sets others = of_plan(reader, plan->children[i]);

        for (size_t shard = 0; shard < sets.size(); shard++)
            change(&sets[shard], others[shard]);
    }
    return sets;
}

Sets of_plan(struct index_reader *reader, const struct plan *plan)
{
    index_stop_if_over(reader);
    switch (plan->kind) {
    case PLAN_NOTHING:
        return no_passage(reader);
    case PLAN_ALL:
        return of_all(reader);
    case PLAN_OR:
    case PLAN_SYNONYM:
        return of_children(reader, plan,
                           [](Set *a, const Set &b) { a->unite(b); });
    case PLAN_AND:
    case PLAN_FILTER:
        return of_children(reader, plan,
                           [](Set *a, const Set &b) { a->intersect(b); });
    case PLAN_NOT:
        return of_children(reader, plan,
                           [](Set *a, const Set &b) { a->subtract(b); });
    case PLAN_MAYBE:
    case PLAN_SCALE:
        return plan->child_count ? of_plan(reader, plan->children[0])
                                 : no_passage(reader);
    default:
        return index_is_list(plan) ? of_list(reader, plan)
                                   : of_library(reader, plan);
    }
}

/* Documents of the whole index, as the sets of the shards. */
Sets sets_of(const struct index_reader *reader, const uint32_t *documents,
             size_t count)
{
    Sets sets = no_passage(reader);

    for (size_t i = 0; i < count; i++)
        sets[(documents[i] - 1) % sets.size()].add(
            uint32_t((documents[i] - 1) / sets.size() + 1));
    return sets;
}

/* A term in one shard. */
void count_term(const Xapian::Database &shard, const std::string &term,
                const Set &set, size_t place, size_t shard_count, Set *seen,
                struct index_share *share)
{
    for (auto at = shard.postlist_begin(term); at != shard.postlist_end(term);
         ++at) {
        if (!set.has(*at))
            continue;
        uint32_t document = uint32_t((*at - 1) * shard_count + place + 1);

        if (!share->count || document < share->document)
            share->document = document;
        share->count++;
        seen->add(*at);
    }
}

} // namespace

enum status index_reader_matching(struct index_reader *reader,
                                  const struct plan *plan, struct arena *arena,
                                  uint32_t **documents, size_t *count,
                                  struct error *err)
{
    *documents = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        Sets sets = of_plan(reader, plan);
        size_t size = 0;

        for (const Set &set : sets)
            size += set.size();
        *documents = static_cast<uint32_t *>(
            arena_array(arena, size, sizeof **documents));
        for (size_t i = 0; i < sets.size(); i++) {
            size_t before = *count;

            sets[i].each([&](uint32_t document) {
                (*documents)[(*count)++] =
                    uint32_t((document - 1) * sets.size() + i + 1);
            });
            std::inplace_merge(*documents, *documents + before,
                               *documents + *count);
        }
        return STATUS_OK;
    });
}

enum status index_reader_shares(struct index_reader *reader,
                                struct slice prefix, const uint32_t *documents,
                                size_t count, struct arena *arena,
                                struct index_share **out, size_t *out_count,
                                uint64_t *without, struct error *err)
{
    *out = nullptr;
    *out_count = 0;
    *without = count;
    return guarded(err, reader->folder.c_str(), [&] {
        Sets sets = sets_of(reader, documents, count);
        std::string head = to_string(prefix);
        std::map<std::string, struct index_share> shares;

        for (size_t i = 0; i < sets.size(); i++) {
            const Xapian::Database &shard = reader->shards[i];
            Set seen(size_t(shard.get_lastdocid()) + 1);

            for (auto term = shard.allterms_begin(head);
                 term != shard.allterms_end(head); ++term) {
                struct index_share share = {{nullptr, 0}, 0, 0};
                auto known = shares.find(*term);

                index_stop_if_over(reader);
                if (known != shares.end())
                    share = known->second;
                count_term(shard, *term, sets[i], i, sets.size(), &seen,
                           &share);
                if (share.count)
                    shares[*term] = share;
            }
            *without -= seen.size();
        }
        *out = static_cast<struct index_share *>(
            arena_array(arena, shares.size(), sizeof **out));
        for (const auto &one : shares) {
            (*out)[*out_count] = one.second;
            (*out)[(*out_count)++].text =
                copy_text(arena, one.first.substr(head.size()));
        }
        return STATUS_OK;
    });
}

enum status index_reader_numbers(struct index_reader *reader, unsigned slot,
                                 const uint32_t *documents, size_t count,
                                 struct arena *arena, uint32_t **out,
                                 struct error *err)
{
    *out = nullptr;
    return guarded(err, reader->folder.c_str(), [&] {
        size_t shards = reader->shards.size();

        *out = static_cast<uint32_t *>(arena_array(arena, count, sizeof **out));
        for (size_t shard = 0; shard < shards; shard++) {
            auto at = reader->shards[shard].valuestream_begin(slot);
            auto end = reader->shards[shard].valuestream_end(slot);

            index_stop_if_over(reader);
            for (size_t i = 0; i < count && at != end; i++) {
                Xapian::docid document =
                    Xapian::docid((documents[i] - 1) / shards + 1);

                if ((documents[i] - 1) % shards != shard)
                    continue;
                at.skip_to(document);
                if (at != end && at.get_docid() == document)
                    (*out)[i] = index_number(*at);
            }
        }
        return STATUS_OK;
    });
}
