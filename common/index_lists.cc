#include "common/index_lists.hh"

#include <algorithm>
#include <cmath>

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

void keep(struct index_reader *reader, const std::string &key,
          const shared_list &list)
{
    std::lock_guard<std::mutex> hold(reader->guard);
    struct index_memory *memory = &reader->memory;
    size_t cost = cost_of(*list);

    if (cost > entries_most)
        return;
    while (memory->entries + cost > entries_most)
        forget_oldest(memory);
    memory->entries += cost;
    memory->lists[key] = {list, memory->depth ? 0 : memory->clock};
}

/* Numbers end in a byte that none has, and texts say how long they are. */
void add_key(const struct plan *plan, std::string *key)
{
    *key += char('a' + plan->kind);
    *key += std::to_string(plan->window) + ' ';
    *key += std::to_string(plan->term.len) + ' ' + to_string(plan->term);
    for (size_t i = 0; i < plan->child_count; i++)
        add_key(plan->children[i], key);
    *key += '.';
}

void take_out(struct index_reader *reader,
              decltype(index_memory::lists)::iterator known)
{
    std::lock_guard<std::mutex> hold(reader->guard);

    reader->memory.entries -= cost_of(*known->second.list);
    reader->memory.lists.erase(known);
}

/* Keep the list that another reader has, if one has it. Without lengths it
 * cannot be renewed. */
bool borrow(struct index_reader *reader, const std::string &key)
{
    shared_list list;

    if (!reader->memory.lengths.empty())
        list = index_list_lent(reader, key);
    if (list)
        keep(reader, key, list);
    return list && reader->memory.lists.count(key);
}

/* A list that was just read holds as of now. */
void stamp(struct index_reader *reader, index_list *list)
{
    std::lock_guard<std::mutex> hold(reader->guard);

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

} // namespace

std::string index_list_key(const struct plan *plan)
{
    std::string key;

    add_key(plan, &key);
    return key;
}

void index_list_keep(struct index_reader *reader, const struct plan *plan,
                     const shared_list &list)
{
    within part(&reader->memory);

    stamp(reader, list.get());
    keep(reader, index_list_key(plan), list);
}

shared_list index_list_of(struct index_reader *reader, const struct plan *plan)
{
    struct index_memory *memory = &reader->memory;
    std::string key = index_list_key(plan);

    index_stop_if_over(reader);
    memory->clock++;

    auto known = memory->lists.find(key);
    shared_list list;
    if (known == memory->lists.end() && borrow(reader, key))
        known = memory->lists.find(key);
    if (known != memory->lists.end()) {
        list = known->second.list;
        if (list->age == memory->age) {
            if (!memory->depth)
                known->second.used = memory->clock;
            return list;
        }
        take_out(reader, known);
    }

    within inner(memory);
    list = list ? index_list_renew(reader, plan, list)
                : index_list_read(reader, plan);
    stamp(reader, list.get());
    inner.end();
    keep(reader, key, list);
    return list;
}

bool index_list_is_kept(struct index_reader *reader, const struct plan *plan)
{
    std::string key = index_list_key(plan);

    return reader->memory.lists.count(key) > 0 || borrow(reader, key);
}

double index_round_average(double average)
{
    int exponent;
    double rounded = std::round(std::ldexp(std::frexp(average, &exponent), 8));

    return std::ldexp(rounded, exponent - 8);
}

double index_average(const struct index_reader *reader)
{
    return index_round_average(reader->all.get_avlength());
}

void index_list_weigh(struct index_reader *reader,
                      const struct index_model *model, index_list *list)
{
    double average = index_average(reader);
    index_saturation part(*model, average);
    bool is_same = list->model.k1 == model->k1 && list->model.b == model->b &&
                   list->average == average;

    for (size_t shard = 0; shard < list->shards.size(); shard++) {
        index_postings *postings = &list->shards[shard];
        size_t done = is_same ? postings->parts.size() : 0;

        if (done == postings->documents.size())
            continue;

        const uint32_t *lengths = index_lengths(reader)[shard].data();
        postings->parts.resize(postings->documents.size());
        for (size_t i = done; i < postings->parts.size(); i++)
            postings->parts[i] =
                part(postings->counts[i], lengths[postings->documents[i]]);
    }
    list->model = *model;
    list->average = average;
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
