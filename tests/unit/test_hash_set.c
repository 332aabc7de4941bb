/* hash_set: seen or not. */
#include "tests/unit/unit.h"

#include "common/hash_set.h"

static void test_what_was_added_is_known(void **state)
{
    struct hash_set set = {.count = 0};

    (void)state;
    for (uint64_t i = 0; i < 10000; i++)
        assert_true(hash_set_add(&set, i * 0x9E3779B97F4A7C15U + 5));
    for (uint64_t i = 0; i < 10000; i++)
        assert_false(hash_set_add(&set, i * 0x9E3779B97F4A7C15U + 5));
    assert_int_equal(set.count, 10000);
    hash_set_release(&set);
    assert_true(hash_set_add(&set, 0));
    assert_false(hash_set_add(&set, 0));
    hash_set_release(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_added_is_known),
    };

    return cmocka_run_group_tests_name("hash_set", tests, NULL, NULL);
}
