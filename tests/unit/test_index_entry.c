/* index_entry: what is remembered of a file, to and from stored bytes. */
#include "tests/unit/unit.h"

#include <string.h>

#include "common/index_entry.h"
#include "common/schema.h"

static const struct index_file full = {
    .size = 4711,
    .mtime_ns = -1, /* before 1970 */
    .hash = UINT64_MAX,
    .settings = 0x123456789ABCDEF0,
    .passages = UINT32_MAX,
    .statements = 7,
    .furniture = 12,
};

static void encode(struct strbuf *out)
{
    struct index_file file = full;

    file.key = SLICE("/statements/two words.txt");
    index_entry_encode(&file, out);
}

static void test_an_entry_comes_back(void **state)
{
    struct strbuf bytes = STRBUF_INIT;
    struct index_file file;
    struct error err;

    (void)state;
    encode(&bytes);
    assert_ok(index_entry_decode(strbuf_slice(&bytes), &file, &err), &err);
    assert_slice(file.key, "/statements/two words.txt");
    assert_true(file.size == full.size && file.mtime_ns == full.mtime_ns);
    assert_true(file.hash == full.hash && file.settings == full.settings);
    assert_int_equal(file.passages, full.passages);
    assert_int_equal(file.statements, full.statements);
    assert_int_equal(file.furniture, full.furniture);
    strbuf_release(&bytes);
}

static void test_a_damaged_entry_is_said_so(void **state)
{
    struct strbuf bytes = STRBUF_INIT;
    struct index_file file;
    struct error err;

    (void)state;
    encode(&bytes);
    for (size_t len = 0; len < bytes.len; len++)
        assert_int_equal(
            index_entry_decode(slice_part(strbuf_slice(&bytes), 0, len), &file,
                               &err),
            STATUS_CORRUPT);
    strbuf_add_byte(&bytes, 'x'); /* more than there should be */
    assert_int_equal(index_entry_decode(strbuf_slice(&bytes), &file, &err),
                     STATUS_CORRUPT);
    strbuf_cut(&bytes, bytes.len - 1);
    bytes.bytes[0] = 9; /* another version */
    assert_int_equal(index_entry_decode(strbuf_slice(&bytes), &file, &err),
                     STATUS_CORRUPT);
    assert_true(strstr(err.text, "index anew") != NULL);
    strbuf_release(&bytes);
}

/* Names are terms and keys of the library, which are short; paths are not. */
static void test_names_are_short_and_differ(void **state)
{
    char long_path[4000], one[INDEX_ENTRY_NAME_SIZE],
        two[INDEX_ENTRY_NAME_SIZE];
    char term[INDEX_FILE_TERM_SIZE];

    (void)state;
    memset(long_path, 'x', sizeof long_path);
    index_entry_name((struct slice){long_path, sizeof long_path}, one);
    index_entry_name((struct slice){long_path, sizeof long_path - 1}, two);
    assert_int_equal(strlen(one), INDEX_ENTRY_NAME_SIZE - 1);
    assert_true(slice_starts(slice_of(one), SLICE(INDEX_ENTRY_PREFIX)));
    assert_string_not_equal(one, two);
    index_file_term((struct slice){long_path, sizeof long_path}, term);
    assert_int_equal(strlen(term), INDEX_FILE_TERM_SIZE - 1);
    assert_true(slice_starts(slice_of(term), SLICE(PREFIX_FILE)));
    assert_string_equal(term + strlen(PREFIX_FILE),
                        one + strlen(INDEX_ENTRY_PREFIX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_entry_comes_back),
        cmocka_unit_test(test_a_damaged_entry_is_said_so),
        cmocka_unit_test(test_names_are_short_and_differ),
    };

    return cmocka_run_group_tests_name("index_entry", tests, NULL, NULL);
}
