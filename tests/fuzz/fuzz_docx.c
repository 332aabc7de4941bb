/* The parts of a document of Word, a NUL between them, to a page: document,
 * styles, footnotes, endnotes, properties, numbering. */
#include "indexer/read_docx.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice rest = {(const char *)bytes, len};
    struct docx_parts parts = {.document = SLICE_UNKNOWN};
    struct slice *const each[] = {&parts.document,   &parts.styles,
                                  &parts.footnotes,  &parts.endnotes,
                                  &parts.properties, &parts.numbering};
    struct arena arena = ARENA_INIT;
    struct page page;

    for (size_t i = 0; i < COUNT_OF(each); i++)
        if (!slice_next(&rest, '\0', each[i]))
            break;
    read_docx_parts(&parts, &arena, &page);
    fuzz_page(&page, page.text.len);
    arena_release(&arena);
    return 0;
}
