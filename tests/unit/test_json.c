/* json: what is written is valid JSON, as jansson reads it. */
#include "tests/unit/unit.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "common/json.h"

static void test_members_and_commas(void **state)
{
    struct strbuf buf = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&buf);

    (void)state;
    json_begin_object(&json);
    json_add_text(&json, "a", SLICE("x"));
    json_key(&json, "b");
    json_begin_array(&json);
    json_put_integer(&json, -7);
    json_begin_array(&json);
    json_end_array(&json);
    json_put_number(&json, 0.5, 3);
    json_put_number(&json, NAN, 3);
    json_put_truth(&json, true);
    json_end_array(&json);
    json_add_text(&json, "c", SLICE_UNKNOWN);
    json_end_object(&json);
    assert_string_equal(
        buf.bytes, "{\"a\":\"x\",\"b\":[-7,[],0.500,null,true],\"c\":null}");
    strbuf_release(&buf);
}

/* Random bytes: the output is accepted by the strictest reader at hand, and
 * what was valid comes back as it was. */
static void test_any_bytes_give_valid_json(void **state)
{
    uint32_t random = 12345;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct strbuf buf = STRBUF_INIT;
        struct json_writer json = JSON_WRITER(&buf);
        char bytes[24];
        json_error_t why;
        json_t *read;

        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = (char)(random >> 24);
        }
        json_begin_array(&json);
        json_put_text(&json, (struct slice){bytes, sizeof bytes});
        json_end_array(&json);
        read = json_loadb(buf.bytes, buf.len, JSON_ALLOW_NUL, &why);
        if (!read)
            fail_msg("round %d: %s in %s", round, why.text, buf.bytes);
        json_decref(read);
        strbuf_release(&buf);
    }
}

static void test_text_comes_back_as_it_was(void **state)
{
    static const char text[] = "\"\\/\b\t\n\r\x01\x7F Ж 北 🇯";
    struct strbuf buf = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&buf);
    json_t *read;

    (void)state;
    json_begin_array(&json);
    json_put_text(&json, slice_of(text));
    json_end_array(&json);
    read = json_loadb(buf.bytes, buf.len, 0, NULL);
    assert_non_null(read);
    assert_string_equal(json_string_value(json_array_get(read, 0)), text);
    json_decref(read);
    strbuf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_and_commas),
        cmocka_unit_test(test_any_bytes_give_valid_json),
        cmocka_unit_test(test_text_comes_back_as_it_was),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
