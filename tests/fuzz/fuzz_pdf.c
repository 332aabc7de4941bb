/* What pdfinfo and pdftohtml say of a PDF, a NUL between them, to a page. */
#include "indexer/read_pdf.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const struct raw_file file = {.path = "fuzz"};
    struct slice xml = {(const char *)bytes, len}, info;
    struct arena arena = ARENA_INIT;
    struct page page;

    slice_next(&xml, '\0', &info);
    if (read_pdf_output(&file, info, xml, &arena, &page, NULL) == STATUS_OK)
        fuzz_page(&page, page.text.len);
    arena_release(&arena);
    return 0;
}
