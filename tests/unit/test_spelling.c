/* spelling: two spellings to one, and words that must stay apart. */
#include <string.h>

#include "tests/unit/unit.h"

#include "common/spelling.h"

static void fold(struct strbuf *buf, const char *word)
{
    strbuf_reset(buf);
    strbuf_add_text(buf, word);
    spelling_fold(buf);
}

static void test_two_spellings_are_one(void **state)
{
    static const char *const pairs[][2] = {
        {"defence", "defense"},
        {"offence", "offense"},
        {"licence", "license"},
        {"practised", "practiced"},
        {"organise", "organize"},
        {"organisations", "organizations"},
        {"denuclearisation", "denuclearization"},
        {"recognisable", "recognizable"},
        {"analysed", "analyzed"},
        {"paralysing", "paralyzing"},
        {"programme", "program"},
        {"programmes", "programs"},
        {"kilogrammes", "kilograms"},
        {"centre", "center"},
        {"centres", "centers"},
        {"centred", "centered"},
        {"centring", "centering"},
        {"kilometre", "kilometer"},
        {"theatre", "theater"},
        {"colour", "color"},
        {"favourable", "favorable"},
        {"neighbouring", "neighboring"},
        {"endeavours", "endeavors"},
        {"dialogue", "dialog"},
        {"catalogued", "cataloged"},
        {"travelled", "traveled"},
        {"fuelling", "fueling"},
        {"councillor", "councilor"},
        {"fulfilment", "fulfillment"},
        {"manoeuvres", "maneuvers"},
        {"encyclopaedia", "encyclopedia"},
        {"judgement", "judgment"},
        {"cheque", "check"},
        {"grey", "gray"},
        {"plough", "plow"},
        {"sceptical", "skeptical"},
        {"moslems", "muslims"},
    };
    struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        fold(&a, pairs[i][0]);
        fold(&b, pairs[i][1]);
        if (strcmp(a.bytes, b.bytes) != 0)
            fail_msg("%s: '%s', %s: '%s'", pairs[i][0], a.bytes, pairs[i][1],
                     b.bytes);
    }
    strbuf_release(&a);
    strbuf_release(&b);
}

static void test_words_that_only_look_alike_stay(void **state)
{
    static const char *const words[] = {
        "advise",  "exercise",  "surprise", "enterprise", "promise",
        "premise", "revise",    "devise",   "compromise", "crisis",
        "crises",  "four",      "hour",     "tour",       "our",
        "pour",    "contour",   "size",     "prize",      "seize",
        "acre",    "genre",     "massacre", "filled",     "calling",
        "rolling", "drilled",   "cluster",  "number",     "limiter",
        "vogue",   "colleague", "rogue",    "logs",       "tyre",
        "finally", "intervene", "capsized", "citizen",    "programming",
    };
    struct strbuf buf = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        fold(&buf, words[i]);
        assert_slice(strbuf_slice(&buf), words[i]);
    }
    strbuf_release(&buf);
}

static void test_any_short_word_is_safe(void **state)
{
    static const char *const words[] = {"", "a", "is", "iz", "ll", "er", "ize"};
    struct strbuf buf = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        fold(&buf, words[i]);
        assert_slice(strbuf_slice(&buf), words[i]);
    }
    strbuf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_spellings_are_one),
        cmocka_unit_test(test_words_that_only_look_alike_stay),
        cmocka_unit_test(test_any_short_word_is_safe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
