/* status: errors, their texts, exit codes. */
#include "tests/unit/unit.h"

#include <string.h>

static void test_set_returns_its_status(void **state)
{
    struct error err;

    (void)state;
    assert_int_equal(error_set(&err, STATUS_IO, "%s: %d", "a", 7), STATUS_IO);
    assert_int_equal(err.status, STATUS_IO);
    assert_string_equal(err.text, "a: 7");
    assert_int_equal(error_set(NULL, STATUS_BUSY, "x"), STATUS_BUSY);
}

static void test_prefix_keeps_status_and_text(void **state)
{
    struct error err;

    (void)state;
    (void)error_set(&err, STATUS_BAD_FORMAT, "line 3: no date");
    assert_int_equal(error_prefix(&err, "a.txt"), STATUS_BAD_FORMAT);
    assert_string_equal(err.text, "a.txt: line 3: no date");
}

static void test_a_long_text_is_cut_at_a_character(void **state)
{
    char text[3 * sizeof(((struct error *)0)->text)];
    struct error err;
    size_t len;

    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, 'a', sizeof text);
        for (size_t i = shift; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "\xE5\x8C\x97", 3);
        text[sizeof text - 1] = '\0';
        (void)error_set(&err, STATUS_IO, "%s", text);
        len = strlen(err.text);
        assert_true(len < sizeof err.text && len + 4 > sizeof err.text);
        assert_int_equal((len - shift) % 3, 0);
    }
}

static void test_exit_codes_are_the_documented_ones(void **state)
{
    (void)state;
    assert_int_equal(status_exit_code(STATUS_OK), 0);
    assert_int_equal(status_exit_code(STATUS_NOT_FOUND), 2);
    assert_int_equal(status_exit_code(STATUS_USAGE), 2);
    assert_int_equal(status_exit_code(STATUS_BUSY), 75);
    assert_int_equal(status_exit_code(STATUS_STALE), 75);
    assert_int_equal(status_exit_code(STATUS_INTERRUPTED), 130);
}

static void test_every_status_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = STATUS_OK; i <= STATUS_BUG; i++)
        for (int j = i + 1; j <= STATUS_BUG; j++)
            assert_string_not_equal(status_name((enum status)i),
                                    status_name((enum status)j));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_returns_its_status),
        cmocka_unit_test(test_prefix_keeps_status_and_text),
        cmocka_unit_test(test_a_long_text_is_cut_at_a_character),
        cmocka_unit_test(test_exit_codes_are_the_documented_ones),
        cmocka_unit_test(test_every_status_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
