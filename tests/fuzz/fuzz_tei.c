/* TEI, from bytes to passages. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    fuzz_source("tei", bytes, len);
    return 0;
}
