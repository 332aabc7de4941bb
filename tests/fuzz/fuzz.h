/* fuzz.h - a fuzz target: one function that takes any bytes, in a file
 * fuzz_NAME.c of its own. `make fuzz` lets libFuzzer look for bytes that break
 * it; `make test` runs it over tests/fuzz/inputs/NAME, where each find is
 * kept. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "common/base.h"

/* The target; always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* What must hold whatever the bytes are. */
#define FUZZ_CHECK(condition)                                                  \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__,  \
                    #condition);                                               \
            abort();                                                           \
        }                                                                      \
    } while (0)

/* Read the bytes as a file of a format ("text", "markdown", "jsonl"; NULL: by
 * what they are) to statements and passages, and check what every passage must
 * be. */
void fuzz_source(const char *format, const uint8_t *bytes, size_t len);

/* Cut a page whose places are in a text of len bytes into passages, and check
 * the same. */
struct page;
void fuzz_page(const struct page *page, size_t len);

#endif
