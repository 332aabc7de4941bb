/* names: honorific, office, name and side of a person, kept apart. */
#include "tests/unit/unit.h"

#include "indexer/names.h"

static struct slice part(struct slice text, const struct token_list *tokens,
                         size_t begin, size_t end)
{
    return begin == end ? SLICE("")
                        : slice_part(text, tokens->items[begin].start,
                                     tokens->items[end - 1].end);
}

static void check(const char *words, const char *name, const char *role,
                  const char *side)
{
    struct token_list tokens = {.count = 0};
    struct slice text = slice_of(words);
    struct name_match match;

    tokens_read(&tokens, text);
    if (!name_read(&tokens, 0, false, &match))
        fail_msg("'%s' names nobody", words);
    assert_slice(part(text, &tokens, match.name_begin, match.name_end), name);
    assert_slice(part(text, &tokens, match.role_begin, match.role_end), role);
    assert_slice(slice_is_known(match.side) ? match.side : SLICE(""), side);
    tokens_release(&tokens);
}

static void test_office_name_and_side_are_kept_apart(void **state)
{
    (void)state;
    check("Japanese Foreign Minister Fumio Kishida said", "Fumio Kishida",
          "Japanese Foreign Minister", "Japan");
    check("Mr. Lavrov, the Minister for Foreign Affairs of Russia, said",
          "Lavrov", "Minister for Foreign Affairs of Russia", "Russia");
    check("Press Secretary Ana Harbour En Route Lisbon", "Ana Harbour",
          "Press Secretary", "");
    check("NSC Coordinator for Strategic Communications Tom Quay", "Tom Quay",
          "NSC Coordinator for Strategic Communications", "");
}

static void test_a_short_office_needs_its_stop(void **state)
{
    struct token_list tokens = {.count = 0};
    struct name_match match;

    (void)state;
    check("Sen. Tom Wharf said", "Tom Wharf", "Sen", "");
    tokens_read(&tokens, SLICE("Sen Wharf said"));
    assert_false(name_read(&tokens, 0, false, &match));
    tokens_release(&tokens);
}

static void test_the_office_of_another_is_not_his(void **state)
{
    (void)state;
    check("Governor Tom Wharf, and Senator Ann Quay", "Tom Wharf", "Governor",
          "");
}

static void test_bare_names_are_words_with_capitals(void **state)
{
    struct token_list tokens = {.count = 0};

    (void)state;
    tokens_read(&tokens, SLICE("Ursula von der Leyen"));
    assert_true(name_is_bare(&tokens, 0, tokens.count));
    tokens_read(&tokens, SLICE("the harbour"));
    assert_false(name_is_bare(&tokens, 0, tokens.count));
    tokens_release(&tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_office_name_and_side_are_kept_apart),
        cmocka_unit_test(test_a_short_office_needs_its_stop),
        cmocka_unit_test(test_the_office_of_another_is_not_his),
        cmocka_unit_test(test_bare_names_are_words_with_capitals),
    };

    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
