/* issuer: who published, by marks that are the issuer's own. */
#include "tests/unit/page_help.h"

struct row {
    const char *text, *issuer, *side;
};

static void check_rows(const struct row *rows, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        struct facts facts = {.arena = ARENA_INIT};
        const struct statement *statement = &facts.statement;

        facts_read(&facts, rows[i].text);
        if (!slice_equal(statement->issuer, slice_of(rows[i].issuer)) ||
            !slice_equal(statement->issuer_side, slice_of(rows[i].side))) {
            print_error("'%.80s'\n  gives '%.*s' of '%.*s'\n", rows[i].text,
                        SLICE_ARG(statement->issuer),
                        SLICE_ARG(statement->issuer_side));
            failed++;
        }
        facts_release(&facts);
    }
    assert_int_equal(failed, 0);
}

static void test_marks_of_the_issuer_are_known(void **state)
{
    static const struct row rows[] = {
        {"Comment by the Information and Press Department on the "
         "talks\n\n" BODY,
         "Ministry of Foreign Affairs of the Russian Federation", "Russia"},
        {"Ministry of Foreign Affairs of Japan\n\nMinisters Meet in "
         "Oslo\n\n" BODY,
         "Ministry of Foreign Affairs of Japan", "Japan"},
        {"Ministers Meet in Oslo\n\n" BODY
         "\n© 2018 Ministry of Foreign Affairs of Norway. All rights "
         "reserved.\n",
         "Ministry of Foreign Affairs of Norway", "Norway"},
        {"Statement by the Ministry of Foreign Affairs of Ukraine on the "
         "situation in Syria\n\n" BODY,
         "Ministry of Foreign Affairs of Ukraine", "Ukraine"},
        {"Statement by the Spokesperson of the Ministry of Foreign Affairs of "
         "the Republic of Korea\n\n" BODY,
         "Ministry of Foreign Affairs of the Republic of Korea", "South Korea"},
        {"Ministers Meet in Oslo\n\nOffice of the Spokesperson\n\n" BODY,
         "U.S. Department of State", "United States"},
        {"日露外相会談\n\n両大臣は協議を行いました。\n\n外務省\n",
         "Ministry of Foreign Affairs of Japan", "Japan"},
        {"Заявление МИД России о положении в регионе\n\nСтороны обсудили "
         "положение дел и договорились продолжить консультации.\n",
         "Ministry of Foreign Affairs of the Russian Federation", "Russia"},
        {"Embassy of Norway\n\nMinisters Meet in Oslo\n\n" BODY,
         "Embassy of Norway", "Norway"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_who_is_only_mentioned_is_no_issuer(void **state)
{
    static const struct row rows[] = {
        {"Ministers of Foreign Affairs of Japan Visit Norway\n\n" BODY, "", ""},
        {"Ministers Meet in Oslo\n\nThe Ministry of Foreign Affairs of Japan "
         "said that the Information and Press Department of the other side "
         "had answered. " BODY,
         "", ""},
        {"Joint Statement of Japan and Norway\n\n" BODY, "", ""},
        {"Remarks on the Ministry of Foreign Affairs of Japan\n\n" BODY, "",
         ""},
        {"Statement by the Minister on the Government of Japan\n\n" BODY, "",
         ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_the_host_tells_the_issuer(void **state)
{
    static const struct row rows[] = {
        {"https://www.mofa.go.jp/erp/rss/page4e_000870.html",
         "Ministry of Foreign Affairs of Japan", "Japan"},
        {"https://bidenwhitehouse.archives.gov/briefing-room/",
         "The White House", "United States"},
        {"https://mid.ru:443/en/",
         "Ministry of Foreign Affairs of the Russian "
         "Federation",
         "Russia"},
        {"http://www.mfa.gov.by/x", "", "Belarus"},
        {"https://www.gov.uk/government/news", "", "United Kingdom"},
        {"https://notmid.ru/", "", ""},
        {"https://example.org/mid.ru/", "", ""},
        {"mid.ru", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct statement statement = {.url = slice_of(rows[i].text)};

        issuer_complete(&statement);
        assert_slice(statement.issuer, rows[i].issuer);
        assert_slice(statement.issuer_side, rows[i].side);
    }
}

static void test_the_issuers_name_tells_its_side(void **state)
{
    struct statement statement = {
        .issuer = SLICE("Ministry of Foreign Affairs of Japan")};

    (void)state;
    issuer_complete(&statement);
    assert_slice(statement.issuer_side, "Japan");
    statement = (struct statement){.issuer = SLICE("Japan-Norway Society")};
    issuer_complete(&statement);
    assert_false(slice_is_known(statement.issuer_side));
    statement = (struct statement){.issuer_side = SLICE("JPN")};
    issuer_complete(&statement);
    assert_slice(statement.issuer_side, "Japan");
}

static void test_what_is_stated_stays(void **state)
{
    struct facts facts = {.arena = ARENA_INIT};

    (void)state;
    facts.statement.issuer = SLICE("Valdai Club");
    facts.statement.issuer_side = SLICE("Elsewhere");
    facts_read(&facts, "Ministry of Foreign Affairs of Japan\n\n" BODY);
    assert_slice(facts.statement.issuer, "Valdai Club");
    assert_slice(facts.statement.issuer_side, "Elsewhere");
    assert_int_equal(use_of(&facts, 1), LINE_ISSUER);
    facts_release(&facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_of_the_issuer_are_known),
        cmocka_unit_test(test_who_is_only_mentioned_is_no_issuer),
        cmocka_unit_test(test_the_host_tells_the_issuer),
        cmocka_unit_test(test_the_issuers_name_tells_its_side),
        cmocka_unit_test(test_what_is_stated_stays),
    };

    return cmocka_run_group_tests_name("issuer", tests, NULL, NULL);
}
