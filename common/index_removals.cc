#include "common/index_removals.hh"

#include <algorithm>

#include "common/bytes.h"

/* The value of one key: the shard's UUID, since a merge makes another shard
 * with revisions of its own; the revision from which on all is told; then
 * commits, each the revision before it, the count of its documents, the first
 * of them and how far each is behind the one before. */
namespace
{

const char *const key = "removed";

constexpr size_t documents_most = 2000; /* of all commits told of */

struct removal {
    uint64_t before; /* the revision that had them last */
    std::vector<uint32_t> documents;
};

struct removals {
    uint64_t since = 0;
    std::vector<removal> commits; /* the oldest first */
};

void encode(const Xapian::Database &shard, const removals &all,
            struct strbuf *out)
{
    std::string uuid = shard.get_uuid();

    bytes_put_text(out, lend(uuid));
    bytes_put_number(out, all.since);
    bytes_put_number(out, all.commits.size());
    for (const removal &one : all.commits) {
        uint32_t last = 0;

        bytes_put_number(out, one.before);
        bytes_put_number(out, one.documents.size());
        for (uint32_t document : one.documents) {
            bytes_put_number(out, document - last);
            last = document;
        }
    }
}

removal take_commit(struct bytes_reader *in)
{
    removal one;
    uint32_t last = 0;

    one.before = bytes_take_number(in, UINT64_MAX);
    for (uint64_t left = bytes_take_number(in, documents_most); left; left--) {
        last += uint32_t(bytes_take_number(in, UINT32_MAX - last));
        one.documents.push_back(last);
    }
    return one;
}

/* False: there is nothing, or nothing of this shard. */
bool decode(const Xapian::Database &shard, removals *out)
{
    std::string bytes = shard.get_metadata(key);
    struct bytes_reader in = {lend(bytes), false};

    if (!slice_equal(bytes_take_text(&in), lend(shard.get_uuid())))
        return false;
    out->since = bytes_take_number(&in, UINT64_MAX);
    for (uint64_t left = bytes_take_number(&in, documents_most);
         left && !in.is_bad; left--)
        out->commits.push_back(take_commit(&in));
    return !in.is_bad && !in.rest.len;
}

/* The oldest go, so that no more is told than the bound allows. */
void shorten(removals *all)
{
    size_t count = 0, kept = all->commits.size();

    while (kept &&
           count + all->commits[kept - 1].documents.size() <= documents_most)
        count += all->commits[--kept].documents.size();
    if (!kept)
        return;
    all->since = all->commits[kept - 1].before + 1;
    all->commits.erase(all->commits.begin(),
                       all->commits.begin() + std::ptrdiff_t(kept));
}

} // namespace

void index_removals_note(Xapian::WritableDatabase *shard,
                         std::vector<uint32_t> documents)
{
    struct strbuf bytes = STRBUF_INIT;
    removals all;

    if (documents.empty())
        return;
    if (!decode(*shard, &all)) {
        all.commits.clear();
        all.since = shard->get_revision();
    }
    std::sort(documents.begin(), documents.end());
    all.commits.push_back({shard->get_revision(), std::move(documents)});
    shorten(&all);
    encode(*shard, all, &bytes);

    std::string value = to_string(strbuf_slice(&bytes));
    strbuf_release(&bytes);
    shard->set_metadata(key, value);
}

bool index_removals_since(const Xapian::Database &shard, uint64_t revision,
                          std::vector<uint32_t> *documents)
{
    removals all;

    if (!decode(shard, &all) || revision < all.since)
        return false;
    for (const removal &one : all.commits)
        if (one.before >= revision)
            documents->insert(documents->end(), one.documents.begin(),
                              one.documents.end());
    std::sort(documents->begin(), documents->end());
    return true;
}
