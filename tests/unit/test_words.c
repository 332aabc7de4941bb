/* words: where words begin and end. */
#include <string.h>

#include "tests/unit/unit.h"

#include "common/words.h"

/* The words of text, as they stand in it, joined by |. */
static void add_words(const char *text, enum words_habit habit,
                      struct strbuf *out)
{
    struct folded folded = {.text = STRBUF_INIT};
    struct slice raw = slice_of(text);
    struct words words;
    struct word word;

    folded_set(&folded, raw);
    words_begin(&words, &folded, habit);
    while (words_next(&words, &word)) {
        if (out->len)
            strbuf_add_byte(out, '|');
        strbuf_add(out, slice_part(raw, word.start, word.end));
    }
    folded_release(&folded);
}

struct row {
    const char *text;
    const char *words;
};

static void check(const struct row *rows, size_t count, enum words_habit habit)
{
    struct strbuf out = STRBUF_INIT;

    for (size_t i = 0; i < count; i++) {
        strbuf_reset(&out);
        add_words(rows[i].text, habit, &out);
        if (!slice_equal(strbuf_slice(&out), slice_of(rows[i].words)))
            fail_msg("%s: '%.*s', not '%s'", rows[i].text,
                     SLICE_ARG(strbuf_slice(&out)), rows[i].words);
    }
    strbuf_release(&out);
}

static void test_words_of_letters(void **state)
{
    static const struct row rows[] = {
        {"Missile defense, now.", "Missile|defense|now"},
        {"Japan's 'own' view", "Japan's|own|view"},
        {"Japan’s", "Japan’s"},
        {"don't; the states' rights", "don't|the|states|rights"},
        {"co-operation and co-ordinate", "co-operation|and|co-ordinate"},
        {"re-elect, pre-empt, re-use", "re-elect|pre-empt|re|use"},
        {"U.S.-Japan", "U.S.|Japan"},
        {"in the U.S. We", "in|the|U.S.|We"},
        {"the U.S.'s", "the|U.S.'s"},
        {"D.P.R.K., U.N", "D.P.R.K.|U.N"},
        {"Plan B. The", "Plan|B|The"},
        {"Joseph R. Biden", "Joseph|R|Biden"},
        {"St.Petersburg", "St|Petersburg"},
        {"S.Lavrov", "S|Lavrov"},
        {"К.Н.Д.Р.", "К.Н.Д.Р."},
        {"coup d'état", "coup|d|état"},
        {"O'Brien", "O'Brien"},
        {"a/b_c", "a|b|c"},
        {"об'єднаних", "об'єднаних"},
        {"...", ""},
        {"", ""},
    };

    (void)state;
    check(rows, COUNT_OF(rows), WORDS_COMMON);
}

static void test_numbers(void **state)
{
    static const struct row rows[] = {
        {"1,000 and 18.3", "1,000|and|18.3"},
        {"1,234,567.89", "1,234,567.89"},
        {"1.000.000", "1.000.000"},
        {"31.07.2018", "31|07|2018"},
        {"2.1.3", "2|1|3"},
        {"1,2,3", "1|2|3"},
        {"2018, 2019", "2018|2019"},
        {"1990,1991", "1990|1991"},
        {"2,5 %", "2,5"},
        {"11:05", "11|05"},
        {"2+2 meeting, P5+1", "2+2|meeting|P5+1"},
        {"２＋２", "２＋２"},
        {"2 + 2", "2|2"},
        {"S-400", "S|400"},
        {"Covid-19", "Covid|19"},
        {"the 1970s, 1970's", "the|1970s|1970's"},
        {"5G, 2nd", "5G|2nd"},
        {"2231(2015).", "2231|2015"},
        {"A/RES/73/1", "A|RES|73|1"},
        {"1,", "1"},
    };

    (void)state;
    check(rows, COUNT_OF(rows), WORDS_COMMON);
}

static void test_elisions(void **state)
{
    static const struct row french[] = {
        {"l'accord d'État", "l|accord|d|État"},
        {"qu’il n'est", "qu|il|n|est"},
        {"aujourd'hui", "aujourd'hui"},
        {"jusqu'à", "jusqu|à"},
    };
    static const struct row italian[] = {
        {"dell'accordo", "dell|accordo"},
        {"un'intesa", "un|intesa"},
    };

    (void)state;
    check(french, COUNT_OF(french), WORDS_FRENCH);
    check(italian, COUNT_OF(italian), WORDS_ITALIAN);
}

static void test_english_prefixes_are_words(void **state)
{
    static const struct row rows[] = {
        {"Nonproliferation", "Non|proliferation"},
        {"non-proliferation", "non|proliferation"},
        {"counterterrorism", "counter|terrorism"},
        {"antimissile", "anti|missile"},
        {"counterparts counted", "counterparts|counted"},
        {"nonetheless nonsense none", "nonetheless|nonsense|none"},
        {"anticipate Antigua", "anticipate|Antigua"},
    };
    static const struct row french[] = {{"nonobstant", "nonobstant"}};

    (void)state;
    check(rows, COUNT_OF(rows), WORDS_ENGLISH);
    check(french, COUNT_OF(french), WORDS_FRENCH);
}

static void test_bigrams(void **state)
{
    static const struct row rows[] = {
        {"北方領土", "北方|方領|領土"},
        {"北方4島", "北方|4|島"},
        {"島", "島"},
        {"日、露", "日|露"},
        {"ミサイル防衛", "ミサ|サイ|イル|ル防|防衛"},
        {"か\u3099く", "か\u3099く"},
        {"한국의 입장", "한국|국의|입장"},
        {"ABM条約", "ABM|条約"},
        {"ไทย", "ไท|ทย"},
        {"กำกับ", "กำ|ำกั|กับ"},
    };

    (void)state;
    check(rows, COUNT_OF(rows), WORDS_COMMON);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_letters),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_elisions),
        cmocka_unit_test(test_english_prefixes_are_words),
        cmocka_unit_test(test_bigrams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
