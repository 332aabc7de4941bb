/* index_lists.hh: readers of one index, each on a thread of its own, take over
 * what others have read. */
#include <algorithm>
#include <functional>

#include "common/index_lists.hh"
#include "common/index_xapian.hh"

/* Whoever looks at another's memory holds this guard, then the other's. */
struct index_circle {
    std::mutex guard;
    std::vector<struct index_reader *> readers;
};

namespace
{

/* Was it read from the index that this reader has open, and not from a newer
 * state? Without lengths it is not known from which. */
bool is_of_use(const index_memory &other, const struct index_reader *reader)
{
    if (other.lengths.empty() || other.files != reader->files)
        return false;
    for (size_t i = 0; i < reader->shards.size(); i++)
        if (other.revisions[i] > reader->shards[i].get_revision())
            return false;
    return true;
}

/* Until body, which gets the memories that are of use, has what it looks for.
 * The reader's own guard must be free: another may be waiting for it. */
bool ask_others(const struct index_reader *reader,
                const std::function<bool(const index_memory &)> &body)
{
    if (!reader->circle)
        return false;

    std::lock_guard<std::mutex> all(reader->circle->guard);
    for (struct index_reader *other : reader->circle->readers) {
        if (other == reader)
            continue;

        std::lock_guard<std::mutex> one(other->guard);
        if (is_of_use(other->memory, reader) && body(other->memory))
            return true;
    }
    return false;
}

/* Without the parts, which the other may be working out. */
std::shared_ptr<index_list> copy_of(const index_list &list)
{
    auto copy = std::make_shared<index_list>();

    copy->size = list.size;
    for (const index_postings &from : list.shards)
        copy->shards.push_back({from.documents, from.counts, {}, from.last});
    return copy;
}

} // namespace

std::shared_ptr<index_list> index_list_lent(struct index_reader *reader,
                                            const std::string &key)
{
    std::shared_ptr<index_list> copy;

    (void)ask_others(reader, [&](const index_memory &other) {
        auto found = other.lists.find(key);

        if (found == other.lists.end())
            return false;
        copy = copy_of(*found->second.list);
        if (found->second.list->age == other.age &&
            other.revisions == reader->memory.revisions)
            copy->age = reader->memory.age;
        return true;
    });
    return copy;
}

bool index_lengths_lent(const struct index_reader *reader,
                        struct index_lengths_read *out)
{
    return ask_others(reader, [&](const index_memory &other) {
        *out = {other.lengths, other.revisions, other.counts};
        return true;
    });
}

struct index_circle *index_circle_new(void)
{
    struct index_circle *circle = nullptr;

    (void)guarded(nullptr, "", [&] {
        circle = new index_circle;
        return STATUS_OK;
    });
    return circle;
}

void index_circle_free(struct index_circle *circle)
{
    delete circle;
}

void index_reader_join(struct index_reader *reader, struct index_circle *circle)
{
    if (!circle)
        return;
    (void)guarded(nullptr, "", [&] {
        {
            std::lock_guard<std::mutex> all(circle->guard);

            circle->readers.push_back(reader);
            reader->circle = circle;
        }
        /* What others have in memory need not be read from the index. */
        if (ask_others(reader, [](const index_memory &) { return true; })) {
            (void)index_lengths(reader);
            reader->memory.searches++;
        }
        return STATUS_OK;
    });
}

void index_leave(struct index_reader *reader)
{
    if (!reader->circle)
        return;

    std::lock_guard<std::mutex> all(reader->circle->guard);
    auto *readers = &reader->circle->readers;
    readers->erase(std::remove(readers->begin(), readers->end(), reader),
                   readers->end());
}
