/* sentences: where they end. */
#include "tests/unit/unit.h"

#include "indexer/sentences.h"

static void test_ends_at_stops_and_not_at_abbreviations(void **state)
{
    static const struct {
        const char *text;
        const char *first;
    } rows[] = {
        {"One. Two.", "One."},
        {"Mr. Root came. He spoke.", "Mr. Root came."},
        {"The U.S. Senate met. It rose.", "The U.S. Senate met."},
        {"See No. 5 and Art. 2. Then go.", "See No. 5 and Art. 2."},
        {"J. F. Byrnes spoke. All heard.", "J. F. Byrnes spoke."},
        {"It cost 3.5 per cent. Much.", "It cost 3.5 per cent."},
        {"He said: \"Go.\" They went.", "He said: \"Go.\""},
        {"Really? Yes.", "Really?"},
        {"Мы за мир, т.е. за договор. Да.", "Мы за мир, т.е. за договор."},
        {"В 1905 г. был мир. Вот.", "В 1905 г. был мир."},
        {"Il vint, p. ex. lundi. Puis rien.", "Il vint, p. ex. lundi."},
        {"開会した。閉会した。", "開会した。"},
        {"「開会。」と述べた。次へ。", "「開会。」"},
        {"no end at all", "no end at all"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice text = slice_of(rows[i].text);

        assert_slice(slice_part(text, 0, sentence_end(text, 0)), rows[i].first);
    }
}

static void test_goes_on_behind_a_sentence(void **state)
{
    struct slice text = SLICE("One. Two. Three");
    size_t at = sentence_end(text, 0);

    (void)state;
    assert_int_equal(at, 4);
    at = sentence_end(text, at);
    assert_int_equal(at, 9);
    assert_int_equal(sentence_end(text, at), text.len);
    assert_int_equal(sentence_end(text, text.len), text.len);
}

static void test_whole_is_what_ends_with_a_stop(void **state)
{
    static const struct {
        const char *text;
        bool is_whole;
    } rows[] = {
        {"It is so.", true},    {"It is so", false},    {"It is so.)", true},
        {"“It is so.”", true},  {"thanked Mr.", false}, {"in the U.S.", false},
        {"Is it so?  ", true},  {"以上です。", true},   {"北方領土", false},
        {"The points:", false}, {")))", false},         {"", false},
        {"And so on…", true},   {"(Laughter.)", true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (sentence_is_whole(slice_of(rows[i].text)) != rows[i].is_whole)
            fail_msg("row %zu: %s", i, rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends_at_stops_and_not_at_abbreviations),
        cmocka_unit_test(test_goes_on_behind_a_sentence),
        cmocka_unit_test(test_whole_is_what_ends_with_a_stop),
    };

    return cmocka_run_group_tests_name("sentences", tests, NULL, NULL);
}
