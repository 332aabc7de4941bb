/* A compressed file or an archive, from bytes to the passages of its members.
 */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    fuzz_source(NULL, bytes, len);
    return 0;
}
