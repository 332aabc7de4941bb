/* index.h's reader: the files that were read, and what they hold in all. */
#include <algorithm>

#include "common/index_entry.h"
#include "common/index_xapian.hh"
#include "common/schema.h"

namespace
{

/* Call visit(entry, shard) for each file; its key is lent for the call. */
template <typename Visit>
enum status for_each_file(struct index_reader *reader, struct error *err,
                          Visit visit)
{
    for (unsigned i = 0; i < reader->shards.size(); i++) {
        const Xapian::Database &shard = reader->shards[i];
        Xapian::TermIterator at = shard.metadata_keys_begin(INDEX_ENTRY_PREFIX);

        for (; at != shard.metadata_keys_end(INDEX_ENTRY_PREFIX); ++at) {
            std::string bytes = shard.get_metadata(*at);
            struct index_file file;
            enum status status = index_entry_decode(lend(bytes), &file, err);

            if (status) {
                error_prefix(err, "%s", reader->folder.c_str());
                return status;
            }
            visit(file, i);
        }
    }
    return STATUS_OK;
}

void count_shard(const Xapian::Database &shard, struct index_counts *out)
{
    uint32_t first = index_number(shard.get_value_lower_bound(SLOT_DATE_FIRST));
    uint32_t last = index_number(shard.get_value_upper_bound(SLOT_DATE_LAST));

    out->passages += shard.get_doccount();
    out->revision += shard.get_revision();
    if (first && (!out->date_first || first < out->date_first))
        out->date_first = first;
    out->date_last = std::max(out->date_last, last);
}

} // namespace

enum status index_reader_counts(struct index_reader *reader,
                                struct index_counts *out, struct error *err)
{
    *out = index_counts();
    return guarded(err, reader->folder.c_str(), [&] {
        out->version = SCHEMA_VERSION;
        out->shards = reader->marker.shard_count;
        out->revision = reader->marker.revision;
        out->bytes =
            index_folder_bytes(reader->folder.c_str(), &reader->marker);
        for (const Xapian::Database &shard : reader->shards)
            count_shard(shard, out);
        return for_each_file(reader, err,
                             [&](const struct index_file &file, unsigned) {
                                 out->files++;
                                 out->statements += file.statements;
                                 out->furniture += file.furniture;
                             });
    });
}

enum status index_reader_file(struct index_reader *reader, struct slice key,
                              struct arena *arena, struct index_file *out,
                              unsigned *shard, struct error *err)
{
    *out = index_file();
    return guarded(err, reader->folder.c_str(), [&] {
        char name[INDEX_ENTRY_NAME_SIZE];

        index_entry_name(key, name);
        for (unsigned i = 0; i < reader->shards.size(); i++) {
            std::string bytes = reader->shards[i].get_metadata(name);
            enum status status;

            if (bytes.empty())
                continue;
            status = index_entry_decode(copy_text(arena, bytes), out, err);
            *shard = i;
            if (status || slice_equal(out->key, key))
                return status;
        }
        return error_set(err, STATUS_NOT_FOUND, "%.*s: not in the index",
                         SLICE_ARG(key));
    });
}

enum status index_reader_file_of(struct index_reader *reader, uint32_t document,
                                 struct arena *arena, struct index_file *out,
                                 struct error *err)
{
    const std::string prefix = PREFIX_FILE;

    *out = index_file();
    return guarded(err, reader->folder.c_str(), [&] {
        if (!document)
            throw Xapian::DocNotFoundError("0");

        auto at = reader->all.termlist_begin(document);
        at.skip_to(prefix);
        if (at == reader->all.termlist_end(document) ||
            (*at).compare(0, prefix.size(), prefix) != 0)
            throw Xapian::DocNotFoundError("no file");
        /* The term and the entry's name have the same digits. */
        std::string name = INDEX_ENTRY_PREFIX + (*at).substr(prefix.size());
        for (const Xapian::Database &shard : reader->shards) {
            std::string bytes = shard.get_metadata(name);

            if (!bytes.empty())
                return index_entry_decode(copy_text(arena, bytes), out, err);
        }
        throw Xapian::DocNotFoundError("no entry");
    });
}

namespace
{

struct file_in_shard {
    struct index_file file;
    unsigned shard;
};

bool by_key(const struct file_in_shard &a, const struct file_in_shard &b)
{
    int order = slice_compare(a.file.key, b.file.key);

    return order ? order < 0 : a.shard < b.shard;
}

} // namespace

enum status index_reader_files(struct index_reader *reader, struct arena *arena,
                               struct index_file **out, unsigned **shards,
                               size_t *count, struct error *err)
{
    *out = nullptr;
    *shards = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        std::vector<struct file_in_shard> found;
        enum status status;

        status = for_each_file(
            reader, err, [&](const struct index_file &file, unsigned shard) {
                found.push_back({file, shard});
                found.back().file.key = slice_copy(arena, file.key);
            });
        std::sort(found.begin(), found.end(), by_key);
        *out = static_cast<struct index_file *>(
            arena_array(arena, found.size(), sizeof **out));
        *shards = static_cast<unsigned *>(
            arena_array(arena, found.size(), sizeof **shards));
        for (const struct file_in_shard &one : found) {
            (*shards)[*count] = one.shard;
            (*out)[(*count)++] = one.file;
        }
        return status;
    });
}
