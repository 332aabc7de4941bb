/* heading_text: is a line, by its words alone, a heading. */
#include "tests/unit/unit.h"

#include "indexer/heading_text.h"

static void test_headlines_are_short_and_no_sentences(void **state)
{
    (void)state;
    assert_true(heading_is_headline(SLICE("Regional affairs")));
    assert_false(heading_is_headline(SLICE("They met in Tokyo.")));
    assert_false(heading_is_headline(SLICE("They met,")));
    assert_false(heading_is_headline(SLICE("")));
}

static void test_forms_of_address_head_nothing(void **state)
{
    (void)state;
    assert_true(heading_is_address(SLICE("YOUR EXCELLENCY THE PRESIDENT")));
    assert_true(heading_is_address(SLICE("Mr President")));
    assert_true(heading_is_address(SLICE("**MR PRESIDENT,**")));
    assert_true(heading_is_address(SLICE("MEMORANDUM FOR THE MINISTER")));
    assert_false(heading_is_address(SLICE("MRNA VACCINES")));
    assert_false(heading_is_address(SLICE("Friendship of peoples")));
}

static void test_parts_of_sentences_are_told(void **state)
{
    (void)state;
    assert_true(heading_is_broken(SLICE("We note with concern that")));
    assert_true(heading_is_broken(SLICE("Oman values its ties and will")));
    assert_false(heading_is_broken(SLICE("Climate change and water")));
}

static void test_brackets_hold_headings_or_symbols(void **state)
{
    (void)state;
    assert_true(heading_is_bracketed(SLICE("[Opening remarks]")));
    assert_false(heading_is_bracketed(SLICE("[inaudible]")));
    assert_false(heading_is_bracketed(SLICE("[A/50/60, para. 73]")));
    assert_false(heading_is_bracketed(SLICE("[A] and [B]")));
}

struct row {
    const char *text, *heading;
};

static void test_a_section_leads_its_text(void **state)
{
    static const struct row rows[] = {
        {"Sec. 2. Lamps and Glass. (a) The lamps", "Sec. 2. Lamps and Glass."},
        {"Section 1. Policy. It is the policy", "Section 1. Policy."},
        {"Sec. 3. The Minister shall mend it.", "Sec. 3."},
        {"Sec. 4. Reports.", "Sec. 4. Reports."},
        {"Section 12 of the law holds.", ""},
        {"Sec. of State", ""},
        {"Article 5.", "Article 5."},
        {"", ""}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice text = slice_of(rows[i].text);

        assert_slice(slice_part(text, 0, heading_section_end(text)),
                     rows[i].heading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headlines_are_short_and_no_sentences),
        cmocka_unit_test(test_forms_of_address_head_nothing),
        cmocka_unit_test(test_parts_of_sentences_are_told),
        cmocka_unit_test(test_brackets_hold_headings_or_symbols),
        cmocka_unit_test(test_a_section_leads_its_text),
    };

    return cmocka_run_group_tests_name("heading_text", tests, NULL, NULL);
}
