/* wordmap: numbers for words. */
#include <stdio.h>

#include "tests/unit/unit.h"

#include "common/wordmap.h"

static struct slice word_of(int number, struct arena *arena)
{
    char bytes[32];
    size_t len =
        (size_t)snprintf(bytes, sizeof bytes, "word number %d", number);

    return slice_copy(arena, (struct slice){bytes, len});
}

static void test_words_keep_their_numbers_as_the_map_grows(void **state)
{
    struct wordmap map = {.slots = NULL};
    struct arena arena = ARENA_INIT;

    (void)state;
    for (int i = 0; i < 10000; i++)
        assert_int_equal(wordmap_add(&map, word_of(i, &arena), 7), i);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(wordmap_find(&map, word_of(i, &arena), 7), i);
    assert_int_equal(wordmap_find(&map, word_of(10000, &arena), 7),
                     WORDMAP_NONE);
    wordmap_release(&map);
    arena_release(&arena);
}

static void test_a_tag_makes_another_word(void **state)
{
    struct wordmap map = {.slots = NULL};

    (void)state;
    assert_int_equal(wordmap_find(&map, SLICE("us"), 0), WORDMAP_NONE);
    wordmap_add(&map, SLICE("us"), 0);
    assert_int_equal(wordmap_find(&map, SLICE("us"), 1), WORDMAP_NONE);
    assert_int_equal(wordmap_add(&map, SLICE("us"), 1), 1);
    assert_int_equal(wordmap_find(&map, SLICE("us"), 0), 0);
    wordmap_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_keep_their_numbers_as_the_map_grows),
        cmocka_unit_test(test_a_tag_makes_another_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
