/* index.h's writer, and index_shard.h: how shards change. */
#include <sstream>

#include "common/index_entry.h"
#include "common/index_removals.hh"
#include "common/index_shard.h"
#include "common/index_xapian.hh"

namespace
{

/* Passages between two commits. What waits for one should fit the caches: with
 * twice as many, indexing the UN speeches takes a tenth longer. */
constexpr size_t batch = 2000;

} // namespace

/* ---- shards ---- */

enum status index_shard_make(const char *path, struct error *err)
{
    return guarded(err, path, [&] {
        Xapian::WritableDatabase(path,
                                 Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS)
            .close();
        return STATUS_OK;
    });
}

enum status index_shard_check(const char *path, struct strbuf *report,
                              struct error *err)
{
    return guarded(err, path, [&] {
        std::ostringstream text;
        size_t problems = Xapian::Database::check(path, 0, &text);

        if (!problems)
            return STATUS_OK;
        strbuf_add_format(report, "%s: %zu problems\n", path, problems);
        strbuf_add(report, lend(text.str()));
        return error_set(err, STATUS_CORRUPT, "%s: %zu problems", path,
                         problems);
    });
}

enum status index_shard_merge(char *const *paths, size_t count, const char *to,
                              struct error *err)
{
    return guarded(err, to, [&] {
        Xapian::Database all;

        for (size_t i = 0; i < count; i++)
            all.add_database(Xapian::Database(paths[i]));
        all.compact(to);
        return STATUS_OK;
    });
}

/* ---- writing ---- */

struct index_writer {
    std::string folder;
    Xapian::WritableDatabase shard;
    std::vector<Xapian::Document> pending; /* of the file begun */
    std::string name;                      /* of the entry of the file begun */
    std::string term;                      /* that its passages share */
    std::vector<uint32_t> removed; /* documents, since the last commit */
    size_t uncommitted = 0;
    bool is_begun = false;
    bool is_spilled = false; /* part of the file begun is in the shard */
    bool has_failed = false;
};

namespace
{

/* After a failure the library's state is unknown: nothing more is written,
 * and the index stays as it was last committed. */
template <typename Body>
enum status writing(struct index_writer *writer, struct error *err,
                    Body body) noexcept
{
    enum status status;

    if (writer->has_failed)
        return error_set(err, STATUS_IO, "%s: writing has failed before",
                         writer->folder.c_str());
    status = guarded(err, writer->folder.c_str(), [&] {
        body();
        return STATUS_OK;
    });
    writer->has_failed = status != STATUS_OK;
    return status;
}

/* A transaction is open all the time: within it the library may write to its
 * files whenever it likes, but only we commit, so that a commit always holds
 * whole files. */
void commit(struct index_writer *writer)
{
    index_removals_note(&writer->shard, std::move(writer->removed));
    writer->removed.clear();
    writer->shard.commit_transaction();
    writer->shard.begin_transaction();
    writer->uncommitted = 0;
}

/* Remove what the shard holds of a file. */
void forget(struct index_writer *writer, const std::string &name,
            const std::string &term)
{
    Xapian::doccount held = writer->shard.get_termfreq(term);

    if (held) {
        writer->removed.insert(writer->removed.end(),
                               writer->shard.postlist_begin(term),
                               writer->shard.postlist_end(term));
        writer->shard.delete_document(term);
        writer->uncommitted += held;
    }
    if (!writer->shard.get_metadata(name).empty()) {
        writer->shard.set_metadata(name, std::string());
        writer->uncommitted++;
    }
}

void put_pending(struct index_writer *writer)
{
    for (const Xapian::Document &document : writer->pending)
        writer->shard.add_document(document);
    writer->uncommitted += writer->pending.size();
    writer->pending.clear();
}

/* A file too long to be kept in memory: what was ended before is committed
 * first, so that a cancel can drop this one alone. */
void spill(struct index_writer *writer)
{
    if (!writer->is_spilled) {
        if (writer->uncommitted)
            commit(writer);
        forget(writer, writer->name, writer->term);
        writer->is_spilled = true;
    }
    put_pending(writer);
}

Xapian::Document make_document(const struct index_document *from)
{
    Xapian::Document document;
    std::string term; /* one buffer for all */

    document.set_data(to_string(from->data));
    for (size_t i = 0; i < from->posting_count; i++) {
        const struct index_posting *posting = &from->postings[i];

        term.assign(posting->term.bytes, posting->term.len);
        if (posting->position)
            document.add_posting(term, posting->position, posting->count);
        else
            document.add_term(term, posting->count);
    }
    for (size_t i = 0; i < from->filter_count; i++)
        document.add_boolean_term(to_string(from->filters[i]));
    for (size_t i = 0; i < from->value_count; i++)
        document.add_value(from->values[i].slot,
                           to_string(from->values[i].bytes));
    return document;
}

void leave_file(struct index_writer *writer)
{
    writer->pending.clear();
    writer->is_begun = false;
    writer->is_spilled = false;
}

} // namespace

enum status index_writer_open(const char *folder, unsigned shard,
                              struct index_writer **out, struct error *err)
{
    struct index_marker marker;
    enum status status = index_marker_read(folder, &marker, err);

    *out = nullptr;
    if (status)
        return status;
    if (shard >= marker.shard_count)
        return error_set(err, STATUS_BUG, "%s: no shard %u", folder, shard);
    return guarded(err, folder, [&] {
        index_writer *writer = new index_writer;

        *out = writer;
        try {
            writer->folder = folder;
            writer->shard = Xapian::WritableDatabase(
                shard_path(folder, marker.shards[shard]), Xapian::DB_OPEN);
            writer->shard.begin_transaction();
        } catch (...) {
            delete writer;
            *out = nullptr;
            throw;
        }
        return STATUS_OK;
    });
}

enum status index_writer_begin(struct index_writer *writer,
                               struct slice file_key, struct error *err)
{
    return writing(writer, err, [&] {
        char name[INDEX_ENTRY_NAME_SIZE], term[INDEX_FILE_TERM_SIZE];

        index_entry_name(file_key, name);
        index_file_term(file_key, term);
        leave_file(writer);
        writer->name = name;
        writer->term = term;
        writer->is_begun = true;
    });
}

enum status index_writer_add(struct index_writer *writer,
                             const struct index_document *document,
                             struct error *err)
{
    return writing(writer, err, [&] {
        writer->pending.push_back(make_document(document));
        if (writer->pending.size() >= batch)
            spill(writer);
    });
}

namespace
{

void add_number(std::string *bytes, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes->push_back(static_cast<char>(number >> shift & 0xFF));
}

/* The form that index_alike.cc reads. */
std::string pack(const struct index_seal *seal)
{
    std::string bytes;

    add_number(&bytes, seal->passages);
    bytes.push_back(static_cast<char>(seal->anchor_count));
    for (size_t i = 0; i < seal->anchor_count; i++)
        add_number(&bytes, seal->anchors[i]);
    return bytes + to_string(seal->bytes);
}

void seal_document(const struct index_seal *seal, Xapian::Document *document)
{
    document->add_value(SLOT_SEAL, pack(seal));
    for (size_t i = 0; i < seal->anchor_count; i++)
        document->add_boolean_term(index_anchor_term(seal->anchors[i]));
}

} // namespace

enum status index_writer_seal(struct index_writer *writer,
                              const struct index_seal *seal, struct error *err)
{
    return writing(writer, err, [&] {
        Xapian::docid last = writer->shard.get_lastdocid();

        if (!writer->pending.empty()) {
            seal_document(seal, &writer->pending.back());
            return;
        }
        /* Of a file so long that its last passages are in the shard. */
        Xapian::Document document = writer->shard.get_document(last);
        seal_document(seal, &document);
        writer->shard.replace_document(last, document);
        writer->uncommitted++;
    });
}

enum status index_writer_record_end(struct index_writer *writer,
                                    struct error *err)
{
    return writing(writer, err, [&] {
        if (!writer->is_spilled ||
            writer->uncommitted + writer->pending.size() < batch)
            return;
        put_pending(writer);
        commit(writer);
    });
}

enum status index_writer_end(struct index_writer *writer,
                             const struct index_file *file, struct error *err)
{
    struct strbuf entry = STRBUF_INIT;
    enum status status;

    index_entry_encode(file, &entry);
    status = writing(writer, err, [&] {
        if (!writer->is_spilled)
            forget(writer, writer->name, writer->term);
        put_pending(writer);
        writer->shard.set_metadata(writer->name,
                                   to_string(strbuf_slice(&entry)));
        writer->uncommitted++;
        leave_file(writer);
        if (writer->uncommitted >= batch)
            commit(writer);
    });
    strbuf_release(&entry);
    return status;
}

enum status index_writer_cancel(struct index_writer *writer, struct error *err)
{
    return writing(writer, err, [&] {
        if (writer->is_spilled) {
            writer->shard.cancel_transaction();
            writer->shard.begin_transaction();
            writer->removed.clear();
            writer->uncommitted = 0;
        }
        leave_file(writer);
    });
}

enum status index_writer_remove(struct index_writer *writer,
                                struct slice file_key, struct error *err)
{
    return writing(writer, err, [&] {
        char name[INDEX_ENTRY_NAME_SIZE], term[INDEX_FILE_TERM_SIZE];

        index_entry_name(file_key, name);
        index_file_term(file_key, term);
        forget(writer, name, term);
        if (writer->uncommitted >= batch)
            commit(writer);
    });
}

enum status index_writer_note(struct index_writer *writer,
                              const struct index_file *file, struct error *err)
{
    struct strbuf entry = STRBUF_INIT;
    enum status status;

    index_entry_encode(file, &entry);
    status = writing(writer, err, [&] {
        char name[INDEX_ENTRY_NAME_SIZE];

        index_entry_name(file->key, name);
        writer->shard.set_metadata(name, to_string(strbuf_slice(&entry)));
        writer->uncommitted++;
        if (writer->uncommitted >= batch)
            commit(writer);
    });
    strbuf_release(&entry);
    return status;
}

enum status index_writer_commit(struct index_writer *writer, struct error *err)
{
    return writing(writer, err, [&] {
        if (writer->uncommitted && !writer->is_spilled)
            commit(writer);
    });
}

enum status index_writer_close(struct index_writer *writer, struct error *err)
{
    enum status status = STATUS_OK;

    if (!writer)
        return STATUS_OK;
    if (!writer->has_failed && writer->is_begun)
        status = index_writer_cancel(writer, err);
    if (!writer->has_failed && !status)
        status = index_writer_commit(writer, err);
    (void)guarded(nullptr, "", [&] {
        delete writer; /* drops the open transaction */
        return STATUS_OK;
    });
    return status;
}
