/* Stored bytes of a passage: decoded within their bounds, or refused. */
#include <string.h>

#include "common/arena.h"
#include "common/passage.h"
#include "tests/fuzz/fuzz.h"

static void check_again(const struct statement *statement,
                        const struct passage *passage)
{
    struct strbuf first = STRBUF_INIT, json = STRBUF_INIT;
    struct json_writer writer = JSON_WRITER(&json);
    struct statement statement_again;
    struct passage passage_again;

    passage_encode(&first, statement, passage);
    FUZZ_CHECK(passage_decode(strbuf_slice(&first), &statement_again,
                              &passage_again, NULL) == STATUS_OK);
    FUZZ_CHECK(slice_equal(passage->text, passage_again.text));
    FUZZ_CHECK(slice_equal(statement->title, statement_again.title));
    json_begin_object(&writer);
    passage_write_json(&writer, statement, passage);
    json_end_object(&writer);
    strbuf_release(&json);
    strbuf_release(&first);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct statement statement;
    struct passage passage;
    char *text = memcpy(heap_alloc(len), bytes, len);
    enum status status =
        passage_decode((struct slice){text, len}, &statement, &passage, NULL);

    if (status == STATUS_OK)
        check_again(&statement, &passage);
    else
        FUZZ_CHECK(status == STATUS_CORRUPT || status == STATUS_VERSION);
    heap_free(text);
    return 0;
}
