#include "bench/finder.h"

#include "common/document.h"
#include "common/schema.h"

struct finder {
    struct index_reader *reader;
};

enum status finder_open(const char *folder, struct finder **out,
                        struct error *err)
{
    struct index_reader *reader;
    enum status status = index_reader_open(folder, &reader, err);

    *out = NULL;
    if (status)
        return status;
    *out = heap_alloc(sizeof **out);
    (*out)->reader = reader;
    return STATUS_OK;
}

void finder_close(struct finder *finder)
{
    if (finder)
        index_reader_close(finder->reader);
    heap_free(finder);
}

struct slice finder_statement(struct slice docno, uint32_t *n)
{
    size_t at = docno.len;
    uint64_t number = 0;

    *n = 0;
    while (at && docno.bytes[at - 1] >= '0' && docno.bytes[at - 1] <= '9')
        at--;
    if (at < 2 || at == docno.len || docno.len - at > 9 ||
        docno.bytes[at - 1] != '#')
        return docno;
    for (size_t i = at; i < docno.len; i++)
        number = number * 10 + (uint64_t)(docno.bytes[i] - '0');
    *n = (uint32_t)number;
    return slice_part(docno, 0, at - 1);
}

int finder_compare(struct slice a, struct slice b)
{
    uint32_t a_number, b_number;
    int order = slice_compare(finder_statement(a, &a_number),
                              finder_statement(b, &b_number));

    if (order)
        return order;
    if (a_number != b_number)
        return a_number < b_number ? -1 : 1;
    return slice_compare(a, b);
}

/* All passages with a filter's value. */
static enum status passages_with(struct finder *finder, const char *prefix,
                                 struct slice value, struct arena *arena,
                                 struct hit **out, size_t *count,
                                 struct error *err)
{
    uint32_t *documents;
    struct slice term = document_filter(prefix, value, arena);
    enum status status = index_reader_holding(
        finder->reader, term, SCHEMA_HITS_MOST, arena, &documents, count, err);

    if (status)
        return status;
    *out = arena_array(arena, *count, sizeof **out);
    for (size_t i = 0; !status && i < *count; i++) {
        struct slice bytes;

        status =
            index_reader_data(finder->reader, documents[i], arena, &bytes, err);
        if (!status)
            status = hit_decode(bytes, arena, &(*out)[i], err);
    }
    return status;
}

enum status finder_docno(struct finder *finder, struct slice docno,
                         struct arena *arena, struct hit *out,
                         struct error *err)
{
    struct hit *hits;
    size_t count;
    enum status status =
        passages_with(finder, PREFIX_ID, docno, arena, &hits, &count, err);

    for (size_t i = 0; !status && i < count; i++)
        if (slice_equal(hits[i].id, docno)) {
            *out = hits[i];
            return STATUS_OK;
        }
    if (!status)
        status = passages_with(finder, PREFIX_STATEMENT, docno, arena, &hits,
                               &count, err);
    if (status)
        return status;
    if (count != 1 || !slice_equal(hits[0].statement.id, docno))
        return error_set(err, STATUS_NOT_FOUND, "%s", "");
    *out = hits[0];
    return STATUS_OK;
}

enum status finder_hash(struct finder *finder, struct slice docno,
                        uint64_t hash, struct arena *arena, struct hit **out,
                        size_t *count, struct error *err)
{
    uint32_t n;
    struct slice statement = finder_statement(docno, &n);
    size_t all, kept = 0;
    enum status status = passages_with(finder, PREFIX_STATEMENT, statement,
                                       arena, out, &all, err);

    for (size_t i = 0; !status && i < all; i++)
        if ((*out)[i].passage.hash == hash &&
            slice_equal((*out)[i].statement.id, statement))
            (*out)[kept++] = (*out)[i];
    *count = kept;
    return status;
}
