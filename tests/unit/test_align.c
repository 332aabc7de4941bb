/* align: a cleaned passage found in the text that it was taken from. */
#include "tests/unit/unit.h"

#include "common/arena.h"
#include "searchd/align.h"

/* Where the words of a passage begin and end in a text, "[...]" around them;
 * an empty text: they are not there. */
static void check(const char *text, const char *passage, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct slice whole = slice_of(text), part = slice_of(passage);
    size_t *offsets = arena_array(&arena, part.len + 1, sizeof *offsets);
    struct slice got = SLICE("");

    if (align_find(whole, 0, part, offsets))
        got = slice_part(whole, offsets[0], offsets[part.len]);
    assert_slice(got, expected);
    arena_release(&arena);
}

static void test_white_space_and_markup_stand_between(void **state)
{
    (void)state;
    check("x\n\nThe two\nministers   met in\r\n\tTokyo. End", /* */
          "The two ministers met in Tokyo.",
          "The two\nministers   met in\r\n\tTokyo.");
    check("a The two ministers of both **states** met in [Tokyo](http://x/y) "
          "at last.",
          "The two ministers of both states met in Tokyo at last.",
          "The two ministers of both **states** met in [Tokyo](http://x/y) "
          "at last.");
    check("\xE5\x8C\x97\xE6\x96\xB9\n\xE9\xA0\x98\xE5\x9C\x9F",
          "\xE5\x8C\x97\xE6\x96\xB9\xE9\xA0\x98\xE5\x9C\x9F",
          "\xE5\x8C\x97\xE6\x96\xB9\n\xE9\xA0\x98\xE5\x9C\x9F");
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    check("The two ministers met in Oslo, and that was all.",
          "The two ministers did not meet anywhere at all.", "");
    check("", "The two ministers", "");
    check("The two ministers", "", "");
}

static void test_each_byte_has_its_place(void **state)
{
    struct slice text = SLICE("a **bravo charlie**\ndelta foxtrot");
    struct slice passage = SLICE("bravo charlie delta foxtrot");
    size_t offsets[28];

    (void)state;
    assert_true(align_passage(text, 2, passage, offsets));
    assert_int_equal(offsets[0], 4);
    assert_int_equal(offsets[6], 10);
    assert_int_equal(offsets[14], 20);
    assert_int_equal(offsets[27], 33);
}

/* Other words at the beginning: it is found by its last ones. */
static void test_a_passage_with_a_new_beginning(void **state)
{
    struct slice text = SLICE("First.\nQuite other words stand here, and the "
                              "rest of what was said goes on as it did.");
    struct slice passage = SLICE("The words of old stand here, and the rest of "
                                 "what was said goes on as it did.");

    size_t offsets[128];

    (void)state;
    assert_true(align_find(text, 0, passage, offsets));
    assert_int_equal(offsets[0], 7);
    assert_int_equal(offsets[passage.len], text.len);
}

/* A few letters may have changed within it. */
static void test_a_passage_with_a_mended_word(void **state)
{
    struct slice text = SLICE("The two ministers spoke about defence.");
    struct slice passage = SLICE("The two ministers spoke about defense.");
    size_t offsets[64];

    (void)state;
    assert_true(align_passage(text, 0, passage, offsets));
    assert_int_equal(offsets[passage.len], text.len);
}

/* Of two places the one behind what was found before. */
static void test_the_search_goes_on_from_a_place(void **state)
{
    static const struct {
        size_t from, place;
    } cases[] = {{0, 0}, {4, 8}, {9, 0}, {99, 0}};
    struct slice text = SLICE("Yes.\nNo\nYes.\n");
    size_t offsets[5];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(align_find(text, cases[i].from, SLICE("Yes."), offsets));
        assert_int_equal(offsets[0], cases[i].place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_white_space_and_markup_stand_between),
        cmocka_unit_test(test_what_is_not_there),
        cmocka_unit_test(test_each_byte_has_its_place),
        cmocka_unit_test(test_a_passage_with_a_new_beginning),
        cmocka_unit_test(test_a_passage_with_a_mended_word),
        cmocka_unit_test(test_the_search_goes_on_from_a_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
