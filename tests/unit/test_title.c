/* title: which line is the title. */
#include "tests/unit/page_help.h"

static void check_page(const char *text, uint32_t page, const char *expected)
{
    struct facts facts = {.arena = ARENA_INIT};

    facts_read_page(&facts, text, page);
    assert_slice(facts.statement.title, expected);
    facts_release(&facts);
}

static void check_title(const char *text, const char *expected)
{
    check_page(text, 0, expected);
}

static void check_printed(const char *text, const char *expected)
{
    check_page(text, 1, expected);
}

static void test_the_first_line_before_the_text_is_the_title(void **state)
{
    (void)state;
    check_title("Ministers Meet in Oslo\n\n" BODY, "Ministers Meet in Oslo");
    check_title("July 31, 2018\n\nStatement by the Minister\n\n" BODY,
                "Statement by the Minister");
    check_title("日露外相会談（概要）\n\n両大臣は地域情勢について協議を"
                "行いました。\n",
                "日露外相会談（概要）");
    check_title("Agreed Minutes\n\nMarch 20, 2017\n\n" BODY, "Agreed Minutes");
    check_title("О встрече министров\n\nСтороны обсудили положение дел.\n",
                "О встрече министров");
}

static void test_double_spaces_become_one(void **state)
{
    (void)state;
    check_title("Ministerial Consultation  (“2+2”\xC2\xA0 Meeting)\n\n" BODY,
                "Ministerial Consultation (“2+2” Meeting)");
}

static void test_a_text_that_begins_with_a_paragraph_has_no_title(void **state)
{
    (void)state;
    check_title(BODY "\n" BODY, "");
    check_title("Mr. President, distinguished delegates\n\n" BODY, "");
    check_title("In the name of God, the Merciful\n\n" BODY, "");
    check_title("I would like to thank you all\n\n" BODY, "");
    check_title("Ministers Meet in Oslo\n", "");
    check_title("", "");
}

static void test_places_and_parts_are_no_titles(void **state)
{
    (void)state;
    check_title("East Room\n\nParis, France\n\n" BODY, "");
    check_title("[Opening remarks]\n\n" BODY, "");
    check_title("1. Relations of the two countries\n\n" BODY, "");
}

static void test_numbered_captions_give_the_title(void **state)
{
    struct facts facts = {.arena = ARENA_INIT};

    (void)state;
    facts_read(&facts, "Relations with Iceland\n\nJuly 31, 2018\n"
                       "Iceland-Norway Ministerial Meeting 1\n"
                       "Iceland-Norway Ministerial Meeting 2\n\n" BODY
                       "\nBack to Relations with Iceland\n");
    assert_slice(facts.statement.title, "Iceland-Norway Ministerial Meeting");
    assert_int_equal(use_of(&facts, 4), LINE_OF_PAGE);
    assert_int_equal(use_of(&facts, 5), LINE_OF_PAGE);
    facts_release(&facts);
}

static void test_a_title_of_two_lines_is_joined(void **state)
{
    (void)state;
    check_title("JOINT STATEMENT\nof the Foreign Ministers of Norway and "
                "Iceland\n\n" BODY,
                "JOINT STATEMENT of the Foreign Ministers of Norway and "
                "Iceland");
}

static void test_a_known_title_is_marked_where_it_stands(void **state)
{
    struct facts facts = {.arena = ARENA_INIT};

    (void)state;
    facts.statement.title = SLICE("Ministers meet  in Oslo");
    facts_read(&facts, "Ministers Meet in Oslo\n\n" BODY);
    assert_slice(facts.statement.title, "Ministers meet  in Oslo");
    assert_int_equal(use_of(&facts, 1), LINE_TITLE);
    facts_release(&facts);
}

static void test_an_office_alone_is_no_title_of_a_printed_page(void **state)
{
    (void)state;
    check_printed("PRIME MINISTER\n\nAddress on the Northern Strait\n\n" BODY,
                  "Address on the Northern Strait");
    check_printed("Ministry of Lighthouses and Fisheries\n\n" BODY, NULL);
    check_printed("Government of Canada Announces New Lighthouses\n\n" BODY,
                  "Government of Canada Announces New Lighthouses");
    check_printed("Ministry of Lighthouses visited by the King\n\n" BODY,
                  "Ministry of Lighthouses visited by the King");
}

/* They have no letterheads. */
static void test_a_state_may_begin_the_title_of_others(void **state)
{
    (void)state;
    check_title("Republic of Korea National Foundation Day\n\n" BODY,
                "Republic of Korea National Foundation Day");
    check_title("United Nations Day\n\n" BODY, "United Nations Day");
    check_title("PRIME MINISTER\n\nAddress on the Northern Strait\n\n" BODY,
                "Address on the Northern Strait");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_first_line_before_the_text_is_the_title),
        cmocka_unit_test(test_double_spaces_become_one),
        cmocka_unit_test(test_a_text_that_begins_with_a_paragraph_has_no_title),
        cmocka_unit_test(test_places_and_parts_are_no_titles),
        cmocka_unit_test(test_numbered_captions_give_the_title),
        cmocka_unit_test(test_a_title_of_two_lines_is_joined),
        cmocka_unit_test(test_a_known_title_is_marked_where_it_stands),
        cmocka_unit_test(test_an_office_alone_is_no_title_of_a_printed_page),
        cmocka_unit_test(test_a_state_may_begin_the_title_of_others),
    };

    return cmocka_run_group_tests_name("title", tests, NULL, NULL);
}
