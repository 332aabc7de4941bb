/* ordinals: the numbers of lists. */
#include "tests/unit/unit.h"

#include "indexer/ordinals.h"

static void test_numbers_are_written_in_their_form(void **state)
{
    static const struct {
        const char *form;
        unsigned value;
        const char *expected; /* NULL: it has none */
    } rows[] = {
        {"decimal", 0, "0"},
        {"decimal", 12, "12"},
        {"decimalZero", 7, "07"},
        {"lowerRoman", 4, "iv"},
        {"upperRoman", 1999, "MCMXCIX"},
        {"upperRoman", 0, NULL},
        {"upperRoman", 4000, NULL},
        {"lowerLetter", 1, "a"},
        {"lowerLetter", 26, "z"},
        {"lowerLetter", 28, "bb"},
        {"lowerLetter", 0, NULL},
        {"upperLetter", 3, "C"},
        {"upperLetter", 32767, NULL},
        {"russianLower", 1, "а"},
        {"russianLower", 10, "к"},
        {"russianUpper", 27, "Э"},
        {"russianLower", 29, "я"},
        {"japaneseCounting", 1, "一"},
        {"japaneseCounting", 10, "十"},
        {"chineseCounting", 35, "三十五"},
        {"chineseCounting", 100, NULL},
        {"bullet", 1, NULL},
        {"none", 1, NULL},
        {"hex", 1, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct strbuf out = STRBUF_INIT;
        bool is_one = ordinal_add(ordinal_of(slice_of(rows[i].form)),
                                  rows[i].value, &out);

        if (is_one != (rows[i].expected != NULL) ||
            (is_one &&
             !slice_equal(strbuf_slice(&out), slice_of(rows[i].expected))))
            fail_msg("%s %u gives '%.*s'", rows[i].form, rows[i].value,
                     SLICE_ARG(strbuf_slice(&out)));
        strbuf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_written_in_their_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
