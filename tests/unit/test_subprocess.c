/* subprocess: another program within bounds. */
#include <time.h>

#include "indexer/subprocess.h"
#include "tests/unit/unit.h"

static const struct subprocess_limits usual = {8000, 512 << 20, 1 << 20};

static void test_input_goes_in_and_output_comes_back(void **state)
{
    static const char *const cat[] = {"cat", SUBPROCESS_INPUT, NULL};
    struct subprocess_result result;
    struct error err;

    (void)state;
    assert_int_equal(
        subprocess_run(cat, SLICE("lighthouse"), &usual, &result, &err),
        STATUS_OK);
    assert_int_equal(result.end, SUBPROCESS_EXITED);
    assert_int_equal(result.exit_code, 0);
    assert_slice(strbuf_slice(&result.output), "lighthouse");
    subprocess_result_release(&result);
}

static void test_a_missing_program_is_not_found(void **state)
{
    static const char *const none[] = {"no-such-program-at-all", NULL};
    struct subprocess_result result;
    struct error err;

    (void)state;
    assert_int_equal(subprocess_run(none, SLICE(""), &usual, &result, &err),
                     STATUS_NOT_FOUND);
    subprocess_result_release(&result);
}

static void test_one_that_never_ends_is_killed_with_its_children(void **state)
{
    static const char *const sleep[] = {"sh", "-c", "sleep 100 & sleep 100",
                                        NULL};
    struct subprocess_limits limits = usual;
    struct subprocess_result result;
    time_t before = time(NULL);
    struct error err;

    (void)state;
    limits.time_ms = 300;
    assert_int_equal(subprocess_run(sleep, SLICE(""), &limits, &result, &err),
                     STATUS_OK);
    assert_int_equal(result.end, SUBPROCESS_TIMEOUT);
    assert_true(time(NULL) - before < 30);
    subprocess_result_release(&result);
}

static void test_too_much_output_is_cut(void **state)
{
    static const char *const yes[] = {"yes", NULL};
    struct subprocess_limits limits = usual;
    struct subprocess_result result;
    struct error err;

    (void)state;
    limits.output_most = 100001;
    assert_int_equal(subprocess_run(yes, SLICE(""), &limits, &result, &err),
                     STATUS_OK);
    assert_int_equal(result.end, SUBPROCESS_FULL);
    assert_int_equal(result.output.len, 100001);
    subprocess_result_release(&result);
}

static void test_a_failure_has_its_code_and_its_words(void **state)
{
    static const char *const fail[] = {"sh", "-c", "echo gone >&2; exit 3",
                                       NULL};
    struct subprocess_result result;
    struct error err;

    (void)state;
    assert_int_equal(subprocess_run(fail, SLICE(""), &usual, &result, &err),
                     STATUS_OK);
    assert_int_equal(result.end, SUBPROCESS_EXITED);
    assert_int_equal(result.exit_code, 3);
    assert_true(slice_find(strbuf_slice(&result.messages), SLICE("gone"), 0) !=
                SIZE_MAX);
    subprocess_result_release(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_input_goes_in_and_output_comes_back),
        cmocka_unit_test(test_a_missing_program_is_not_found),
        cmocka_unit_test(test_one_that_never_ends_is_killed_with_its_children),
        cmocka_unit_test(test_too_much_output_is_cut),
        cmocka_unit_test(test_a_failure_has_its_code_and_its_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
