/* dateline: when a statement was made, and how that is known. */
#include "tests/unit/page_help.h"

struct row {
    const char *text, *date, *end;
    enum date_basis basis;
};

static void check_rows(const struct row *rows, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        struct facts facts = {.arena = ARENA_INIT};
        const struct statement *statement = &facts.statement;
        struct slice date, end;

        facts_read(&facts, rows[i].text);
        date = date_format(&facts.arena, statement->date);
        end = date_format(&facts.arena, statement->date_end);
        if (!slice_equal(date, slice_of(rows[i].date)) ||
            !slice_equal(end, slice_of(rows[i].end)) ||
            statement->date_basis != rows[i].basis) {
            print_error(
                "'%.80s'\n  gives %.*s..%.*s (%s)\n  not   %s..%s (%s)\n",
                rows[i].text, SLICE_ARG(date), SLICE_ARG(end),
                date_basis_name(statement->date_basis), rows[i].date,
                rows[i].end, date_basis_name(rows[i].basis));
            failed++;
        }
        facts_release(&facts);
    }
    assert_int_equal(failed, 0);
}

static void test_a_line_that_is_a_date_is_the_dateline(void **state)
{
    static const struct row rows[] = {
        {"Ministers Meet in Oslo\n\nJuly 31, 2018\n\n" BODY, "2018-07-31", "",
         DATE_DATELINE},
        {"30 July 201811:05\n\nMinisters Meet in Oslo\n\n" BODY, "2018-07-30",
         "", DATE_DATELINE},
        {"Ministers Meet in Oslo\n31.07.2018\n\n" BODY, "2018-07-31", "",
         DATE_DATELINE},
        {"Moscow, July 30, 2018\n\nMinisters Meet Again\n\n" BODY, "2018-07-30",
         "", DATE_DATELINE},
        {"Published: 31st July 2018\n\n" BODY, "2018-07-31", "", DATE_DATELINE},
        {"For immediate release\nPress release 2018-07-31\n\n" BODY,
         "2018-07-31", "", DATE_DATELINE},
        {"May 30-31, 2019 (Tokyo)\n\n" BODY, "2019-05-30", "2019-05-31",
         DATE_DATELINE},
        {"平成30年7月31日\n\n日露外相会談\n\n両大臣は協議を行いました。\n",
         "2018-07-31", "", DATE_DATELINE},
        {"Заявление МИД\n\nМосква, 31 июля 2018 года\n\nСтороны обсудили.\n",
         "2018-07-31", "", DATE_DATELINE},
        {"Last updated: 2 August 2020\n\nJuly 31, 2018\n\n" BODY, "2018-07-31",
         "", DATE_DATELINE},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_a_paragraph_may_begin_with_place_and_date(void **state)
{
    static const struct row rows[] = {
        {"Ministers Meet Again\n\nTOKYO, 31 July 2018 – " BODY, "2018-07-31",
         "", DATE_DATELINE},
        {"Ministers Meet Again\n\n(Washington, July 31, 2018) - " BODY,
         "2018-07-31", "", DATE_DATELINE},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_a_signed_text_has_its_date_at_the_end(void **state)
{
    static const struct row rows[] = {
        {"Joint Statement of the Ministers\n\n" BODY BODY BODY
         "\nReykjavik, 31 July 2018\n",
         "2018-07-31", "", DATE_DATELINE},
        {"A List of Meetings\n\n" BODY BODY BODY
         "\n31 July 2018\nMeeting\n30 July 2018\nVisit\n",
         "", "", DATE_NONE},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_the_text_tells_the_day_it_reports(void **state)
{
    static const struct row rows[] = {
        {"Ministers Visit Japan\n\nOn May 30-31, 2019, the ministers visited "
         "the city for talks with their counterparts. " BODY,
         "2019-05-30", "2019-05-31", DATE_TEXT},
        {"Press Conference by the Minister, July 31, 2018\n\n" BODY,
         "2018-07-31", "", DATE_TEXT},
        {"The Agreement and its Future\n\nThe agreement of July 2, 1986 was "
         "discussed at a meeting of the two ministers in Oslo. " BODY,
         "", "", DATE_NONE},
        {"On 24 October 1945 the founders of our Organization met and signed "
         "its Charter; in 1995 we looked back at what it had done. " BODY,
         "", "", DATE_NONE},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_a_weekday_and_the_years_named_give_the_year(void **state)
{
    static const struct row rows[] = {
        {"Foreign Ministers' Meeting\n\nOn Saturday, January 28, the ministers "
         "held a meeting. " BODY "\nTrade reached a record figure in 2011.\n",
         "2012-01-28", "", DATE_INFERRED},
        {"Foreign Ministers' Meeting\n\nOn Saturday, January 28, the ministers "
         "held a meeting. " BODY "\nTrade fell in 2011 and will reach its old "
         "level by 2014.\n",
         "2012-01-28", "", DATE_INFERRED},
        {"Foreign Ministers' Meeting\n\nOn Saturday, January 28, the ministers "
         "held a meeting. " BODY,
         "", "", DATE_NONE},
        {"Foreign Ministers' Meeting\n\nOn January 28 the ministers held a "
         "meeting. " BODY "\nTrade reached a record figure in 2011.\n",
         "", "", DATE_NONE},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_lines_are_marked(void **state)
{
    struct facts facts = {.arena = ARENA_INIT};

    (void)state;
    facts_read(&facts, "Ministers Meet in Oslo\n\nJuly 31, 2018\n"
                       "4:20 P.M. EDT\n\n" BODY);
    assert_int_equal(use_of(&facts, 3), LINE_DATE);
    assert_int_not_equal(use_of(&facts, 4), LINE_OF_STATEMENT);
    assert_int_equal(use_of(&facts, 6), LINE_OF_STATEMENT);
    facts_release(&facts);
}

static void test_a_stated_date_stays_but_lines_are_marked(void **state)
{
    struct facts facts = {.arena = ARENA_INIT};

    (void)state;
    facts.statement.date = (struct date){2001, 2, 3};
    facts.statement.date_basis = DATE_METADATA;
    facts_read(&facts, "Ministers Meet in Oslo\n\nJuly 31, 2018\n\n" BODY);
    assert_int_equal(facts.statement.date.year, 2001);
    assert_int_equal(facts.statement.date_basis, DATE_METADATA);
    assert_int_equal(use_of(&facts, 3), LINE_DATE);
    facts_release(&facts);
}

static void test_what_a_dateline_is(void **state)
{
    static const char *const lines[] = {"July 31, 2018",
                                        "(July 31, 2018)",
                                        "Tuesday, 31 July 2018",
                                        "Tokyo, July 31, 2018",
                                        "31 July 2018 | Press Release",
                                        "31 juillet 2018",
                                        "Paris, le 31 juillet 2018",
                                        "2018年7月31日（火曜日）",
                                        "July 31, 2018 (平成30年7月31日)",
                                        "THE WHITE HOUSE, July 31, 2018.",
                                        "8:31 pm, March 20, 2017",
                                        "No. 123, 31.07.2018"};
    static const char *const others[] = {
        "Press Conference, July 31, 2018",    "Treaty of Paris, May 30, 1814",
        "The ministers met on July 31, 2018", "Resolution 1718, July 3, 2006",
        "日露外相会談（2018年7月31日）",      "July 2018",
        "See the statement of July 31, 2018", ""};
    struct date_match match;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (!dateline_is(slice_of(lines[i]), &match))
            fail_msg("'%s' is no dateline", lines[i]);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (dateline_is(slice_of(others[i]), &match))
            fail_msg("'%s' is a dateline", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_that_is_a_date_is_the_dateline),
        cmocka_unit_test(test_a_paragraph_may_begin_with_place_and_date),
        cmocka_unit_test(test_a_signed_text_has_its_date_at_the_end),
        cmocka_unit_test(test_the_text_tells_the_day_it_reports),
        cmocka_unit_test(test_a_weekday_and_the_years_named_give_the_year),
        cmocka_unit_test(test_lines_are_marked),
        cmocka_unit_test(test_a_stated_date_stays_but_lines_are_marked),
        cmocka_unit_test(test_what_a_dateline_is),
    };

    return cmocka_run_group_tests_name("dateline", tests, NULL, NULL);
}
