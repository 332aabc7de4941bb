/* index.h and index_shard.h on libxapian; the only file that includes it.
 *
 * Each function is one call of guarded(): no exception crosses into C. What
 * is searched for and how it is stored is decided in C; here is only how the
 * library is asked. */
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "common/index.h"
#include "common/index_entry.h"
#include "common/index_folder.h"
#include "common/index_shard.h"
#include "common/schema.h"

namespace
{

/* Passages between two commits. Measured on the UN General Debate Corpus:
 * see index_writer_commit(). */
constexpr size_t batch = 2000;

/* ---- errors ---- */

enum status fail_damaged(struct error *err, const char *place,
                         const std::string &what)
{
    return error_set(err, STATUS_CORRUPT,
                     "%s: the index is damaged (%s): restore it from a "
                     "backup, or remove the folder and index anew",
                     place, what.c_str());
}

/* The library has one class for a full disk and for a damaged block; only
 * the former has a system error with it. */
enum status fail_database(struct error *err, const char *place,
                          const Xapian::Error &e)
{
    if (!e.get_error_string())
        return fail_damaged(err, place, e.get_msg());
    return error_set(err, STATUS_IO, "%s: %s: %s", place, e.get_msg().c_str(),
                     e.get_error_string());
}

/* Run body, which returns a status, and turn anything it throws into one.
 * Nothing gets past. place is named in the error. */
template <typename Body>
enum status guarded(struct error *err, const char *place, Body body) noexcept
{
    try {
        return body();
    } catch (const Xapian::DatabaseModifiedError &) {
        return error_set(err, STATUS_STALE,
                         "%s: the index has changed while it was read; try "
                         "again",
                         place);
    } catch (const Xapian::DatabaseLockError &) {
        return error_set(err, STATUS_BUSY,
                         "%s: another process is writing this index; try "
                         "again when it is done",
                         place);
    } catch (const Xapian::DatabaseVersionError &e) {
        return error_set(err, STATUS_VERSION,
                         "%s: made by another version of libxapian (%s): "
                         "remove the folder and index anew",
                         place, e.get_msg().c_str());
    } catch (const Xapian::DatabaseCorruptError &e) {
        return fail_damaged(err, place, e.get_msg());
    } catch (const Xapian::DocNotFoundError &) {
        return error_set(err, STATUS_NOT_FOUND, "%s: no such passage", place);
    } catch (const Xapian::DatabaseError &e) {
        return fail_database(err, place, e);
    } catch (const Xapian::Error &e) {
        return error_set(err, STATUS_BUG, "%s: %s: %s", place, e.get_type(),
                         e.get_msg().c_str());
    } catch (const std::bad_alloc &) {
        return error_set(err, STATUS_NO_MEMORY, "%s: out of memory", place);
    } catch (const std::exception &e) {
        return error_set(err, STATUS_BUG, "%s: %s", place, e.what());
    } catch (...) {
        return error_set(err, STATUS_BUG, "%s: unknown exception", place);
    }
}

/* ---- bytes ---- */

std::string to_string(struct slice text)
{
    return text.len ? std::string(text.bytes, text.len) : std::string();
}

struct slice lend(const std::string &text)
{
    return {text.data(), text.size()};
}

struct slice copy(struct arena *arena, const std::string &text)
{
    return slice_copy(arena, lend(text));
}

std::string shard_path(const std::string &folder, uint32_t n)
{
    return folder + "/shard-" + std::to_string(n);
}

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

/* ---- reading ---- */

struct index_reader {
    std::string folder;
    struct index_marker marker;
    std::vector<Xapian::Database> shards;
    Xapian::Database all; /* of the shards */
    /* In how many passages each synonym asked for occurs. */
    std::map<std::string, Xapian::doccount> spreads;
};

namespace
{

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
            reader->spreads.clear();
            open_shards(reader);
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
    (void)guarded(nullptr, "", [&] {
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
    if (!index_marker_equal(&marker, &reader->marker))
        return open_all(reader, err);
    return guarded(err, folder, [&] {
        if (reader->all.reopen())
            reader->spreads.clear();
        return STATUS_OK;
    });
}

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

uint32_t date_of(const std::string &value)
{
    uint32_t number = 0;

    for (char byte : value.substr(0, 4))
        number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

void count_shard(const Xapian::Database &shard, struct index_counts *out)
{
    uint32_t first = date_of(shard.get_value_lower_bound(SLOT_DATE_FIRST));
    uint32_t last = date_of(shard.get_value_upper_bound(SLOT_DATE_LAST));

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

enum status index_reader_data(struct index_reader *reader, uint32_t document,
                              struct arena *arena, struct slice *out,
                              struct error *err)
{
    *out = {nullptr, 0};
    return guarded(err, reader->folder.c_str(), [&] {
        if (!document)
            throw Xapian::DocNotFoundError("0");
        *out = copy(arena, reader->all.get_document(document).get_data());
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
                   : reader->all.get_termfreq(to_string(term));
        return STATUS_OK;
    });
}

enum status index_reader_terms(struct index_reader *reader, struct slice prefix,
                               size_t most, struct arena *arena,
                               struct index_term **out, size_t *count,
                               struct error *err)
{
    *out = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        std::vector<struct index_term> found;
        std::string head = to_string(prefix);
        Xapian::TermIterator at = reader->all.allterms_begin(head);
        Xapian::TermIterator end = reader->all.allterms_end(head);

        for (; at != end && found.size() < most; ++at)
            found.push_back(
                {copy(arena, (*at).substr(head.size())), at.get_termfreq()});
        *out = static_cast<struct index_term *>(
            arena_array(arena, found.size(), sizeof **out));
        std::copy(found.begin(), found.end(), *out);
        *count = found.size();
        return STATUS_OK;
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
            status = index_entry_decode(copy(arena, bytes), out, err);
            *shard = i;
            if (status || slice_equal(out->key, key))
                return status;
        }
        return error_set(err, STATUS_NOT_FOUND, "%.*s: not in the index",
                         SLICE_ARG(key));
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

/* ---- searching ---- */

namespace
{

/* The part of BM25 that depends on the passage: how often the term is there,
 * held against the length. The other part, the idf, is worked out here and
 * handed over as a factor: the library would guess a synonym's from what one
 * shard holds, and the ranking would depend on the layout.
 *
 * A term that is there with a count of 0 (of the title, of a heading) weighs
 * like one occurrence in a passage of average length: such terms add nothing
 * to the length of a passage. */
class Saturation : public Xapian::Weight
{
    double k1, b;
    double factor_ = 0, per_length = 0;

    double part(double count, double length) const
    {
        double norm = 1 - b + per_length * length;

        if (count == 0)
            count = norm = 1;
        return factor_ * (k1 + 1) * count / (count + k1 * norm);
    }

    void init(double factor) override
    {
        double average = get_average_length();

        factor_ = factor;
        per_length = average > 0 ? b / average : 0;
    }

  public:
    Saturation(double k1_, double b_) : k1(k1_), b(b_)
    {
        need_stat(WDF);
        need_stat(WDF_MAX);
        if (b > 0) {
            need_stat(DOC_LENGTH);
            need_stat(DOC_LENGTH_MIN);
            need_stat(AVERAGE_LENGTH);
        }
    }

    Saturation *clone() const override
    {
        return new Saturation(k1, b);
    }

    std::string name() const override
    {
        return "Saturation";
    }

    double get_sumpart(Xapian::termcount count, Xapian::termcount length,
                       Xapian::termcount) const override
    {
        return part(count, length);
    }

    double get_maxpart() const override
    {
        double most = get_wdf_upper_bound();

        return std::max(part(0, 0), part(most, get_doclength_lower_bound()));
    }

    double get_sumextra(Xapian::termcount, Xapian::termcount) const override
    {
        return 0;
    }

    double get_maxextra() const override
    {
        return 0;
    }
};

/* Robertson's idf with 1 added inside, as Lucene does it, so that no term
 * counts against a passage. */
double idf(struct index_reader *reader, Xapian::doccount held)
{
    double all = reader->all.get_doccount();

    return std::log(1 + (all - held + 0.5) / (held + 0.5));
}

/* In how many passages query matches, exactly. */
Xapian::doccount spread(struct index_reader *reader, const Xapian::Query &query)
{
    constexpr size_t remembered_most = 1024;
    std::string key = query.serialise();
    auto known = reader->spreads.find(key);

    if (known != reader->spreads.end())
        return known->second;

    Xapian::Enquire enquire(reader->all);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Xapian::doccount held = enquire.get_mset(0, 0, reader->all.get_doccount())
                                .get_matches_estimated();

    if (reader->spreads.size() >= remembered_most)
        reader->spreads.clear();
    reader->spreads[key] = held;
    return held;
}

Xapian::Query scaled(const Xapian::Query &query, double factor)
{
    return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor);
}

Xapian::Query group(Xapian::Query::op op,
                    const std::vector<Xapian::Query> &queries,
                    unsigned window = 0)
{
    if (queries.empty())
        return Xapian::Query();
    return Xapian::Query(op, queries.begin(), queries.end(), window);
}

/* What is only a condition is made without weights: they cost time. */
enum weighing { UNWEIGHED, WEIGHED };

/* A plan as a query of the library. */
class Translator
{
    struct index_reader *reader;

    using Query = Xapian::Query;
    using Queries = std::vector<Xapian::Query>;

    Queries children(const struct plan *plan, size_t from,
                     enum weighing weighing)
    {
        Queries queries;

        for (size_t i = from; i < plan->child_count; i++)
            queries.push_back(translate(plan->children[i], weighing));
        return queries;
    }

    /* Words count as one term, with the idf of them all together. */
    Query as_one_term(const Query &query, enum weighing weighing)
    {
        if (weighing == UNWEIGHED || query.empty())
            return query;
        Xapian::doccount held = spread(reader, query);
        return held ? scaled(query, idf(reader, held)) : Query();
    }

    /* An empty term would match every passage. */
    Query term(const struct plan *plan, enum weighing weighing)
    {
        std::string text = to_string(plan->term);
        Xapian::doccount held = 0;

        if (!text.empty() && text.size() <= SCHEMA_TERM_BYTES_MOST)
            held = reader->all.get_termfreq(text);
        if (!held)
            return Query();
        if (weighing == UNWEIGHED)
            return Query(text);
        return scaled(Query(text), idf(reader, held));
    }

    Query prefix(const struct plan *plan, enum weighing weighing)
    {
        std::string head = to_string(plan->term);
        std::vector<std::pair<Xapian::doccount, std::string>> found;
        Xapian::TermIterator at = reader->all.allterms_begin(head);
        Queries queries;

        for (; at != reader->all.allterms_end(head); ++at)
            found.emplace_back(at.get_termfreq(), *at);
        std::stable_sort(
            found.begin(), found.end(),
            [](const auto &a, const auto &b) { return a.first > b.first; });
        if (found.size() > plan->window)
            found.resize(plan->window);
        for (const auto &one : found)
            queries.emplace_back(one.second);
        return as_one_term(group(Query::OP_SYNONYM, queries), weighing);
    }

    /* The words of a phrase are weighed alike, by the mean of their idfs:
     * their weights add up to what they would have on their own. */
    Query phrase(const struct plan *plan, Query::op op, enum weighing weighing)
    {
        Queries words = children(plan, 0, UNWEIGHED);
        double sum = 0;

        if (words.size() == 1)
            return translate(plan->children[0], weighing);
        for (const Query &word : words)
            if (word.empty())
                return Query();
        Query query =
            group(op, words,
                  std::max<unsigned>(plan->window, unsigned(words.size())));
        if (weighing == UNWEIGHED || query.empty())
            return query;
        for (size_t i = 0; i < plan->child_count; i++)
            sum += idf(reader, spread(reader, words[i]));
        return scaled(query, sum / double(words.size()));
    }

    Query with_rest(const struct plan *plan, Query::op op, Query::op rest_op,
                    enum weighing weighing, enum weighing rest_weighing)
    {
        if (!plan->child_count)
            return Query();
        Query first = translate(plan->children[0], weighing);
        if (plan->child_count == 1)
            return first;
        return Query(op, first,
                     group(rest_op, children(plan, 1, rest_weighing)));
    }

    Query range(const struct plan *plan)
    {
        std::string low = to_string(plan->low);

        if (!slice_is_known(plan->high))
            return Query(Query::OP_VALUE_GE, plan->slot, low);
        return Query(Query::OP_VALUE_RANGE, plan->slot, low,
                     to_string(plan->high));
    }

  public:
    explicit Translator(struct index_reader *reader_) : reader(reader_)
    {
    }

    Query translate(const struct plan *plan, enum weighing weighing)
    {
        switch (plan->kind) {
        case PLAN_NOTHING:
            return Query();
        case PLAN_ALL:
            return Query::MatchAll;
        case PLAN_TERM:
            return term(plan, weighing);
        case PLAN_PREFIX:
            return prefix(plan, weighing);
        case PLAN_PHRASE:
            return phrase(plan, Query::OP_PHRASE, weighing);
        case PLAN_NEAR:
            return phrase(plan, Query::OP_NEAR, weighing);
        case PLAN_AND:
            return group(Query::OP_AND, children(plan, 0, weighing));
        case PLAN_OR:
            return group(Query::OP_OR, children(plan, 0, weighing));
        case PLAN_MAYBE:
            return with_rest(plan, Query::OP_AND_MAYBE, Query::OP_OR, weighing,
                             weighing);
        case PLAN_NOT:
            return with_rest(plan, Query::OP_AND_NOT, Query::OP_OR, weighing,
                             UNWEIGHED);
        case PLAN_FILTER:
            return with_rest(plan, Query::OP_FILTER, Query::OP_AND, weighing,
                             UNWEIGHED);
        case PLAN_SYNONYM:
            return as_one_term(
                group(Query::OP_SYNONYM, children(plan, 0, UNWEIGHED)),
                weighing);
        case PLAN_SCALE:
            return weighing == UNWEIGHED
                       ? translate(plan->children[0], UNWEIGHED)
                       : scaled(translate(plan->children[0], WEIGHED),
                                plan->factor);
        case PLAN_RANGE:
            return range(plan);
        }
        return Query();
    }
};

/* Weights are sums whose order depends on the layout of the shards: the last
 * bits are noise and must not decide about the order. */
double without_noise(double weight)
{
    return std::round(weight * 1e9) / 1e9;
}

bool is_better(const struct index_hit &a, const struct index_hit &b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.document < b.document;
}

} // namespace

enum status index_reader_search(struct index_reader *reader,
                                const struct plan *plan,
                                const struct index_model *model, size_t offset,
                                size_t most, size_t check, struct arena *arena,
                                struct index_hit **hits, size_t *count,
                                uint64_t *estimate, struct error *err)
{
    *hits = nullptr;
    *count = 0;
    *estimate = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        Xapian::Enquire enquire(reader->all);
        Xapian::MSet found;

        enquire.set_query(Translator(reader).translate(plan, WEIGHED));
        enquire.set_weighting_scheme(Saturation(model->k1, model->b));
        found =
            enquire.get_mset(Xapian::doccount(offset), Xapian::doccount(most),
                             Xapian::doccount(check));
        *hits = static_cast<struct index_hit *>(
            arena_array(arena, found.size(), sizeof **hits));
        for (Xapian::MSetIterator i = found.begin(); i != found.end(); ++i)
            (*hits)[(*count)++] = {*i, without_noise(i.get_weight())};
        std::sort(*hits, *hits + *count, is_better);
        *estimate = found.get_matches_estimated();
        return STATUS_OK;
    });
}
