/* index_xapian.hh - what the C++ files of the index share: the way from
 * the library's exceptions to statuses, and the reader. The only file that
 * includes libxapian.
 *
 * Each function of index.h and index_shard.h is one call of guarded(): no
 * exception crosses into C, and nothing of the library does either. */
#ifndef COMMON_INDEX_XAPIAN_HH
#define COMMON_INDEX_XAPIAN_HH

#include <xapian.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "common/index.h"
#include "common/index_alike.hh"
#include "common/index_folder.h"
#include "common/index_lists.hh"
#include "common/schema.h"

inline enum status index_fail_damaged(struct error *err, const char *place,
                                      const std::string &what)
{
    return error_set(err, STATUS_CORRUPT,
                     "%s: the index is damaged (%s): restore it from a "
                     "backup, or remove the folder and index anew",
                     place, what.c_str());
}

/* The library has one class for a full disk and for a damaged block; only
 * the former has a system error with it. */
inline enum status index_fail_database(struct error *err, const char *place,
                                       const Xapian::Error &e)
{
    if (!e.get_error_string())
        return index_fail_damaged(err, place, e.get_msg());
    return error_set(err, STATUS_IO, "%s: %s: %s", place, e.get_msg().c_str(),
                     e.get_error_string());
}

/* A value that is a number: four bytes, the highest first. None is 0. */
inline uint32_t index_number(const std::string &value)
{
    uint32_t number = 0;

    for (char byte : value.substr(0, 4))
        number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

/* Thrown when the caller's index_stop says so. */
struct index_stopped {
};

/* Run body, which returns a status, and turn anything it throws into one.
 * Nothing gets past. place is named in the error. */
template <typename Body>
enum status guarded(struct error *err, const char *place, Body body) noexcept
{
    try {
        return body();
    } catch (const index_stopped &) {
        return error_set(err, STATUS_INTERRUPTED,
                         "the search took too long, or is not wanted any more");
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
    } catch (const Xapian::DatabaseNotFoundError &e) { /* a shard has gone */
        return index_fail_damaged(err, place, e.get_msg());
    } catch (const Xapian::DatabaseCorruptError &e) {
        return index_fail_damaged(err, place, e.get_msg());
    } catch (const Xapian::DocNotFoundError &) {
        return error_set(err, STATUS_NOT_FOUND, "%s: no such passage", place);
    } catch (const Xapian::DatabaseError &e) {
        return index_fail_database(err, place, e);
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

inline std::string to_string(struct slice text)
{
    return text.len ? std::string(text.bytes, text.len) : std::string();
}

inline struct slice lend(const std::string &text)
{
    return {text.data(), text.size()};
}

inline struct slice copy_text(struct arena *arena, const std::string &text)
{
    return slice_copy(arena, lend(text));
}

inline std::string shard_path(const std::string &folder, uint32_t n)
{
    return folder + "/shard-" + std::to_string(n);
}

struct index_reader {
    std::string folder;
    struct index_marker marker;
    std::vector<Xapian::Database> shards;
    Xapian::Database all;  /* of the shards */
    uint64_t revision = 0; /* of what is read: a sum over the shards */
    /* Of a file that each shard holds open, so that no other has its number:
     * device and inode. */
    std::vector<std::pair<uint64_t, uint64_t>> files;
    /* In how many passages each synonym asked for occurs. */
    std::map<std::string, Xapian::doccount> spreads;
    struct index_memory memory;
    struct index_anchors anchors;
    const struct index_stop *stop = nullptr; /* lent; may be NULL */
    struct index_circle *circle = nullptr;   /* lent; NULL: it is alone */
    std::mutex guard; /* of the memory: see struct index_memory */
};

/* A document's shard, its number there, and back. */
inline uint32_t index_shard_of(const struct index_reader *reader,
                               uint32_t document)
{
    return uint32_t((document - 1) % reader->shards.size());
}

inline Xapian::docid index_place_of(const struct index_reader *reader,
                                    uint32_t document)
{
    return Xapian::docid((document - 1) / reader->shards.size() + 1);
}

inline uint32_t index_document_of(const struct index_reader *reader,
                                  size_t shard, Xapian::docid place)
{
    return uint32_t((place - 1) * reader->shards.size() + shard + 1);
}

/* Is it at the first search of its life, alone? Many readers have but one: it
 * reads from the index what later ones have in memory. */
inline bool index_is_first(const struct index_reader *reader)
{
    return reader->memory.searches <= 1;
}

/* Throw index_stopped when the reader's stop says so. */
void index_stop_if_over(const struct index_reader *reader);

/* The same query, which matches documents of a shard behind one only. */
Xapian::Query index_behind(const struct index_reader *reader,
                           const Xapian::Query &query, Xapian::docid document);

/* The same query, which also does so while the library works on it. */
Xapian::Query index_stoppable(const struct index_reader *reader,
                              const Xapian::Query &query);

/* Nothing of what was read holds any more. */
inline void index_forget(struct index_reader *reader)
{
    reader->spreads.clear();
    {
        std::lock_guard<std::mutex> hold(reader->guard);

        reader->memory = index_memory();
    }
    reader->anchors = index_anchors();
}

/* The reader is about to end: no other looks at its memory any more. */
void index_leave(struct index_reader *reader);

/* A plan as a query of the library, its weights worked out for the model. */
Xapian::Query index_translate(struct index_reader *reader,
                              const struct plan *plan,
                              const struct index_model *model);

/* The same without weights: what matches. */
Xapian::Query index_translate_bare(struct index_reader *reader,
                                   const struct plan *plan);

/* Append where a row of words is in a shard: the library finds it by query,
 * which is that of plan. Uses nothing that another shard does. */
void index_row_find(const Xapian::Database &shard, const Xapian::Query &query,
                    const struct plan *plan, struct index_postings *postings);

/* The terms that a PLAN_PREFIX stands for. */
std::vector<std::string> index_prefix_terms(struct index_reader *reader,
                                            const struct plan *plan);

/* Robertson's idf of what held passages have, with 1 added inside, as Lucene
 * does it, so that no term counts against a passage. */
double index_idf(const struct index_reader *reader, size_t held);

#endif
