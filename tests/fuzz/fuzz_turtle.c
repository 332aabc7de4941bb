/* A Turtle file: triples, or an error with its place. */
#include <string.h>

#include "common/arena.h"
#include "searchd/turtle.h"
#include "tests/fuzz/fuzz.h"

static enum status take(void *context, const struct turtle_triple *triple,
                        struct error *err)
{
    size_t *count = context;

    (void)err;
    FUZZ_CHECK(triple->subject.bytes && triple->object.bytes);
    ++*count;
    return STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct error err = {STATUS_OK, ""};
    size_t count = 0;
    char *text = memcpy(heap_alloc(len), bytes, len);
    enum status status =
        turtle_read((struct slice){text, len}, "name", take, &count, &err);

    FUZZ_CHECK(status == STATUS_OK || status == STATUS_BAD_FORMAT);
    if (status)
        FUZZ_CHECK(!strncmp(err.text, "name:", 5));
    heap_free(text);
    return 0;
}
