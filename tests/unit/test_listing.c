/* listing: only named among other things, or spoken of? */
#include "tests/unit/unit.h"

#include "searchd/listing.h"

static void test_lists_are_told_from_statements(void **state)
{
    static const struct {
        const char *text, *mark;
        bool is_listed;
    } rows[] = {
        {"They spoke of trade, fisheries, visas and other matters.",
         "fisheries", true},
        {"They exchanged views on Iran, Syria, Council reform, missile defense "
         "and other matters, and agreed to meet.",
         "missile defense", true},
        {"Missile defense was the subject of the talks.", "Missile defense",
         false},
        {"The minister said that missile defense, as his side has shown, is no "
         "threat to anybody in the region.",
         "missile defense", false},
        {"They launched a missile, violated resolutions, and left.", "missile",
         false},
        {"\xE8\xB2\xBF\xE6\x98\x93\xE3\x80\x81\xE6\xBC\x81\xE6\xA5\xAD"
         "\xE3\x80\x81\xE6\x96\x87\xE5\x8C\x96\xE3\x80\x81\xE8\xA6\xB3"
         "\xE5\x85\x89\xE3\x80\x82", /* 貿易、漁業、文化、観光。 */
         "\xE6\xBC\x81\xE6\xA5\xAD", true},
        {"visas", "visas", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice text = slice_of(rows[i].text);
        struct slice word = slice_of(rows[i].mark);
        size_t at = slice_find(text, word, 0);
        struct hit_mark mark = {(uint32_t)at, (uint32_t)(at + word.len)};

        if (listing_holds(text, &mark, 1, 0) != rows[i].is_listed)
            fail_msg("row %zu: %s", i, rows[i].text);
    }
}

/* "Kunashir, Iturup, Shikotan and Habomai" is about the islands. */
static void test_a_list_of_marks_is_no_listing(void **state)
{
    struct slice text = SLICE("Ash, Elm, Fir and Oak");
    const struct hit_mark marks[] = {{0, 3}, {5, 8}, {10, 13}, {18, 21}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        assert_false(listing_holds(text, marks, COUNT_OF(marks), i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_are_told_from_statements),
        cmocka_unit_test(test_a_list_of_marks_is_no_listing),
    };

    return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
