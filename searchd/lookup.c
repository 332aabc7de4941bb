#include "searchd/lookup.h"

#include <stdlib.h>

#include "common/document.h"
#include "common/schema.h"
#include "searchd/suggest.h"

/* Of a statement too long to be read whole: passages on each side of one. */
enum { BESIDE_MOST = 200, SAME_IDS_MOST = 10 };

static enum status read_hits(struct index_reader *reader,
                             const uint32_t *documents, size_t count,
                             struct arena *arena, struct hit *out,
                             struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < count; i++) {
        struct slice bytes;

        status = index_reader_data(reader, documents[i], arena, &bytes, err);
        if (!status)
            status = hit_decode(bytes, arena, &out[i], err);
        out[i].document = documents[i];
    }
    return status;
}

/* All passages that hold a term, in the order of their statements. */
static enum status passages_with(struct index_reader *reader, struct slice term,
                                 struct arena *arena, struct hit **out,
                                 size_t *count, struct error *err)
{
    uint32_t *documents;
    enum status status = index_reader_holding(reader, term, SCHEMA_HITS_MOST,
                                              arena, &documents, count, err);

    *out = NULL;
    if (status)
        return status;
    *out = arena_array(arena, *count, sizeof **out);
    status = read_hits(reader, documents, *count, arena, *out, err);
    if (!status)
        hits_sort(*out, *count);
    return status;
}

/* The passages of a statement about one of them, by their ids. */
static enum status passages_beside(struct index_reader *reader,
                                   struct slice statement, uint32_t n,
                                   struct arena *arena, struct hit **out,
                                   size_t *count, struct error *err)
{
    uint32_t at = n > BESIDE_MOST ? n - BESIDE_MOST : 1;
    enum status status = STATUS_OK;

    *count = 0;
    *out =
        arena_array(arena, (2 * BESIDE_MOST + 1) * SAME_IDS_MOST, sizeof **out);
    for (; !status && at <= n + BESIDE_MOST; at++) {
        uint32_t *documents;
        size_t found = 0;

        status = index_reader_holding(
            reader,
            document_filter(PREFIX_ID, passage_id(arena, statement, at), arena),
            SAME_IDS_MOST, arena, &documents, &found, err);
        if (!status)
            status =
                read_hits(reader, documents, found, arena, *out + *count, err);
        *count += found;
    }
    if (!status)
        hits_sort(*out, *count);
    return status;
}

static enum status near_ids(struct index_reader *reader, struct slice id,
                            struct arena *arena, struct error *err)
{
    struct strbuf list = STRBUF_INIT;
    enum status status = suggest_ids(reader, id, arena, &list, err);

    if (!status)
        status = error_set(err, STATUS_NOT_FOUND,
                           "there is no passage or statement '%.*s'%s%s",
                           SLICE_ARG(id), list.len ? "; near: " : "",
                           list.len ? list.bytes : "");
    strbuf_release(&list);
    return status;
}

/* The statement's whole id, where the beginning of one stands. */
static enum status complete_id(struct index_reader *reader,
                               struct slice statement, struct arena *arena,
                               struct slice *out, struct error *err)
{
    struct index_term *found;
    struct slice prefix = plan_term(arena, PREFIX_STATEMENT, statement)->term;
    size_t count;
    enum status status =
        index_reader_terms(reader, prefix, 2, arena, &found, &count, err);

    *out = SLICE_UNKNOWN;
    if (!status && (count == 1 || (count > 1 && !found[0].text.len)))
        *out =
            plan_term(arena, slice_copy(arena, statement).bytes, found[0].text)
                ->term;
    return status;
}

static size_t find_number(const struct hit *hits, size_t count, uint32_t n)
{
    for (size_t i = 0; i < count; i++)
        if (hits[i].passage.n == n)
            return i;
    return SIZE_MAX;
}

/* Statements of one id in several files: only those of the first. */
static size_t first_file(const struct hit *hits, size_t count)
{
    size_t same = 0;

    while (same < count &&
           slice_equal(hits[same].statement.file, hits[0].statement.file))
        same++;
    return same;
}

static int compare_files(const void *a, const void *b)
{
    const struct hit *left = a, *right = b;
    int order = slice_compare(left->statement.file, right->statement.file);

    return order ? order : hit_compare(left, right);
}

enum status lookup_statement(struct index_reader *reader, struct slice id,
                             struct arena *arena, struct hit **out,
                             size_t *count, size_t *place, struct error *err)
{
    struct slice statement = id, whole;
    size_t hash = id.len;
    unsigned long number = 0;
    enum status status;

    while (hash > 0 && id.bytes[hash - 1] != '#')
        hash--;
    if (hash) {
        statement = slice_part(id, 0, hash - 1);
        number = strtoul(slice_copy(arena, id).bytes + hash, NULL, 10);
    }
    *count = 0;
    *place = SIZE_MAX;
    status = complete_id(reader, statement, arena, &whole, err);
    if (!status && slice_is_known(whole))
        status = passages_with(reader,
                               document_filter(PREFIX_STATEMENT, whole, arena),
                               arena, out, count, err);
    if (!status && hash && *count == SCHEMA_HITS_MOST &&
        find_number(*out, *count, (uint32_t)number) == SIZE_MAX)
        status = passages_beside(reader, whole, (uint32_t)number, arena, out,
                                 count, err);
    if (status)
        return status;
    if (*count) {
        qsort(*out, *count, sizeof(struct hit), compare_files);
        *count = first_file(*out, *count);
    }
    if (hash)
        *place = find_number(*out, *count, (uint32_t)number);
    if (!*count || (hash && *place == SIZE_MAX))
        return near_ids(reader, id, arena, err);
    return STATUS_OK;
}
