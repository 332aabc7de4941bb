/* language: of texts long and short. */
#include "tests/unit/unit.h"

#include "indexer/language.h"

struct row {
    const char *text, *expected;
};

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct slice got = language_of(slice_of(rows[i].text));

        if (!slice_equal(got, slice_of(rows[i].expected)))
            fail_msg("'%s' is '%.*s', not '%s'", rows[i].text, SLICE_ARG(got),
                     rows[i].expected);
    }
}

static void test_languages_of_statements_are_told_apart(void **state)
{
    static const struct row rows[] = {
        {"The ministers exchanged views on the regional situation and agreed "
         "to continue consultations at the expert level.",
         "en"},
        {"Министры обменялись мнениями о положении в регионе и договорились "
         "продолжить консультации на уровне экспертов.",
         "ru"},
        {"Les ministres ont échangé leurs vues sur la situation régionale et "
         "sont convenus de poursuivre leurs consultations.",
         "fr"},
        {"Die Minister tauschten sich über die Lage in der Region aus und "
         "vereinbarten, die Gespräche fortzusetzen.",
         "de"},
        {"Los ministros intercambiaron opiniones sobre la situación regional "
         "y acordaron continuar las consultas.",
         "es"},
        {"Os ministros trocaram opiniões sobre a situação regional e "
         "concordaram em continuar as consultas entre os dois países.",
         "pt"},
        {"I ministri hanno discusso della situazione nella regione e hanno "
         "deciso di proseguire le consultazioni tra i due paesi.",
         "it"},
        {"両大臣は地域情勢について意見交換を行いました。", "ja"},
        {"两国外长就地区局势交换了意见，并同意继续磋商。", "zh"},
        {"양국 장관은 지역 정세에 대해 의견을 교환했습니다.", "ko"},
        {"تبادل الوزيران الآراء حول الوضع في المنطقة واتفقا على مواصلة "
         "المشاورات بين البلدين",
         "ar"},
        {"Міністри обговорили ситуацію в регіоні та домовилися продовжити "
         "консультації щодо співробітництва.",
         "uk"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_what_is_too_short_is_unknown(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"2+2", ""},
        {"NATO", ""},
        {"Japan", ""},
        {"1234567890 1234567890 1234567890 1234567890 1234567890", ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_a_text_half_in_each_language_is_unknown(void **state)
{
    static const struct row rows[] = {
        {"The ministers exchanged views on the regional situation and agreed "
         "to continue consultations at the expert level. Les ministres ont "
         "échangé leurs vues sur la situation régionale et sont convenus de "
         "poursuivre leurs consultations.",
         ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_names_in_another_script_do_not_count(void **state)
{
    static const struct row rows[] = {
        {"河野太郎外務大臣は、ロシアのSergey Lavrov外務大臣と会談しました。",
         "ja"},
        {"Foreign Minister Taro Kono (河野太郎) met his Russian counterpart "
         "in Moscow and agreed to continue the consultations.",
         "en"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_a_known_language_stays(void **state)
{
    struct line line = {.text = SLICE("The ministers exchanged views on the "
                                      "regional situation and agreed to go on "
                                      "with their consultations.")};
    struct page page = {.lines = &line, .count = 1};
    struct statement statement = {.language = SLICE("fr")};

    (void)state;
    language_find(&page, &statement);
    assert_slice(statement.language, "fr");
    statement.language = SLICE_UNKNOWN;
    language_find(&page, &statement);
    assert_slice(statement.language, "en");
    statement.language = SLICE_UNKNOWN;
    line.use = LINE_OF_PAGE;
    language_find(&page, &statement);
    assert_false(slice_is_known(statement.language));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages_of_statements_are_told_apart),
        cmocka_unit_test(test_what_is_too_short_is_unknown),
        cmocka_unit_test(test_a_text_half_in_each_language_is_unknown),
        cmocka_unit_test(test_names_in_another_script_do_not_count),
        cmocka_unit_test(test_a_known_language_stays),
    };

    return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
