/* index_lists.hh: a list changed in place: without what has gone, with what was
 * added. */
#include <algorithm>

#include "common/index_lists.hh"
#include "common/index_xapian.hh"

namespace
{

/* Where in a list the documents stand that have gone since it was right. */
std::vector<size_t> places_of_gone(const struct index_reader *reader,
                                   size_t shard, const index_postings &postings,
                                   uint64_t since)
{
    const struct index_memory &memory = reader->memory;
    const std::vector<uint32_t> &documents = postings.documents;
    const std::vector<uint32_t> &lengths = memory.lengths[shard];
    std::vector<size_t> places;

    if (since < memory.gone_since) {
        for (size_t i = 0; i < documents.size(); i++)
            if (lengths[documents[i]] == index_gone)
                places.push_back(i);
        return places;
    }
    const std::vector<index_removal> &gone = memory.gone[shard];
    auto at = std::upper_bound(
        gone.begin(), gone.end(), since,
        [](uint64_t age, const index_removal &one) { return age < one.age; });
    for (; at != gone.end(); ++at) {
        auto place =
            std::lower_bound(documents.begin(), documents.end(), at->document);

        if (place != documents.end() && *place == at->document)
            places.push_back(size_t(place - documents.begin()));
    }
    std::sort(places.begin(), places.end());
    return places;
}

/* Leave out the documents at these places, ascending. */
void leave_out(const std::vector<size_t> &places, index_postings *postings)
{
    size_t left = places.empty() ? postings->documents.size() : places[0];
    size_t next = 0;

    for (size_t i = left; i < postings->documents.size(); i++) {
        if (next < places.size() && places[next] == i) {
            next++;
            continue;
        }
        postings->documents[left] = postings->documents[i];
        postings->counts[left] = postings->counts[i];
        if (i < postings->parts.size())
            postings->parts[left] = postings->parts[i];
        left++;
    }
    postings->parts.resize(std::min(postings->parts.size(), left));
    postings->documents.resize(left);
    postings->counts.resize(left);
}

/* Room for so many more documents: what comes after this cannot fail. */
void make_room(size_t more, index_postings *postings)
{
    index_make_room(more, &postings->documents);
    index_make_room(more, &postings->counts);
    if (!postings->parts.empty())
        index_make_room(more, &postings->parts);
}

/* Their parts are worked out when they are asked for. */
void append(const index_postings &more, index_postings *postings)
{
    postings->documents.insert(postings->documents.end(),
                               more.documents.begin(), more.documents.end());
    postings->counts.insert(postings->counts.end(), more.counts.begin(),
                            more.counts.end());
}

} // namespace

void index_list_amend(struct index_reader *reader, const index_list &more,
                      index_list *list)
{
    std::vector<std::vector<size_t>> gone;

    for (size_t i = 0; i < list->shards.size(); i++)
        gone.push_back(places_of_gone(reader, i, list->shards[i], list->age));

    std::lock_guard<std::mutex> hold(reader->guard);
    for (size_t i = 0; i < list->shards.size(); i++)
        make_room(more.shards[i].documents.size(), &list->shards[i]);
    list->size = 0;
    for (size_t i = 0; i < list->shards.size(); i++) {
        leave_out(gone[i], &list->shards[i]);
        append(more.shards[i], &list->shards[i]);
        list->size += list->shards[i].documents.size();
    }
}
