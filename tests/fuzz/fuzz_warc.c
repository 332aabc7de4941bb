/* A WARC file, from bytes to the passages of its pages. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    fuzz_source(NULL, bytes, len);
    return 0;
}
