/* The parts of an OpenDocument text, a NUL between them, to a page: content,
 * properties. */
#include "indexer/read_odt.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice meta = {(const char *)bytes, len}, content;
    struct arena arena = ARENA_INIT;
    struct page page;

    slice_next(&meta, '\0', &content);
    read_odt_parts(content, meta, &arena, &page);
    fuzz_page(&page, page.text.len);
    arena_release(&arena);
    return 0;
}
