/* index.h's reader: what an index holds. */
#include <algorithm>

#include "common/file.h"
#include "common/index_xapian.hh"
#include "common/schema.h"

namespace
{

std::vector<std::pair<uint64_t, uint64_t>>
files_of(const struct index_reader *reader)
{
    std::vector<std::pair<uint64_t, uint64_t>> files;

    for (unsigned i = 0; i < reader->marker.shard_count; i++) {
        std::string path = shard_path(reader->folder, reader->marker.shards[i]);
        struct file_info info = {};

        if (file_look((path + "/postlist.glass").c_str(), &info, nullptr))
            info = {};
        files.emplace_back(info.device, info.inode);
    }
    return files;
}

void open_shards(struct index_reader *reader)
{
    std::vector<Xapian::Database> shards;
    Xapian::Database all;

    for (unsigned i = 0; i < reader->marker.shard_count; i++) {
        shards.emplace_back(
            shard_path(reader->folder, reader->marker.shards[i]));
        all.add_database(shards.back());
    }
    reader->shards.swap(shards);
    reader->all = all;
}

/* Grows with every commit to any shard. */
uint64_t revision_of(const struct index_reader *reader)
{
    uint64_t sum = 0;

    for (const Xapian::Database &shard : reader->shards)
        sum += shard.get_revision();
    return sum;
}

/* Shards that are named by the marker and gone: a merge may have replaced
 * them since the marker was read. Then there is a new marker. */
enum status open_all(struct index_reader *reader, struct error *err)
{
    const char *folder = reader->folder.c_str();
    struct index_marker seen;
    enum status status;

    for (int i = 0; i < 5; i++) {
        status = index_marker_read(folder, &reader->marker, err);
        if (status)
            return status;
        status = guarded(err, folder, [&] {
            index_forget(reader);
            reader->files = files_of(reader);
            open_shards(reader);
            reader->revision = revision_of(reader);
            return STATUS_OK;
        });
        if (!status || index_marker_read(folder, &seen, nullptr) ||
            index_marker_equal(&seen, &reader->marker))
            break;
    }
    return status;
}

} // namespace

enum status index_reader_open(const char *folder, struct index_reader **out,
                              struct error *err)
{
    *out = nullptr;
    return guarded(err, folder, [&] {
        index_reader *reader = new index_reader;
        enum status status;

        reader->folder = folder;
        status = open_all(reader, err);
        if (status)
            delete reader;
        else
            *out = reader;
        return status;
    });
}

void index_reader_close(struct index_reader *reader)
{
    if (!reader)
        return;
    (void)guarded(nullptr, "", [&] {
        index_leave(reader);
        delete reader;
        return STATUS_OK;
    });
}

enum status index_reader_reopen(struct index_reader *reader, struct error *err)
{
    const char *folder = reader->folder.c_str();
    struct index_marker marker;
    enum status status = index_marker_read(folder, &marker, err);

    if (status)
        return status;
    /* Another index may stand in the place of this one, its marker the same. */
    if (!index_marker_equal(&marker, &reader->marker) ||
        files_of(reader) != reader->files)
        return open_all(reader, err);
    status = guarded(err, folder, [&] {
        (void)reader->all.reopen();
        if (revision_of(reader) != reader->revision)
            index_follow(reader);
        reader->revision = revision_of(reader);
        return STATUS_OK;
    });
    /* A merge may have removed the shards since the marker was read. */
    return status ? open_all(reader, err) : STATUS_OK;
}

enum status index_reader_data(struct index_reader *reader, uint32_t document,
                              struct arena *arena, struct slice *out,
                              struct error *err)
{
    *out = {nullptr, 0};
    return guarded(err, reader->folder.c_str(), [&] {
        index_stop_if_over(reader);
        if (!document)
            throw Xapian::DocNotFoundError("0");
        *out = copy_text(arena, reader->all.get_document(document).get_data());
        return STATUS_OK;
    });
}

enum status index_reader_size(struct index_reader *reader,
                              struct index_size *out, struct error *err)
{
    *out = {0, 0};
    return guarded(err, reader->folder.c_str(), [&] {
        *out = {reader->all.get_doccount(), reader->all.get_avlength()};
        return STATUS_OK;
    });
}

/* Words of the text have no prefix; those begin with a capital, which no
 * folded word does. */
enum status index_reader_words(struct index_reader *reader, uint32_t document,
                               struct arena *arena, struct index_word **out,
                               size_t *count, struct error *err)
{
    *out = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        if (!document)
            throw Xapian::DocNotFoundError("0");

        std::vector<struct index_word> words;
        auto end = reader->all.termlist_end(document);
        for (auto at = reader->all.termlist_begin(document); at != end; ++at) {
            std::string term = *at;

            if (!(term[0] >= 'A' && term[0] <= 'Z'))
                words.push_back({copy_text(arena, term), at.get_wdf()});
        }
        *count = words.size();
        *out = static_cast<struct index_word *>(
            arena_array(arena, *count, sizeof **out));
        std::copy(words.begin(), words.end(), *out);
        return STATUS_OK;
    });
}

enum status index_reader_holding(struct index_reader *reader, struct slice term,
                                 size_t most, struct arena *arena,
                                 uint32_t **documents, size_t *count,
                                 struct error *err)
{
    *documents = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        std::string name = to_string(term);
        Xapian::PostingIterator at = reader->all.postlist_begin(name);
        Xapian::PostingIterator end = reader->all.postlist_end(name);
        size_t held = std::min<size_t>(most, reader->all.get_termfreq(name));

        if (name.empty())
            held = std::min<size_t>(most, reader->all.get_doccount());
        *documents = static_cast<uint32_t *>(
            arena_array(arena, held, sizeof **documents));
        for (; at != end && *count < held; ++at)
            (*documents)[(*count)++] = *at;
        return STATUS_OK;
    });
}

enum status index_reader_frequency(struct index_reader *reader,
                                   struct slice term, uint64_t *out,
                                   struct error *err)
{
    *out = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        *out = term.len > SCHEMA_TERM_BYTES_MOST
                   ? 0
                   : index_frequency(reader, to_string(term));
        return STATUS_OK;
    });
}

namespace
{

/* The terms that begin with prefix, without it. Each search asks for the
 * languages, so what was asked last is kept. */
const index_memory::terms &list_terms(struct index_reader *reader,
                                      const std::string &prefix, size_t most)
{
    index_memory *memory = &reader->memory;
    Xapian::TermIterator at, end;

    if (memory->listed_most == most && memory->listed_prefix == prefix)
        return memory->listed;
    memory->listed_most = 0;
    memory->listed.clear();
    at = reader->all.allterms_begin(prefix);
    end = reader->all.allterms_end(prefix);
    for (; at != end && memory->listed.size() < most; ++at)
        memory->listed.emplace_back((*at).substr(prefix.size()),
                                    at.get_termfreq());
    memory->listed_prefix = prefix;
    memory->listed_most = most;
    return memory->listed;
}

} // namespace

enum status index_reader_terms(struct index_reader *reader, struct slice prefix,
                               size_t most, struct arena *arena,
                               struct index_term **out, size_t *count,
                               struct error *err)
{
    *out = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        const auto &found = list_terms(reader, to_string(prefix), most);

        *out = static_cast<struct index_term *>(
            arena_array(arena, found.size(), sizeof **out));
        for (const auto &one : found)
            (*out)[(*count)++] = {copy_text(arena, one.first), one.second};
        return STATUS_OK;
    });
}

enum status index_reader_shared(struct index_reader *reader,
                                struct slice prefix, size_t most,
                                struct arena *arena, struct index_term **out,
                                size_t *count, uint64_t *all, struct error *err)
{
    *out = nullptr;
    *count = 0;
    *all = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        std::string head = to_string(prefix);
        auto end = reader->all.allterms_end(head);

        *out = static_cast<struct index_term *>(
            arena_array(arena, most, sizeof **out));
        for (auto at = reader->all.allterms_begin(head); at != end; ++at) {
            uint64_t held = at.get_termfreq();

            *all += held > 1;
            if (held > 1 && *count < most)
                (*out)[(*count)++] = {
                    copy_text(arena, (*at).substr(head.size())), held};
        }
        return STATUS_OK;
    });
}
