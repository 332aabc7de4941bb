/* A query: what parses prints, and what does not says in which column. */
#include <string.h>

#include "common/arena.h"
#include "common/schema.h"
#include "searchd/query.h"
#include "tests/fuzz/fuzz.h"

static void check_tree(const struct query *query)
{
    if (query->kind == QUERY_RUN || query->kind == QUERY_AND ||
        query->kind == QUERY_OR || query->kind == QUERY_NOT)
        FUZZ_CHECK(query->child_count > 0);
    for (size_t i = 0; i < query->child_count; i++)
        check_tree(query->children[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = ARENA_INIT;
    struct strbuf printed = STRBUF_INIT;
    struct error err = {STATUS_OK, ""};
    struct query *query;
    /* A copy without room behind it, so that reading over its end is seen. */
    char *text = memcpy(heap_alloc(len), bytes, len);
    enum status status =
        query_parse((struct slice){text, len}, &arena, &query, &err);

    if (status == STATUS_OK) {
        check_tree(query);
        query_print(query, &printed);
        FUZZ_CHECK(printed.len > 0);
    } else {
        FUZZ_CHECK(status == STATUS_USAGE || status == STATUS_TOO_LARGE);
        FUZZ_CHECK(err.status == status && err.text[0]);
    }
    strbuf_release(&printed);
    arena_release(&arena);
    heap_free(text);
    return 0;
}
