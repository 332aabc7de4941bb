/* A text and a passage, parted by a NUL: what is found lies in the text, in
 * order. */
#include <string.h>

#include "common/arena.h"
#include "searchd/align.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const uint8_t *mark = len ? memchr(bytes, 0, len) : NULL;
    size_t first = mark ? (size_t)(mark - bytes) : len;
    struct arena arena = ARENA_INIT;
    /* Copies without room behind them, so that reading over is seen. */
    char *text = heap_alloc(first), *passage = heap_alloc(len - first);
    struct slice part = {passage, mark ? len - first - 1 : 0};
    size_t *offsets = arena_array(&arena, part.len + 1, sizeof *offsets);

    if (first)
        memcpy(text, bytes, first);
    if (part.len)
        memcpy(passage, mark + 1, part.len);
    if (align_find((struct slice){text, first}, first / 2, part, offsets))
        for (size_t i = 0; i <= part.len; i++) {
            FUZZ_CHECK(offsets[i] <= first);
            FUZZ_CHECK(!i || offsets[i - 1] <= offsets[i]);
        }
    heap_free(text);
    heap_free(passage);
    arena_release(&arena);
    return 0;
}
