/* Any text to terms: ranges within it, in order, at characters. */
#include <string.h>

#include "common/arena.h"
#include "common/schema.h"
#include "common/terms.h"
#include "tests/fuzz/fuzz.h"

static void check_terms(const struct term *terms, size_t count, size_t len)
{
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(terms[i].start < terms[i].end && terms[i].end <= len);
        FUZZ_CHECK(terms[i].text.len > 0);
        FUZZ_CHECK(terms[i].text.len <= SCHEMA_TERM_BYTES_MOST);
        FUZZ_CHECK(terms[i].position >= 1);
        if (i > 0) {
            FUZZ_CHECK(terms[i].position >= terms[i - 1].position);
            FUZZ_CHECK(terms[i].start >= terms[i - 1].start);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const languages[] = {"en", "ru", "fr", "ja", "de", "xx"};
    char *text = memcpy(heap_alloc(len), bytes, len);
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;

    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        struct term *terms;
        size_t count;

        terms_analyse(analyser, (struct slice){text, len},
                      slice_of(languages[i]), &arena, &terms, &count);
        check_terms(terms, count, len);
    }
    terms_fold_name((struct slice){text, len}, &arena);
    arena_release(&arena);
    analyser_free(analyser);
    heap_free(text);
    return 0;
}
