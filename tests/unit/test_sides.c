/* sides: states and organizations in running text. */
#include "tests/unit/unit.h"

#include "common/str.h"
#include "indexer/sides.h"

/* All sides that a text names, "Japan/name Russia/adjective". */
static const char *kind_name(enum side_kind kind)
{
    static const char *const kinds[] = {"name", "adjective", "people", "seat"};

    return kinds[kind];
}

static void list_sides(struct slice text, struct strbuf *out)
{
    struct side_match match;

    for (size_t at = 0; sides_find(text, at, &match); at = match.end) {
        if (out->len)
            strbuf_add_byte(out, ' ');
        strbuf_add(out, match.side);
        strbuf_add_format(out, "/%s", kind_name(match.kind));
        assert_true(match.end > match.start && match.end <= text.len);
    }
}

struct row {
    const char *text, *expected;
};

static void check_rows(const struct row *rows, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        struct strbuf found = STRBUF_INIT;

        list_sides(slice_of(rows[i].text), &found);
        if (!slice_equal(strbuf_slice(&found), slice_of(rows[i].expected))) {
            print_error("'%s'\n  gives '%.*s'\n  not   '%s'\n", rows[i].text,
                        SLICE_ARG(strbuf_slice(&found)), rows[i].expected);
            failed++;
        }
        strbuf_release(&found);
    }
    assert_int_equal(failed, 0);
}

static void test_english_names_are_found(void **state)
{
    static const struct row rows[] = {
        {"Both Japanese ministers stated", "Japan/adjective"},
        {"Japan-Russia talks", "Japan/name Russia/name"},
        {"the Russian Federation's view", "Russia/name"},
        {"the Russians and the Japanese", "Russia/people Japan/adjective"},
        {"RUSSIAN FEDERATION", "Russia/name"},
        {"THE UNITED STATES AND JAPAN", "United States/name Japan/name"},
        {"the U.S. and U.S.-led forces",
         "United States/name United States/name"},
        {"America, Americans and American forces",
         "United States/name United States/people United States/adjective"},
        {"US forces told us", "United States/name"},
        {"LET US PRAY", ""},
        {"the DPRK and the Republic of Korea",
         "North Korea/name South Korea/name"},
        {"the Democratic People's Republic of Korea", "North Korea/name"},
        {"the Democratic People’s Republic\nof  Korea", "North Korea/name"},
        {"South Koreans", "South Korea/people"},
        {"Korea and Koreans on the Korean Peninsula", ""},
        {"USSR, Soviet Union", "Soviet Union/name Soviet Union/name"},
        {"Moscow and Tokyo agreed", "Russia/seat Japan/seat"},
        {"NATO, the EU and ASEAN", "NATO/name European Union/name ASEAN/name"},
        {"Guinea-Bissau, Guinea, Papua New Guinea and Equatorial Guinea",
         "Guinea-Bissau/name Guinea/name Papua New Guinea/name "
         "Equatorial Guinea/name"},
        {"Niger and Nigeria", "Niger/name Nigeria/name"},
        {"the Democratic Republic of the Congo, the Congo",
         "DR Congo/name Congo/name"},
        {"Côte d’Ivoire", "Ivory Coast/name"},
        {"the United Nations Security Council", "United Nations/name"},
        {"Turkey said, and Türkiye agreed", "Turkey/name Turkey/name"},
        {"South Sudan and Sudan", "South Sudan/name Sudan/name"},
        {"Georgia, Jordan and Chad", "Georgia/name Jordan/name Chad/name"},
        {"In Jordan and in Georgia", "Jordan/name Georgia/name"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_what_only_looks_like_a_side_is_none(void **state)
{
    static const struct row rows[] = {
        {"The Japan Times and The Japan News report", ""},
        {"in the Sea of Japan", ""},
        {"Latin America and the South China Sea", ""},
        {"Jim Jordan, Chad Smith, Mr. Washington", ""},
        {"Atlanta, Georgia", ""},
        {"New Mexico and New England", ""},
        {"the Paris Agreement, the Vienna Convention", ""},
        {"the Minsk agreements", ""},
        {"japan black, chinaware, Indianapolis, Omani", "Oman/adjective"},
        {"Northern Ireland", ""},
        {"who told us", ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_russian_names_are_found_in_all_cases(void **state)
{
    static const struct row rows[] = {
        {"Россия, России, Россию, Россией",
         "Russia/name Russia/name Russia/name Russia/name"},
        {"в Российской Федерации", "Russia/name"},
        {"российско-японские отношения", "Russia/adjective Japan/adjective"},
        {"с японскими коллегами в Токио", "Japan/adjective Japan/seat"},
        {"Соединенными Штатами Америки и США",
         "United States/name United States/name"},
        {"между Китаем, Ираном и Украиной",
         "China/name Iran/name Ukraine/name"},
        {"КНДР и Республики Корея", "North Korea/name South Korea/name"},
        {"японцы и россияне", "Japan/people Russia/people"},
        {"ООН, ЕС и НАТО", "United Nations/name European Union/name NATO/name"},
        {"Организации Объединенных Наций", "United Nations/name"},
        {"Корейского полуострова", ""},
        {"РОССИЯ И ЯПОНИЯ", "Russia/name Japan/name"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_names_are_found_in_other_languages(void **state)
{
    static const struct row rows[] = {
        {"日本とロシアの外相", "Japan/name Russia/name"},
        {"北朝鮮、韓国及び米国",
         "North Korea/name South Korea/name United States/name"},
        {"日本海", ""},
        {"インドネシアとインド", "Indonesia/name India/name"},
        {"联合国和美国", "United Nations/name United States/name"},
        {"la France et les États-Unis", "France/name United States/name"},
        {"la partie japonaise, les ministres russes",
         "Japan/adjective Russia/adjective"},
        {"Corée du Nord et République de Corée",
         "North Korea/name South Korea/name"},
        {"die russischen und japanischen Minister",
         "Russia/adjective Japan/adjective"},
        {"Estados Unidos y Japón", "United States/name Japan/name"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_a_whole_text_names_a_side(void **state)
{
    static const struct row rows[] = {
        {"JP", "Japan"},
        {"jpn", "Japan"},
        {"japan", "Japan"},
        {" the United States of America ", "United States"},
        {"USA", "United States"},
        {"us", "United States"},
        {"uk", "United Kingdom"},
        {"GBR", "United Kingdom"},
        {"Iran (Islamic Republic of)", "Iran"},
        {"Korea (Democratic People's Republic of)", "North Korea"},
        {"PRK", "North Korea"},
        {"Korea, Republic of", "South Korea"},
        {"chad", "Chad"},
        {"Türkiye", "Turkey"},
        {"россия", "Russia"},
        {"EU", "European Union"},
        {"AU", "Australia"},
        {"african union", "African Union"},
        {"YUG", "Yugoslavia"},
        {"Korea", ""},
        {"Atlantis", ""},
        {"Japan and Russia", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_slice(side_of_name(slice_of(rows[i].text)), rows[i].expected);
}

static void test_a_name_can_be_asked_for_at_its_place(void **state)
{
    struct side_match match;
    struct slice text = SLICE("by the Russian side");

    (void)state;
    assert_true(sides_at(text, 7, &match));
    assert_slice(match.side, "Russia");
    assert_int_equal(match.end, 14);
    assert_false(sides_at(text, 8, &match));
    assert_false(sides_at(text, 3, &match));
    assert_false(sides_at(text, text.len, &match));
}

static void test_organizations_are_told_apart(void **state)
{
    struct side_match match;

    (void)state;
    assert_true(sides_find(SLICE("by NATO"), 0, &match));
    assert_true(match.is_organization);
    assert_true(side_is_organization(SLICE("European Union")));
    assert_false(side_is_organization(SLICE("Japan")));
}

static void test_bytes_that_are_no_text_do_no_harm(void **state)
{
    struct side_match match;

    (void)state;
    assert_false(sides_find(SLICE("\xFF\xE3\x81 \xC3"), 0, &match));
    assert_true(sides_find(SLICE("\xFFJapan\xE3"), 0, &match));
    assert_int_equal(match.start, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_names_are_found),
        cmocka_unit_test(test_what_only_looks_like_a_side_is_none),
        cmocka_unit_test(test_russian_names_are_found_in_all_cases),
        cmocka_unit_test(test_names_are_found_in_other_languages),
        cmocka_unit_test(test_a_whole_text_names_a_side),
        cmocka_unit_test(test_a_name_can_be_asked_for_at_its_place),
        cmocka_unit_test(test_organizations_are_told_apart),
        cmocka_unit_test(test_bytes_that_are_no_text_do_no_harm),
    };

    return cmocka_run_group_tests_name("sides", tests, NULL, NULL);
}
