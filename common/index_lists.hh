/* index_lists.hh - where something occurs, read once and kept for the next
 * search: the lists of terms, phrases and synonyms, and the lengths of all
 * passages.
 *
 * The library reads a passage's length and compares it with a bound for each
 * posting, and a phrase's positions again for each search; all that is most of
 * the time of a query (bench/RESULTS.md). A reader that lives on pays once. */
#ifndef COMMON_INDEX_LISTS_HH
#define COMMON_INDEX_LISTS_HH

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/index.h"

/* Of one shard: documents by its own numbers, ascending, and how often it is
 * in each; at most as often as the passage is long. */
struct index_postings {
    std::vector<uint32_t> documents;
    std::vector<uint32_t> counts;
    std::vector<double> parts; /* see index_list_weigh() */
    uint32_t last = 0;         /* the shard's last document, when it was read */
};

struct index_list {
    std::vector<index_postings> shards;
    size_t size = 0;                    /* documents in all */
    struct index_model model = {-1, 0}; /* of the parts; -1: none yet */
    double average = 0; /* length of a passage that the parts hold for */
    uint64_t age = 0;   /* of the memory, when it was right; 0: not known */
};

/* A document that was not there any more when the memory became so old. */
struct index_removal {
    uint64_t age;
    uint32_t document;
};

/* What a reader keeps: bounded, the oldest goes first. A commit adds documents
 * behind a shard's last one and removes some: lists are brought up to it when
 * they are asked for next.
 *
 * Only the reader changes its memory. Where another may be reading it, see
 * index_list_lent(), it holds its guard meanwhile: for the table of lists, what
 * is in them except parts and what these hold for, and for lengths and age. */
struct index_memory {
    struct kept {
        std::shared_ptr<index_list> list;
        uint64_t used; /* when it was asked for last, by clock; 0: only as a
                        * part of another, which is kept itself */
    };
    std::unordered_map<std::string, kept> lists;
    size_t entries = 0; /* documents of all lists */
    uint64_t clock = 0;
    unsigned depth = 0;    /* of the list that is read within others */
    uint64_t searches = 0; /* so far */
    std::unordered_map<std::string, uint32_t> frequencies; /* of terms */
    using terms = std::vector<std::pair<std::string, uint32_t>>;
    terms listed; /* what index_reader_terms() found last */
    std::string listed_prefix;
    size_t listed_most = 0;                     /* 0: nothing is kept */
    std::vector<std::vector<uint32_t>> lengths; /* [shard][document] */
    /* Of each shard, when the lengths were right. */
    std::vector<uint64_t> revisions;
    /* Of the shards that all this is of; as the reader's. */
    std::vector<std::pair<uint64_t, uint64_t>> files;
    std::vector<uint32_t> counts; /* of documents */
    uint64_t age = 1;             /* grows when lengths change */
    /* Of each shard the documents that commits have removed, in the order of
     * the ages since `gone_since`. */
    std::vector<std::vector<index_removal>> gone;
    uint64_t gone_since = 0;
};

/* Room for so many more entries: to append them cannot fail. Some more, since
 * the next commit wants some, too; a standard vector would take twice as much
 * as it has. */
template <typename T> void index_make_room(size_t more, std::vector<T> *entries)
{
    size_t needed = entries->size() + more;

    if (needed > entries->capacity())
        entries->reserve(needed + needed / 32 + 4);
}

/* The length of a document that is not there. */
constexpr uint32_t index_gone = UINT32_MAX;

/* The part of BM25 that depends on the passage: how often the term is there,
 * held against the length. The other part, the idf, is a factor.
 *
 * A term that is there with a count of 0 (of the title, of a heading) weighs
 * like one occurrence in a passage of average length: such terms add nothing
 * to the length of a passage. */
class index_saturation
{
    double k1, flat, per_length;

  public:
    index_saturation(const struct index_model &model, double average)
        : k1(model.k1), flat(model.k1 * (1 - model.b)),
          per_length(average > 0 ? model.k1 * model.b / average : 0)
    {
    }

    double operator()(double count, double length) const
    {
        return (k1 + 1) * (count > 0
                               ? count / (count + flat + per_length * length)
                               : 1 / (1 + k1));
    }
};

/* Can index_list_of() make a list of this plan: a term, a prefix, a phrase, a
 * near, or any of such? */
bool index_is_list(const struct plan *plan);

/* The list of a plan for which index_is_list(). Throws as the library does. */
std::shared_ptr<index_list> index_list_of(struct index_reader *reader,
                                          const struct plan *plan);

/* The same, read from the library; the lists of its parts are kept. */
std::shared_ptr<index_list> index_list_read(struct index_reader *reader,
                                            const struct plan *plan);

/* The same where `before` was right before some commits, which
 * index_follow() has seen: what was added is read, and no more. It is changed
 * in place, except where a word may mean others now; nothing is when the
 * library throws. */
std::shared_ptr<index_list>
index_list_renew(struct index_reader *reader, const struct plan *plan,
                 const std::shared_ptr<index_list> &before);

/* Leave out of a list what has gone since it was right, and append `more`,
 * which lies behind it. When memory ends, nothing is changed. */
void index_list_amend(struct index_reader *reader, const index_list &more,
                      index_list *list);

/* What it is kept by: plans with one key have one list. */
std::string index_list_key(const struct plan *plan);

/* Keep the list of a plan that was just read. */
void index_list_keep(struct index_reader *reader, const struct plan *plan,
                     const std::shared_ptr<index_list> &list);

/* Read the rows of words, phrases and such, that a search with this plan looks
 * for and has no list of: in all shards at once, as far as there are
 * processors. What is not read ahead is read when it is asked for. */
void index_read_ahead(struct index_reader *reader, const struct plan *plan);

/* Is that list in memory already, or in that of another reader? */
bool index_list_is_kept(struct index_reader *reader, const struct plan *plan);

/* Fill the parts of a list: how much each document's count weighs under model,
 * without idf and scales. They are kept with the list. */
void index_list_weigh(struct index_reader *reader,
                      const struct index_model *model, index_list *list);

/* The average length of a passage as passages are held against it: rounded to
 * 8 bits, so that it is the same before and after most commits, and what was
 * worked out with it holds on. */
double index_round_average(double average);
double index_average(const struct index_reader *reader);

/* A copy of the list with this key that another reader of the circle has, so
 * that it can be renewed; without parts. NULL: none has it. */
std::shared_ptr<index_list> index_list_lent(struct index_reader *reader,
                                            const std::string &key);

/* In how many documents a term occurs. */
uint32_t index_frequency(struct index_reader *reader, const std::string &term);

/* Another revision is to be read: bring lengths up to it, forget what is
 * quickly found again; all of it where that is not possible. */
void index_follow(struct index_reader *reader);

/* Lengths as they were at some revisions, which are not newer than the
 * reader's. */
struct index_lengths_read {
    std::vector<std::vector<uint32_t>> lengths; /* [shard][document] */
    std::vector<uint64_t> revisions;            /* of each shard */
    std::vector<uint32_t> counts;               /* of documents */
};

/* False: no other reader of the circle has any. */
bool index_lengths_lent(const struct index_reader *reader,
                        struct index_lengths_read *out);

/* The length of a passage of a shard: all of them are not read for a few. */
uint32_t index_length(const struct index_reader *reader, size_t shard,
                      uint32_t document);

/* Lengths of the passages of each shard, by document. */
const std::vector<std::vector<uint32_t>> &
index_lengths(struct index_reader *reader);

#endif
