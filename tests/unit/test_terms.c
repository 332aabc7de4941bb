/* terms: text to terms, in all the languages. */
#include <string.h>

#include "tests/unit/unit.h"

#include "common/terms.h"

struct row {
    const char *language;
    const char *text;
    const char *terms; /* joined by spaces */
};

static char *joined(struct analyser *analyser, struct arena *arena,
                    const char *text, const char *language)
{
    struct strbuf all = STRBUF_INIT;
    struct term *terms;
    size_t count;
    char *copy;

    terms_analyse(analyser, slice_of(text), slice_of(language), arena, &terms,
                  &count);
    for (size_t i = 0; i < count; i++) {
        if (i)
            strbuf_add_byte(&all, ' ');
        strbuf_add(&all, terms[i].text);
    }
    copy = arena_copy(arena, strbuf_slice(&all).bytes, all.len);
    strbuf_release(&all);
    return copy;
}

static void check_rows(const struct row *rows, size_t count)
{
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;

    for (size_t i = 0; i < count; i++) {
        char *terms = joined(analyser, &arena, rows[i].text, rows[i].language);
        if (strcmp(terms, rows[i].terms) != 0)
            fail_msg("row %zu: %s: '%s', not '%s'", i, rows[i].text, terms,
                     rows[i].terms);
    }
    arena_release(&arena);
    analyser_free(analyser);
}

static void test_words_become_terms(void **state)
{
    static const struct row rows[] = {
        {"en", "Missile defenses", "missil defens"},
        {"en", "the U.S.-Japan alliance", "the u.s japan allianc"},
        {"en", "US forces protect us", "u.s forc protect us"},
        {"en", "the D.P.R.K. and the DPRK", "the dprk and the dprk"},
        {"en", "a \"2+2\" meeting", "a 2+2 meet"},
        {"en", "S-400", "s 400"},
        {"en", "1,000 and 18.3 on 31.07.2018", "1000 and 18.3 on 31 07 2018"},
        {"en", "Japan's", "japan"},
        {"fr", "l'accord", "l accord"},
        {"ja", "\xE5\x8C\x97\xE6\x96\xB9\xE9\xA0\x98",
         "\xE5\x8C\x97\xE6\x96\xB9 \xE6\x96\xB9\xE9\xA0\x98"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_become_terms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
