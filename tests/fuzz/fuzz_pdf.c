/* What pdfinfo, pdftohtml and pdftotext say of a PDF, a NUL between them, to a
 * page. */
#include "indexer/read_pdf.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const struct raw_file file = {.path = "fuzz"};
    struct slice rest = {(const char *)bytes, len};
    struct pdf_outputs said = {.info = SLICE("")};
    struct arena arena = ARENA_INIT;
    struct page page;

    (void)(slice_next(&rest, '\0', &said.info) &&
           slice_next(&rest, '\0', &said.xml) &&
           slice_next(&rest, '\0', &said.plain));
    if (read_pdf_output(&file, &said, &arena, &page, NULL) == STATUS_OK)
        fuzz_page(&page, page.text.len);
    arena_release(&arena);
    return 0;
}
