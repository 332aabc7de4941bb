/* page_help.h - a page and its facts from a text, as source.c finds them. */
#ifndef TESTS_UNIT_PAGE_HELP_H
#define TESTS_UNIT_PAGE_HELP_H

#include "tests/unit/unit.h"

#include "indexer/boilerplate.h"
#include "indexer/dateline.h"
#include "indexer/issuer.h"
#include "indexer/read_text.h"
#include "indexer/title.h"

struct facts {
    struct arena arena;
    struct page page;
    struct statement statement;
};

/* page: the number of the printed page that all lines stand on; 0: none. */
static inline void facts_read_page(struct facts *facts, const char *text,
                                   uint32_t page)
{
    const struct raw_file file = {.path = "test.txt", .bytes = slice_of(text)};
    struct error err;

    assert_ok(read_text(&file, &facts->arena, &facts->page, &err), &err);
    for (size_t i = 0; i < facts->page.count; i++)
        facts->page.lines[i].page = page;
    boilerplate_mark(&facts->page);
    dateline_find(&facts->page, &facts->statement, &facts->arena);
    title_find(&facts->page, &facts->statement, &facts->arena);
    issuer_find(&facts->page, &facts->statement, &facts->arena);
}

static inline void facts_read(struct facts *facts, const char *text)
{
    facts_read_page(facts, text, 0);
}

static inline void facts_release(struct facts *facts)
{
    arena_release(&facts->arena);
}

/* The use of the line with this number, from 1. */
static inline enum line_use use_of(const struct facts *facts, size_t number)
{
    return facts->page.lines[number - 1].use;
}

/* A paragraph for pages whose text does not matter. */
#define BODY                                                                   \
    "The two sides had a detailed exchange of views on the state of their "    \
    "relations and on questions of the region, and agreed to go on with the "  \
    "consultations of their experts in the spirit of good neighbourhood that " \
    "has marked them for a long time.\n"

#endif
